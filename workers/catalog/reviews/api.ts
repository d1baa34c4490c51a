import { randomUUID } from 'node:crypto';
import { Refusal } from '@kontor/contracts/refusals';
import { review, type Review } from '@kontor/contracts/review';
import { now } from '@kontor/kit/clock';
import { type Context, serve, shopperOf } from '@kontor/kit/rpc';
import { note } from '../audit.ts';
import { journal, productsFor, publishedProducts } from '../store/catalogue.ts';
import { hasReceived, publishedReviews, reviewBy, reviewsById, reviewsIn } from '../store/reviews.ts';
import { plainText } from '../text.ts';
import { keepAndCount } from './count.ts';
import { type Kept, placeReview, writeReview } from './rules.ts';
import { isDeepStrictEqual } from 'node:util';

/** Changes one review by its id. Throws `NotFound`. */
const changeReview = (context: Context, act: string, id: string, rule: (before: Review) => Review): Promise<Review> =>
  journal.transaction(async (tx) => {
    const before = (await reviewsById(tx, [id])).get(id);
    if (!before) throw new Refusal('NotFound', { id });
    const next = rule(before.review);
    if (isDeepStrictEqual(next, before.review)) return next;
    const after = { ...before, review: { ...next, version: next.version + 1 } };
    await keepAndCount(tx, [after]);
    await note(tx, context, act, [id]);
    return after.review;
  });

export const reviews = serve(review, {
  reviewsOf: publishedReviews,

  ownReview: async ({ productId }, { actor }) => {
    if (!actor || actor.kind === 'staff') return { may: false, review: null };
    const [[product], own] = await Promise.all([publishedProducts([productId]), reviewBy(actor.id, productId)]);
    const may =
      product !== undefined &&
      (await hasReceived(
        actor.id,
        product.variants.map(({ sku }) => sku),
      ));
    return { may, review: own?.review ?? null };
  },

  writeReview: async (written, context) => {
    const { id } = shopperOf(context);
    const [product] = await publishedProducts([written.productId]);
    if (!product) throw new Refusal('NotFound', { productId: written.productId });
    const skus = product.variants.map(({ sku }) => sku);
    if (!(await hasReceived(id, skus))) throw new Refusal('NotReceived', { productId: written.productId });
    const author = { id, reviewId: randomUUID(), at: now().toISOString() };
    return journal.transaction(async (tx) => {
      const before = await reviewBy(id, written.productId, tx);
      const after = writeReview(before, written, author);
      if (after !== before) await keepAndCount(tx, [after]);
      return after.review;
    });
  },

  reviewsIn: ({ state, after, limit }) => reviewsIn(state, after, limit),

  decideReview: ({ id, state }, context) => changeReview(context, 'decideReview', id, (before) => ({ ...before, state })),

  decideReviews: ({ ids, state, reason }, context) =>
    journal.transaction(async (tx) => {
      const changed = [...(await reviewsById(tx, ids)).values()]
        .filter(({ review: one }) => one.state !== state)
        .map((kept) => ({ ...kept, review: { ...kept.review, state, version: kept.review.version + 1 } }));
      await keepAndCount(tx, changed);
      const named = changed.map(({ review: { id } }) => id);
      await note(tx, context, state === 'published' ? 'publishReviews' : 'refuseReviews', named, reason ? { reason } : {});
      return { changed: changed.length };
    }),

  answerReview: ({ id, text }, context) =>
    changeReview(context, 'answerReview', id, ({ answer, ...before }) => {
      const said = plainText(text);
      if (said === '') return before;
      return { ...before, answer: said === answer?.text ? answer : { text: said, at: now().toISOString() } };
    }),

  saveReviews: ({ reviews: drafts }, context) =>
    journal.transaction(async (tx) => {
      const known = await reviewsById(
        tx,
        drafts.map(({ id }) => id),
      );
      const products = new Set((await productsFor(tx, [...new Set(drafts.map(({ productId }) => productId))])).map(({ id }) => id));
      const refused = drafts.flatMap(({ productId }, index) =>
        products.has(productId) ? [] : [{ index, field: 'productId', reason: `there is no product ${productId}; save it first` }],
      );
      const changed = new Map<string, Kept>();
      for (const draft of drafts.filter(({ productId }) => products.has(productId))) {
        const placed = placeReview(changed.get(draft.id) ?? known.get(draft.id) ?? null, draft);
        if (placed) changed.set(draft.id, placed);
      }
      await keepAndCount(tx, [...changed.values()]);
      await note(tx, context, 'saveReviews', [...changed.keys()]);
      return { changed: changed.size, unchanged: drafts.length - refused.length - changed.size, refused };
    }),
});
