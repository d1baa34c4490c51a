'use client';

import { useLocale, useTranslations } from 'next-intl';
import { Link } from '@/ui/link';
import { buttonStyle } from '@/ui/button';
import { Codes } from '../checkout/codes';
import { CartLines } from './cart-lines';
import { SavedLines } from './saved-lines';
import { Subtotal } from './subtotal';
import { useCart } from './use-cart';

/** The cart as a page: lines at the left, what they come to at the right. */
export function CartOverview() {
  const t = useTranslations('cart');
  const locale = useLocale();
  const { data: cart } = useCart();
  const filled = cart !== undefined && cart.items > 0;
  const blocked = cart?.lines.some((line) => !line.forSale) ?? false;

  return (
    <div className="mt-6 grid items-start gap-8 lg:grid-cols-[minmax(0,1fr)_22rem] lg:gap-16">
      <section aria-label={t('lines')} className={filled ? undefined : 'lg:col-span-2'}>
        <CartLines />
        <SavedLines />
      </section>
      {filled && (
        <section aria-label={t('summary')} className="grid gap-5 rounded-md bg-surface p-6 lg:sticky lg:top-28">
          <Subtotal cart={cart} />
          <Codes codes={cart.codes} receipt={cart.receipt} />
          {blocked ? (
            <p className="text-sm text-danger">{t('removeFirst')}</p>
          ) : (
            <Link href={`/${locale}/checkout`} className={buttonStyle({ variant: 'primary', size: 'large', wide: true })}>
              {t('checkout')}
            </Link>
          )}
          <Link href={`/${locale}`} className={buttonStyle({ variant: 'quiet', wide: true })}>
            {t('goOn')}
          </Link>
        </section>
      )}
    </div>
  );
}
