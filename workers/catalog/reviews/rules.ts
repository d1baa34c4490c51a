import { isDeepStrictEqual } from 'node:util';
import type { z } from 'zod';
import { share } from '@kontor/contracts/money';
import type { Rating, Review, ReviewDraft, review } from '@kontor/contracts/review';
import { plainText } from '../text.ts';

/** A review with its author, if it was written here: one a product and author. */
export type Kept = { review: Review; authorId: string | null };
export type Written = z.output<typeof review.writeReview.input>;

const TENTHS = 10;

/** The rating of a product from how many gave one star, two, … five. */
export function ratingFrom(stars: readonly number[]): Rating {
  const all = [1, 2, 3, 4, 5].map((_, index) => stars[index] ?? 0);
  const count = all.reduce((sum, one) => sum + one, 0);
  const sum = all.reduce((total, one, index) => total + one * (index + 1), 0);
  return { count, average: count === 0 ? 0 : share(sum, TENTHS, count), stars: all };
}

/** Stands where an author gave no name, or has left. */
const NOBODY = '–';

const clean = <D extends { title: string; text: string; author: string }>(draft: D): D => ({
  ...draft,
  title: plainText(draft.title),
  text: plainText(draft.text),
  author: plainText(draft.author) || NOBODY,
});

/** A review as a merchant brings it; null when it stands there so already. */
export function placeReview(before: Kept | null, draft: ReviewDraft): Kept | null {
  const { version, ...known } = before?.review ?? { version: 0 };
  const wanted = clean(draft);
  if (isDeepStrictEqual(known, wanted)) return null;
  return { review: { ...wanted, version: version + 1 }, authorId: before?.authorId ?? null };
}

/** What a shopper writes waits until the shop has read it, also when it stood there before with other words. */
export function writeReview(before: Kept | null, written: Written, author: { id: string; reviewId: string; at: string }): Kept {
  const { version, id, answer: _answer, ...known } = before?.review ?? { version: 0, id: author.reviewId };
  const wanted = clean(written);
  if (before && isDeepStrictEqual({ ...known, ...wanted }, known)) return before;
  return {
    authorId: author.id,
    review: { ...wanted, id, writtenAt: author.at, verified: true, state: 'pending', version: version + 1 },
  };
}

/** Its author closed their account: what was said of the product stays, who said it goes. */
export const forgetAuthor = ({ review }: Kept): Kept => ({ authorId: null, review: { ...review, author: NOBODY, version: review.version + 1 } });
