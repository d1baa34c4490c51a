import { titleOf } from '@/app/[locale]/admin/title';
import { OrderTable } from './order-table';

export const generateMetadata = titleOf('orders');

export default OrderTable;
