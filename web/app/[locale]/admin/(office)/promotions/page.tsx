import { titleOf } from '@/app/[locale]/admin/title';
import { PromotionTable } from './promotion-table';

export const generateMetadata = titleOf('promotions');

export default PromotionTable;
