'use client';

import { ShoppingBag } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { Link } from '@/ui/link';
import { refusalOf, sentenceFor } from '@/refusals';
import { Button, buttonStyle } from '@/ui/button';
import { EmptyState, ErrorState, Notice } from '@/ui/notice';
import { Skeleton } from '@/ui/skeleton';
import { TextLink } from '@/ui/text-link';
import { CartLineItem } from './cart-line';
import { LeftBehind } from './cart-notes';
import { useCartState } from './cart-state';
import { piecesWithoutLine } from './optimistic';
import { useAvailable } from './use-available';
import { useCart } from './use-cart';

/** The lines of the cart in all their states; `onLeave` is told when the shopper follows a link. */
export function CartLines({ onLeave }: { onLeave?: () => void }) {
  const t = useTranslations('cart');
  const say = useTranslations('refusals');
  const locale = useLocale();
  const { notice } = useCartState();
  const { data: cart, error, refetch, isFetching } = useCart();
  const available = useAvailable(cart?.lines.map(({ sku }) => sku) ?? []);
  const signIn = <TextLink href={`/${locale}/sign-in?next=/${locale}/cart`}>{t('signIn')}</TextLink>;

  if (error && !cart) {
    const again =
      refusalOf(error)?.code === 'SessionEnded' ? (
        signIn
      ) : (
        <Button variant="secondary" busy={isFetching} onClick={() => void refetch()}>
          {t('retry')}
        </Button>
      );
    return <ErrorState title={t('failed')} text={sentenceFor(error, say)} action={again} />;
  }
  if (!cart) return <LineSkeletons count={2} />;
  const coming = piecesWithoutLine(cart) > 0;

  return (
    <>
      <LeftBehind />
      {notice && (
        <Notice tone="danger" title={t('undone')} className="mb-6">
          {notice.text} {notice.ended && signIn}
        </Notice>
      )}
      {cart.lines.length === 0 && !coming ? (
        <EmptyState
          title={t('empty')}
          text={t('emptyText')}
          action={
            <Link href={`/${locale}`} onClick={onLeave} className={buttonStyle({ variant: 'secondary' })}>
              <ShoppingBag aria-hidden className="size-4" strokeWidth={1.5} />
              {t('lookAround')}
            </Link>
          }
        />
      ) : (
        <ul className="divide-y divide-line">
          {cart.lines.map((line) => (
            <CartLineItem key={line.sku} line={line} currency={cart.currency} had={available.get(line.sku)} onLeave={onLeave} />
          ))}
        </ul>
      )}
      {coming && <LineSkeletons count={1} />}
    </>
  );
}

export function LineSkeletons({ count }: { count: number }) {
  return Array.from({ length: count }, (_, index) => (
    <div key={index} aria-hidden className="flex gap-4 py-5">
      <Skeleton className="h-25 w-20 shrink-0" />
      <div className="grid grow content-start gap-2">
        <Skeleton className="h-4 w-2/3" />
        <Skeleton className="h-4 w-1/3" />
        <Skeleton className="mt-3 h-10 w-28" />
      </div>
    </div>
  ));
}
