import { titleOf } from '@/app/[locale]/admin/title';
import { OrderPage } from './order-page';

export const generateMetadata = titleOf('orders');

export default OrderPage;
