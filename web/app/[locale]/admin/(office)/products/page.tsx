import { titleOf } from '@/app/[locale]/admin/title';
import { ProductTable } from './product-table';

export const generateMetadata = titleOf('products');

export default ProductTable;
