import { z } from 'zod';
import { type Review, type ReviewOrder, type ReviewState, Stars } from '@kontor/contracts/review';
import { Instant, Uuid } from '@kontor/contracts/ids';
import { declareCollection } from '@kontor/kit/mongo';
import type { Kept } from '../reviews/rules.ts';
import { journal, type Tx } from './catalogue.ts';
import { keyIn } from './page-key.ts';

type ReviewRow = { _id: string; productId: string; authorId: string | null; state: ReviewState; rating: number; writtenAt: string; review: Review };
/** Who may review what: an order's SKUs and its owner once it is paid, and whether it arrived. The two may come in any order. */
type PurchaseRow = { _id: string; owner: string; skus?: string[]; received?: boolean };

const reviews = journal.db.collection<ReviewRow>('reviews');
const purchases = journal.db.collection<PurchaseRow>('purchases');

/** Collections, validators and indexes. Safe to repeat and in parallel. */
export async function declareReviews(): Promise<void> {
  const text = { bsonType: 'string', minLength: 1 };
  const required = ['productId', 'authorId', 'state', 'rating', 'writtenAt', 'review'];
  await declareCollection(journal.db, 'reviews', { $jsonSchema: { bsonType: 'object', required, properties: { productId: text, state: text } } });
  await declareCollection(journal.db, 'purchases', { $jsonSchema: { bsonType: 'object', required: ['owner'], properties: { owner: text } } });
  await reviews.createIndex({ productId: 1, state: 1, writtenAt: -1, _id: -1 }, { name: 'newest' });
  await reviews.createIndex({ productId: 1, state: 1, rating: -1, writtenAt: -1, _id: -1 }, { name: 'highest' });
  await reviews.createIndex({ productId: 1, state: 1, rating: 1, writtenAt: -1, _id: -1 }, { name: 'lowest' });
  await reviews.createIndex({ state: 1, writtenAt: 1, _id: 1 }, { name: 'queue' });
  await reviews.createIndex({ authorId: 1, productId: 1 }, { name: 'once', unique: true, partialFilterExpression: { authorId: { $type: 'string' } } });
  await purchases.createIndex({ owner: 1, skus: 1 }, { name: 'owner' });
}

const keptOf = ({ review, authorId }: ReviewRow): Kept => ({ review, authorId });

export async function reviewsById({ session }: Tx, ids: readonly string[]): Promise<Map<string, Kept>> {
  const rows = await reviews.find({ _id: { $in: [...ids] } }, { session }).toArray();
  return new Map(rows.map((row) => [row._id, keptOf(row)]));
}

/** The review that an author wrote about a product; with `tx` as that transaction sees it. */
export async function reviewBy(authorId: string, productId: string, tx?: Tx): Promise<Kept | null> {
  const row = await reviews.findOne({ authorId, productId }, tx ? { session: tx.session } : {});
  return row && keptOf(row);
}

/** All reviews that these people wrote. One a product and person, so few. */
export async function reviewsOfAuthors({ session }: Tx, authorIds: readonly string[]): Promise<Kept[]> {
  return (await reviews.find({ authorId: { $in: [...authorIds] } }, { session }).toArray()).map(keptOf);
}

/** What these people bought is forgotten: nobody of that id will write a review again. */
export const forgetPurchases = async ({ session }: Tx, owners: readonly string[]): Promise<void> =>
  void (await purchases.deleteMany({ owner: { $in: [...owners] } }, { session }));

export async function keepReviews({ session }: Tx, changed: readonly Kept[]): Promise<void> {
  if (changed.length === 0) return;
  const row = ({ review, authorId }: Kept) => {
    const { productId, state, rating, writtenAt } = review;
    return { productId, authorId, state, rating, writtenAt, review };
  };
  await reviews.bulkWrite(
    changed.map((kept) => ({ replaceOne: { filter: { _id: kept.review.id }, replacement: row(kept), upsert: true } })),
    { session },
  );
}

/** How many published reviews of each product gave one star, two, … five. */
export async function starsOf({ session }: Tx, productIds: readonly string[]): Promise<Map<string, number[]>> {
  const groups = await reviews
    .aggregate<{ _id: { productId: string; rating: number }; count: number }>(
      [
        { $match: { productId: { $in: [...productIds] }, state: 'published' } },
        { $group: { _id: { productId: '$productId', rating: '$rating' }, count: { $sum: 1 } } },
      ],
      { session },
    )
    .toArray();
  const stars = new Map(productIds.map((id) => [id, [0, 0, 0, 0, 0]]));
  for (const { _id, count } of groups) stars.get(_id.productId)?.splice(_id.rating - 1, 1, count);
  return stars;
}

const Key = z.tuple([z.coerce.number().pipe(Stars), Instant, Uuid]);
const keyOf = ({ rating, writtenAt, id }: Review) => `${rating}~${writtenAt}~${id}`;

/** Reviews in an order, from behind the key of the one before. */
function pageOf(rows: readonly ReviewRow[], limit: number): { items: Review[]; next: string | null } {
  const items = rows.slice(0, limit).map(({ review }) => review);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last ? keyOf(last) : null };
}

type Asked = { productId: string; order: z.output<typeof ReviewOrder>; rating?: number | undefined; after?: string | undefined; limit: number };

export async function publishedReviews({ productId, order, rating, after, limit }: Asked): Promise<{ items: Review[]; next: string | null }> {
  const filter = { productId, state: 'published' as const, ...(rating !== undefined && { rating }) };
  const direction = order === 'lowest' ? 1 : -1;
  const [stars, writtenAt, id] = keyIn(Key, after) ?? [];
  const older = { $or: [{ writtenAt: { $lt: writtenAt } }, { writtenAt, _id: { $lt: id } }] };
  const beyond = order === 'newest' ? older : { $or: [{ rating: direction === 1 ? { $gt: stars } : { $lt: stars } }, { rating: stars, ...older }] };
  const rows = await reviews
    .find((after === undefined ? filter : { $and: [filter, beyond] }) as never)
    .sort({ ...(order !== 'newest' && { rating: direction }), writtenAt: -1, _id: -1 })
    .limit(limit + 1)
    .toArray();
  return pageOf(rows, limit);
}

/** Oldest first. */
export async function reviewsIn(state: ReviewState, after: string | undefined, limit: number): Promise<{ items: Review[]; next: string | null }> {
  const [, writtenAt, id] = keyIn(Key, after) ?? [];
  const beyond = after === undefined ? {} : { $or: [{ writtenAt: { $gt: writtenAt } }, { writtenAt, _id: { $gt: id } }] };
  const rows = await reviews
    .find({ state, ...beyond } as never)
    .sort({ writtenAt: 1, _id: 1 })
    .limit(limit + 1)
    .toArray();
  return pageOf(rows, limit);
}

export async function notePurchases({ session }: Tx, news: readonly { orderId: string; owner: string; skus?: string[]; received?: true }[]): Promise<void> {
  await purchases.bulkWrite(
    news.map(({ orderId, ...known }) => ({ updateOne: { filter: { _id: orderId }, update: { $set: known }, upsert: true } })),
    { session },
  );
}

export async function hasReceived(owner: string, skus: readonly string[]): Promise<boolean> {
  return (await purchases.findOne({ owner, skus: { $in: [...skus] }, received: true }, { projection: { _id: 1 } })) !== null;
}
