import { titleOf } from '@/app/[locale]/admin/title';
import { GiftCardTable } from './gift-card-table';

export const generateMetadata = titleOf('giftCards');

export default GiftCardTable;
