'use client';

import { clsx } from 'clsx';
import { useLocale, useTranslations } from 'next-intl';
import { lazy, type ReactNode, startTransition, Suspense, useRef, useState } from 'react';
import type { Rating, Review } from '@kontor/contracts/review';
import { sentenceFor } from '@/refusals';
import { useTRPCClient } from '@/trpc';
import { Button } from '@/ui/button';
import { Field } from '@/ui/field';
import { Notice } from '@/ui/notice';
import { Select } from '@/ui/select';

/** Those of the page itself are made by the server: few ask for others. */
const ReviewEntry = lazy(() => import('./review-entry').then((module) => ({ default: module.ReviewEntry })));

const A_PAGE = 10;
const orders = ['newest', 'highest', 'lowest'] as const;
type Order = (typeof orders)[number];
/** Which reviews in which order: as the page has them at first. */
type Choice = { order: Order; stars: number | null };
const asPageHasThem: Choice = { order: 'newest', stars: null };
type Props = { productId: string; rating: Rating; next: string | null; children: ReactNode };

/** The reviews in an order and by their stars. `children` came with the page, `next` says where they go on. */
export function ReviewList({ productId, rating, next: nextOfPage, children }: Props) {
  const t = useTranslations('reviews');
  const say = useTranslations('refusals');
  const locale = useLocale();
  const client = useTRPCClient();
  const [choice, setChoice] = useState(asPageHasThem);
  const [shown, setShown] = useState<{ withPage: boolean; items: readonly Review[]; next: string | null }>({ withPage: true, items: [], next: nextOfPage });
  const [asking, setAsking] = useState<'others' | 'more' | null>(null);
  const [refused, setRefused] = useState<unknown>(null);
  const questions = useRef(0);
  const { order, stars } = choice;

  /** Asks for a page of reviews; only the answer to the last question is shown. */
  async function ask(wanted: Choice, after: string | null) {
    const question = ++questions.current;
    setAsking(after ? 'more' : 'others');
    setRefused(null);
    try {
      const page = await client.review.reviewsOf.query({
        productId,
        order: wanted.order,
        limit: A_PAGE,
        ...(wanted.stars && { rating: wanted.stars }),
        ...(after && { after }),
      });
      if (question !== questions.current) return;
      startTransition(() =>
        setShown(({ withPage, items }) => (after ? { withPage, items: [...items, ...page.items], next: page.next } : { withPage: false, ...page })),
      );
    } catch (error) {
      if (question === questions.current) setRefused(error);
    } finally {
      if (question === questions.current) setAsking(null);
    }
  }

  function choose(wanted: Choice) {
    setChoice(wanted);
    void ask(wanted, null);
  }

  if (rating.count === 0) return null;

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
                onChoose={() => choose({ order, stars: stars === value ? null : value })}
              />
            </li>
          ))}
        </ul>
        <Field label={t('order')} className="w-44">
          <Select value={order} onChange={({ target }) => choose({ stars, order: orders.find((one) => one === target.value) ?? 'newest' })}>
            {orders.map((one) => (
              <option key={one} value={one}>
                {t(`order_${one}`)}
              </option>
            ))}
          </Select>
        </Field>
      </div>
      {refused !== null && (
        <Notice tone="danger" className="mt-6">
          {sentenceFor(refused, say)}
        </Notice>
      )}
      <ul aria-busy={asking !== null || undefined} className={clsx('mt-6 divide-y divide-line border-y border-line', asking === 'others' && 'opacity-50')}>
        {shown.withPage && children}
        <Suspense fallback={null}>
          {shown.items.map((review) => (
            <li key={review.id}>
              <ReviewEntry review={review} locale={locale} />
            </li>
          ))}
        </Suspense>
      </ul>
      {shown.next && (
        <Button variant="secondary" className="mt-8" busy={asking === 'more'} onClick={() => void ask(choice, shown.next)}>
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
