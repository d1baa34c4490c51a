import { z } from 'zod';
import { withoutCards } from './card-number.ts';
import { Instant, Keyset, Locale, ProductId, Uuid } from './ids.ts';
import { ask, command } from './verb.ts';

export const Stars = z.int().min(1).max(5);
/** What shoppers think of a product: how many gave one star, two, … five; `average` in tenths, so that 43 is 4.3. */
export const Rating = z.object({ count: z.int().min(0), average: z.int().min(0).max(50), stars: z.array(z.int().min(0)).length(5) });
export type Rating = z.infer<typeof Rating>;
export const NO_RATING: Rating = { count: 0, average: 0, stars: [0, 0, 0, 0, 0] };

/** Shoppers' reviews start as `pending`; only `published` ones are shown and counted. */
export const ReviewState = z.enum(['pending', 'published', 'rejected']);
export type ReviewState = z.infer<typeof ReviewState>;

const written = {
  rating: Stars,
  title: z.string().trim().max(120).default(''),
  text: z.string().trim().max(4_000).default(''),
  /** the name it is shown under, as its author wants it */
  author: z.string().trim().min(1).max(60),
  locale: Locale,
};

/** A review as a merchant brings it from elsewhere. Its text is in one language, the author's. */
export const ReviewDraft = z.object({
  id: Uuid,
  productId: ProductId,
  ...written,
  writtenAt: Instant,
  /** whether its author bought the product here */
  verified: z.boolean().default(false),
  state: ReviewState.default('published'),
  /** what the shop says to it */
  answer: z.object({ text: z.string().trim().min(1).max(2_000), at: Instant }).optional(),
});
export type ReviewDraft = z.infer<typeof ReviewDraft>;
export const Review = ReviewDraft.extend({ version: z.int().min(1) });
export type Review = z.infer<typeof Review>;

export const ReviewOrder = z.enum(['newest', 'highest', 'lowest']);
const Page = z.object({ items: z.array(Review), next: z.string().nullable() });

export const review = {
  reviewsOf: ask({
    input: z.object({ productId: ProductId, order: ReviewOrder.default('newest'), rating: Stars.optional(), ...Keyset }),
    output: Page,
    permission: 'public',
    http: { method: 'GET', path: '/products/{productId}/reviews', summary: 'What shoppers wrote about a product' },
  }),
  /** Whether the caller may review a product, and what they wrote: only who received it may. */
  ownReview: ask({
    input: z.object({ productId: ProductId }),
    output: z.object({ may: z.boolean(), review: Review.nullable() }),
    permission: 'public',
  }),
  /** Writes the caller's review, or writes it anew; it is shown once the shop has read it. */
  writeReview: command({
    input: z.object({
      productId: ProductId,
      ...written,
      title: withoutCards(written.title),
      text: withoutCards(written.text),
      author: withoutCards(written.author),
    }),
    output: Review,
    permission: 'shopper',
    http: { method: 'PUT', path: '/products/{productId}/review', summary: 'Write or change your review of a product you bought' },
  }),
  /** For staff, oldest first: what waits is to be read in its turn. */
  reviewsIn: ask({ input: z.object({ state: ReviewState.default('pending'), ...Keyset }), output: Page, permission: 'staff:catalog' }),
  decideReview: command({
    input: z.object({ id: Uuid, state: z.enum(['published', 'rejected']) }),
    output: Review,
    permission: 'staff:catalog',
  }),
  /** Many at once, with the reason for the audit log; those that stand so already, or are gone, are left alone. */
  decideReviews: command({
    input: z.object({
      ids: z.array(Uuid).min(1).max(100),
      state: z.enum(['published', 'rejected']),
      reason: z.string().trim().max(200).default(''),
    }),
    output: z.object({ changed: z.int() }),
    permission: 'staff:catalog',
  }),
  /** An empty text takes the answer back. */
  answerReview: command({ input: z.object({ id: Uuid, text: z.string().trim().max(2_000) }), output: Review, permission: 'staff:catalog' }),
  /** Writes reviews as they are; the same again changes nothing. Those of unknown products are named, the others go in. */
  saveReviews: command({
    input: z.object({ reviews: z.array(ReviewDraft).min(1).max(500) }),
    output: z.object({ changed: z.int(), unchanged: z.int(), refused: z.array(z.object({ index: z.int(), field: z.string(), reason: z.string() })) }),
    permission: 'staff:catalog',
  }),
};

/** State: a review was written, decided or answered. The product's rating is told with the product. */
export const ReviewChanged = z.object({ id: Uuid, productId: ProductId, state: ReviewState, rating: Stars });
