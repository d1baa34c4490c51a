'use client';

import { useLocale, useTranslations } from 'next-intl';
import { formatMoney } from '@kontor/contracts/format';
import { Button } from '@/ui/button';
import { Link } from '@/ui/link';
import { Picture } from '@/ui/picture';
import { useCart, useTakeUpSaved } from './use-cart';

/** What was put aside for another day: not counted, not bought, back in the cart with one press. */
export function SavedLines() {
  const t = useTranslations('cart');
  const locale = useLocale();
  const { data: cart } = useCart();
  const takeUp = useTakeUpSaved();
  if (!cart || cart.saved.length === 0) return null;
  return (
    <section aria-labelledby="saved" className="mt-10">
      <h2 id="saved" className="mb-4 text-lg font-medium">
        {t('saved')}
      </h2>
      <ul className="divide-y divide-line">
        {cart.saved.map((line) => {
          const name = line.name[locale];
          return (
            <li key={line.sku} className="flex flex-wrap items-center gap-4 py-4">
              <Picture decorative image={line.image} locale={locale} sizes="56px" className="w-14 shrink-0 rounded-sm" />
              <span className="min-w-0 grow basis-40 text-sm">
                <Link href={`/${locale}/p/${line.handle}?sku=${encodeURIComponent(line.sku)}`} className="block font-medium break-words hover:text-accent">
                  {name}
                </Link>
                <span className="block text-muted">
                  {line.quantity} × {formatMoney(line.price, cart.currency, locale)}
                  {line.variant[locale] && ` · ${line.variant[locale]}`}
                </span>
                {!line.forSale && <span className="block text-danger">{t('notForSale')}</span>}
              </span>
              {line.forSale && (
                <Button variant="secondary" size="small" aria-label={t('takeUpNamed', { name })} onClick={() => void takeUp({ sku: line.sku, into: true })}>
                  {t('takeUp')}
                </Button>
              )}
              <Button variant="quiet" size="small" aria-label={t('forgetNamed', { name })} onClick={() => void takeUp({ sku: line.sku, into: false })}>
                {t('forget')}
              </Button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
