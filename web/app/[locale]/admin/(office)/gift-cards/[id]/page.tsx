import { titleOf } from '@/app/[locale]/admin/title';
import { GiftCardPage } from './gift-card-page';

export const generateMetadata = titleOf('giftCards');

export default GiftCardPage;
