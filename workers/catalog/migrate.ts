import { declareStore, journal } from './store/catalogue.ts';
import { declareContent } from './store/content.ts';
import { declareNotices } from './store/notices.ts';
import { declareReviews } from './store/reviews.ts';

/** Makes the catalogue's collections with validators and indexes. Safe to repeat and in parallel. */
export async function migrate(): Promise<void> {
  await journal.ping();
  await declareStore();
  await declareReviews();
  await declareContent();
  await declareNotices();
}
