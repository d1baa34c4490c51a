import { titleOf } from '@/app/[locale]/admin/title';
import { SkuPage } from './sku-page';

export const generateMetadata = titleOf('stock');

export default SkuPage;
