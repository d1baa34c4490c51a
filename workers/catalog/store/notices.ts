import { declareCollection } from '@kontor/kit/mongo';
import { journal, type Tx } from './catalogue.ts';

/** A wish to be told when a SKU is back. `until` is when it lapses by itself; a token opens it from a mail. */
export type Wish = {
  _id: string;
  sku: string;
  email: string;
  locale: 'de' | 'en';
  owner: string | null;
  state: 'asked' | 'confirmed' | 'told';
  token: string;
  askedAt: Date;
  until: Date;
};

const notices = journal.db.collection<Wish>('notices');

/** Collection, validator and indexes. Safe to repeat and in parallel. */
export async function declareNotices(): Promise<void> {
  const text = { bsonType: 'string', minLength: 1 };
  const required = ['sku', 'email', 'state', 'token', 'until'];
  await declareCollection(journal.db, 'notices', {
    $jsonSchema: { bsonType: 'object', required, properties: { sku: text, email: text, token: text, until: { bsonType: 'date' } } },
  });
  await notices.createIndex({ token: 1 }, { name: 'token', unique: true });
  await notices.createIndex({ email: 1, sku: 1 }, { name: 'once', unique: true, partialFilterExpression: { state: { $in: ['asked', 'confirmed'] } } });
  await notices.createIndex({ sku: 1, state: 1, askedAt: 1 }, { name: 'waiting' });
  await notices.createIndex({ owner: 1 }, { name: 'owner' });
  await notices.createIndex({ until: 1 }, { name: 'lapses', expireAfterSeconds: 0 });
}

/** The open wishes of an address that have not lapsed. */
export const openWishesOf = ({ session }: Tx, email: string, now: Date): Promise<Wish[]> =>
  notices.find({ email, state: { $in: ['asked', 'confirmed'] }, until: { $gt: now } }, { session }).toArray();

/** Keeps a wish; one for the same address and SKU that lapsed, and was not yet cleared away, makes room. */
export async function keepWish({ session }: Tx, wish: Wish): Promise<void> {
  await notices.deleteMany({ email: wish.email, sku: wish.sku, state: { $in: ['asked', 'confirmed'] } }, { session });
  await notices.insertOne(wish, { session });
}

export const wishBy = (token: string, now: Date, tx?: Tx): Promise<Wish | null> =>
  notices.findOne({ token, until: { $gt: now } }, tx ? { session: tx.session } : {});

export const setWish = async ({ session }: Tx, ids: readonly string[], change: Pick<Wish, 'state' | 'until'>): Promise<void> =>
  void (await notices.updateMany({ _id: { $in: [...ids] } }, { $set: change }, { session }));

/** Who waits for any of these SKUs, oldest first, so many at once. */
export const whoWaitsFor = ({ session }: Tx, skus: readonly string[], now: Date, most: number): Promise<Wish[]> =>
  notices.find({ sku: { $in: [...skus] }, state: 'confirmed', until: { $gt: now } }, { session, sort: { askedAt: 1, _id: 1 }, limit: most }).toArray();

export const dropWishesOf = async ({ session }: Tx, email: string): Promise<number> => (await notices.deleteMany({ email }, { session })).deletedCount;
export const dropOwned = async ({ session }: Tx, owners: readonly string[]): Promise<void> =>
  void (await notices.deleteMany({ owner: { $in: [...owners] } }, { session }));
