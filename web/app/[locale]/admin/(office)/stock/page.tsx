import { titleOf } from '@/app/[locale]/admin/title';
import { StockTable } from './stock-table';

export const generateMetadata = titleOf('stock');

export default StockTable;
