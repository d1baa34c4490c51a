import { titleOf } from '@/app/[locale]/admin/title';
import { ReviewQueue } from './review-queue';

export const generateMetadata = titleOf('reviews');

export default ReviewQueue;
