'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Heart } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { sentenceFor } from '@/refusals';
import { useTRPC } from '@/trpc';
import { Button, buttonStyle } from '@/ui/button';
import { Link } from '@/ui/link';
import { EmptyState, ErrorState } from '@/ui/notice';
import { Skeleton } from '@/ui/skeleton';
import { TextLink } from '@/ui/text-link';
import { useWishlist } from '@/wishlist/use-wishlist';
import { WishedProduct } from './wished-product';

/** All that somebody wants to come back to, in all its states. */
export function WishlistView() {
  const t = useTranslations('wishlist');
  const say = useTranslations('refusals');
  const locale = useLocale();
  const { ids, isKnown, isGuest } = useWishlist();
  const { data, error, refetch, isFetching } = useQuery(
    useTRPC().catalog.productsById.queryOptions({ ids: [...ids] }, { enabled: ids.length > 0, placeholderData: keepPreviousData }),
  );
  // In the order of the list; what was taken off goes at once, what left the range is not shown.
  const cards = ids.flatMap((id) => data?.find((card) => card.id === id) ?? []);

  if (isKnown && (ids.length === 0 || (data && cards.length === 0))) {
    return (
      <EmptyState
        title={t('empty')}
        text={t('emptyText')}
        action={
          <Link href={`/${locale}/c`} className={buttonStyle({ variant: 'secondary' })}>
            <Heart aria-hidden className="size-4" strokeWidth={1.5} />
            {t('lookAround')}
          </Link>
        }
      />
    );
  }
  if (error && !data) {
    const again = (
      <Button variant="secondary" busy={isFetching} onClick={() => void refetch()}>
        {t('retry')}
      </Button>
    );
    return <ErrorState title={t('failed')} text={sentenceFor(error, say)} action={again} />;
  }
  return (
    <>
      {isKnown && isGuest && (
        <p className="mt-2 text-muted">
          {t('here')} <TextLink href={`/${locale}/sign-in?next=/${locale}/wishlist`}>{t('signIn')}</TextLink>
        </p>
      )}
      <ul className="mt-8 grid grid-cols-2 gap-x-4 gap-y-10 sm:grid-cols-3 sm:gap-x-6 lg:grid-cols-4">
        {cards.length > 0
          ? cards.map((card) => (
              <li key={card.id}>
                <WishedProduct card={card} />
              </li>
            ))
          : [1, 2, 3, 4].map((place) => (
              <li key={place} aria-hidden>
                <Skeleton className="aspect-4/5" />
                <Skeleton className="mt-3 h-5 w-2/3" />
              </li>
            ))}
      </ul>
    </>
  );
}
