'use client';

import { type Review, ReviewState } from '@kontor/contracts/review';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { useFilter } from '@/app/[locale]/admin/filters';
import { More, Shown } from '@/app/[locale]/admin/state';
import { Heading } from '@/app/[locale]/admin/table';
import { usePages } from '@/app/[locale]/admin/use-pages';
import { sentenceFor } from '@/refusals';
import { useTRPC, useTRPCClient } from '@/trpc';
import { Button } from '@/ui/button';
import { Checkbox } from '@/ui/checkbox';
import { EmptyState } from '@/ui/notice';
import { Select } from '@/ui/select';
import { notify } from '@/ui/toast';
import { RefuseReviews } from './refuse-reviews';
import { ReviewItem } from './review-item';

const MOST = 100;

/** What shoppers wrote, oldest first: read, published or refused, one by one or many at once. */
export function ReviewQueue() {
  const t = useTranslations('office.reviews');
  const nav = useTranslations('office.nav');
  const say = useTranslations('refusals');
  const locale = useLocale();
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const [filter, setFilter] = useFilter('state');
  const state = ReviewState.catch('pending').parse(filter);
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const [refusing, setRefusing] = useState<readonly string[]>([]);
  const { query: reviews, rows } = usePages([...trpc.review.reviewsIn.pathKey(), state], (page) => client.review.reviewsIn.query({ state, ...page }));
  const productIds = [...new Set(rows.map(({ productId }) => productId))].slice(-MOST);
  const { data: products } = useQuery(
    trpc.catalog.productsById.queryOptions({ ids: productIds }, { enabled: productIds.length > 0, placeholderData: (before) => before }),
  );
  const refresh = () => void queryClient.invalidateQueries({ queryKey: trpc.review.pathKey() });
  const decide = useMutation(
    trpc.review.decideReviews.mutationOptions({
      onSuccess: ({ changed }, { state: decided }) => {
        refresh();
        setPicked(new Set());
        setRefusing([]);
        notify({ text: t(decided === 'published' ? 'published' : 'rejected', { count: changed }), tone: 'success' });
      },
      onError: (error) => notify({ text: sentenceFor(error, say), tone: 'danger' }),
    }),
  );
  const pick = ({ id }: Review, isPicked: boolean) => {
    const next = new Set(picked);
    if (isPicked) next.add(id);
    else next.delete(id);
    setPicked(next);
  };
  const shown = rows.filter(({ id }) => picked.has(id)).map(({ id }) => id);
  const publish = (ids: string[]) => decide.mutate({ ids: ids.slice(0, MOST), state: 'published' });

  return (
    <>
      <Heading title={nav('reviews')}>
        <Select
          aria-label={t('state')}
          className="[&>select]:h-9 [&>select]:text-sm [&>svg]:top-2.5 pointer-coarse:[&>select]:h-11 pointer-coarse:[&>svg]:top-3.5"
          value={state}
          onChange={(event) => {
            setPicked(new Set());
            setFilter(event.target.value);
          }}
        >
          {ReviewState.options.map((one) => (
            <option key={one} value={one}>
              {t(`states.${one}`)}
            </option>
          ))}
        </Select>
      </Heading>
      <Shown query={reviews}>
        {() =>
          rows.length === 0 ? (
            <EmptyState title={t('none')} text={t('noneText')} />
          ) : (
            <>
              <div className="mb-3 flex flex-wrap items-center gap-3">
                <Checkbox
                  label={t('all')}
                  checked={shown.length === rows.length}
                  onChange={(event) => setPicked(new Set(event.target.checked ? rows.map(({ id }) => id) : []))}
                />
                <span aria-live="polite" className="text-sm text-muted">
                  {t('picked', { count: shown.length })}
                </span>
                {state !== 'published' && (
                  <Button size="small" variant="secondary" disabled={shown.length === 0} busy={decide.isPending} onClick={() => publish(shown)}>
                    {t('publishPicked')}
                  </Button>
                )}
                {state !== 'rejected' && (
                  <Button size="small" variant="danger" disabled={shown.length === 0} onClick={() => setRefusing(shown.slice(0, MOST))}>
                    {t('refusePicked')}
                  </Button>
                )}
              </div>
              <ul className="divide-y divide-line rounded-md border border-line">
                {rows.map((review) => (
                  <ReviewItem
                    key={review.id}
                    review={review}
                    product={products?.find(({ id }) => id === review.productId)?.name[locale]}
                    picked={picked.has(review.id)}
                    onPick={(isPicked) => pick(review, isPicked)}
                    onPublish={() => publish([review.id])}
                    onRefuse={() => setRefusing([review.id])}
                    onAnswered={refresh}
                  />
                ))}
              </ul>
              <More query={reviews} />
            </>
          )
        }
      </Shown>
      <RefuseReviews
        ids={refusing}
        busy={decide.isPending}
        onClose={() => setRefusing([])}
        onRefuse={(reason) => decide.mutate({ ids: [...refusing], state: 'rejected', reason })}
      />
    </>
  );
}
