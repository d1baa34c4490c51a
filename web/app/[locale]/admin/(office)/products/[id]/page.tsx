import { titleOf } from '@/app/[locale]/admin/title';
import { ProductPage } from './product-page';

export const generateMetadata = titleOf('products');

export default ProductPage;
