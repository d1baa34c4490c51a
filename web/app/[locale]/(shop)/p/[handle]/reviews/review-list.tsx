'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { clsx } from 'clsx';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Rating, Review } from '@kontor/contracts/review';
import { sentenceFor } from '@/refusals';
import { useTRPC, useTRPCClient } from '@/trpc';
import { Button } from '@/ui/button';
import { Field } from '@/ui/field';
import { Notice } from '@/ui/notice';
import { Select } from '@/ui/select';
import { ReviewEntry } from './review-entry';

const A_PAGE = 10;
const orders = ['newest', 'highest', 'lowest'] as const;
type Order = (typeof orders)[number];
type Page = { items: Review[]; next: string | null };
type Props = { productId: string; rating: Rating; first: Page };

/** The reviews in an order and by their stars; the first ones came with the page. */
export function ReviewList({ productId, rating, first }: Props) {
  const t = useTranslations('reviews');
  const say = useTranslations('refusals');
  const locale = useLocale();
  const client = useTRPCClient();
  const [order, setOrder] = useState<Order>('newest');
  const [stars, setStars] = useState<number | null>(null);
  const asPageHasIt = order === 'newest' && stars === null;
  const reviews = useInfiniteQuery({
    queryKey: [...useTRPC().review.reviewsOf.pathKey(), productId, order, stars, first.items[0]?.id],
    queryFn: ({ pageParam }) =>
      client.review.reviewsOf.query({ productId, order, limit: A_PAGE, ...(stars && { rating: stars }), ...(pageParam && { after: pageParam }) }),
    initialPageParam: '',
    getNextPageParam: (last: Page) => last.next,
    // Dated and never old, so that no clock is read where the page is made; a newer page has another key.
    ...(asPageHasIt && { initialData: { pages: [first], pageParams: [''] }, initialDataUpdatedAt: 1, staleTime: 'static' as const }),
    placeholderData: (before) => before,
  });
  if (rating.count === 0) return null;
  const shown = reviews.data?.pages.flatMap(({ items }) => items) ?? [];

  return (
    <div>
      <div className="flex flex-wrap items-end justify-between gap-6">
        <ul className="grid w-full max-w-80 gap-0.5">
          {[5, 4, 3, 2, 1].map((value) => (
            <li key={value}>
              <Bar
                value={value}
                count={rating.stars[value - 1] ?? 0}
                of={rating.count}
                chosen={stars === value}
                onChoose={() => setStars(stars === value ? null : value)}
              />
            </li>
          ))}
        </ul>
        <Field label={t('order')} className="w-44">
          <Select value={order} onChange={({ target }) => setOrder(orders.find((one) => one === target.value) ?? 'newest')}>
            {orders.map((one) => (
              <option key={one} value={one}>
                {t(`order_${one}`)}
              </option>
            ))}
          </Select>
        </Field>
      </div>
      {reviews.error && (
        <Notice tone="danger" className="mt-6">
          {sentenceFor(reviews.error, say)}
        </Notice>
      )}
      <ul
        aria-busy={reviews.isFetching || undefined}
        className={clsx('mt-6 divide-y divide-line border-y border-line', reviews.isPlaceholderData && 'opacity-50')}
      >
        {shown.map((review) => (
          <li key={review.id}>
            <ReviewEntry review={review} locale={locale} />
          </li>
        ))}
      </ul>
      {reviews.hasNextPage && (
        <Button variant="secondary" className="mt-8" busy={reviews.isFetchingNextPage} onClick={() => void reviews.fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </div>
  );
}

type BarProps = { value: number; count: number; of: number; chosen: boolean; onChoose: () => void };

/** One bar of the histogram: pressed, it shows the reviews with so many stars alone. */
function Bar({ value, count, of, chosen, onChoose }: BarProps) {
  const t = useTranslations('reviews');
  return (
    <button
      type="button"
      aria-pressed={chosen}
      disabled={count === 0}
      onClick={onChoose}
      className={clsx(
        'flex h-8 w-full items-center gap-3 rounded-sm px-2 text-sm tabular-nums',
        chosen ? 'bg-surface font-medium' : 'enabled:hover:bg-surface',
      )}
    >
      <span className="sr-only">{t('only', { stars: value, count })}</span>
      <span aria-hidden className="w-3">
        {value}
      </span>
      <span aria-hidden className="h-2 flex-1 overflow-hidden rounded-full bg-line">
        <span className="block h-full rounded-full bg-ink" style={{ width: `${(100 * count) / of}%` }} />
      </span>
      <span aria-hidden className="w-8 text-right text-muted">
        {count}
      </span>
    </button>
  );
}
