'use client';

import { useLocale, useTranslations } from 'next-intl';
import { Link } from '@/ui/link';
import { sentenceFor } from '@/refusals';
import { Button, buttonStyle } from '@/ui/button';
import { EmptyState, ErrorState } from '@/ui/notice';
import { useCart } from '../cart/use-cart';
import { CheckoutForm, type KnownShopper } from './checkout-form';
import { CheckoutSkeleton } from './checkout-skeleton';
import { usePlaceOrder } from './use-place-order';

/** The form as soon as the cart is known, and what to say when it is empty or cannot be read. */
export function CheckoutEntrance({ profile }: { profile: KnownShopper | null }) {
  const t = useTranslations('checkout');
  const say = useTranslations('refusals');
  const locale = useLocale();
  const placing = usePlaceOrder();
  const { data: cart, error, refetch, isFetching } = useCart();

  if (error && !cart) {
    const again = (
      <Button variant="secondary" busy={isFetching} onClick={() => void refetch()}>
        {t('retry')}
      </Button>
    );
    return <ErrorState title={t('failed')} text={sentenceFor(error, say)} action={again} />;
  }
  if (!cart) return <CheckoutSkeleton />;
  if (cart.items === 0 && !placing.busy) {
    const back = (
      <Link href={`/${locale}`} className={buttonStyle({ variant: 'secondary' })}>
        {t('lookAround')}
      </Link>
    );
    return <EmptyState title={t('nothing')} text={t('nothingText')} action={back} />;
  }
  return <CheckoutForm cart={cart} profile={profile} placing={placing} />;
}
