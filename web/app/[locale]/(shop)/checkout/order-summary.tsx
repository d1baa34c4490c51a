'use client';

import { isAbroad } from '@kontor/contracts/countries';
import type { Cart, Quote } from '@kontor/contracts/order';
import { useLocale, useTranslations } from 'next-intl';
import type { z } from 'zod';
import { Button } from '@/ui/button';
import { Skeleton } from '@/ui/skeleton';
import { TextLink } from '@/ui/text-link';
import { laterOf, useAvailable } from '../cart/use-available';
import { Codes } from './codes';
import { GiftCardSteps } from './gift-card-steps';
import { OrderLines } from './order-lines';
import { OrderTrouble, Refused } from './order-trouble';
import { ReceiptSteps } from './receipt';
import { Terms } from './terms';
import type { Trouble } from './use-place-order';

type Asked = { data: z.output<typeof Quote> | undefined; error: unknown; isFetching: boolean; refetch: () => Promise<unknown> };
type Props = { cart: Cart; quote: Asked; isCurrent: boolean; country: string; busy: boolean; trouble: Trouble | null; onMended: () => void };

/** What is bought and what it comes to, with the binding button below it, where the law wants it. */
export function OrderSummary({ cart, quote, isCurrent, country, busy, trouble, onMended }: Props) {
  const t = useTranslations('checkout');
  const locale = useLocale();
  const ships = useTranslations('ships');
  const had = useAvailable(cart.lines.map(({ sku }) => sku));
  const lines = cart.lines.map((line) => ({ ...line, later: laterOf(line.quantity, had.get(line.sku)) }));
  const offer = quote.data;
  const chosen = offer?.methods.find(({ id }) => id === offer.method);

  return (
    <section aria-label={t('summary')} className="grid grid-cols-[minmax(0,1fr)] gap-6 rounded-md bg-surface p-5 sm:p-6 lg:sticky lg:top-28">
      <div className="flex items-baseline justify-between gap-4">
        <h2 className="text-lg font-medium">{t('summary')}</h2>
        <TextLink href={`/${locale}/cart`}>{t('change')}</TextLink>
      </div>
      <OrderLines lines={lines} currency={cart.currency} />
      {lines.some(({ later }) => later) && <p className="text-sm text-muted">{ships('together')}</p>}
      <hr className="border-line" />
      {isAbroad(country) && <p className="text-sm text-muted">{t('customs')}</p>}
      {/* As high as the steps of most orders: the codes and the button below keep their place. */}
      {!offer && !quote.error && <Skeleton className="h-34" />}
      {offer && <ReceiptSteps receipt={offer.receipt} method={chosen?.name[locale] ?? null} pending={quote.isFetching} />}
      {offer && <GiftCardSteps total={offer.receipt.total} currency={offer.receipt.currency} />}
      <Codes codes={cart.codes} receipt={offer?.receipt ?? null} withGiftCards />
      {Boolean(quote.error) && !offer && (
        <div className="grid justify-items-start gap-3">
          <Refused error={quote.error} cart={cart} onMended={() => void quote.refetch()} />
          <Button variant="secondary" size="small" busy={quote.isFetching} onClick={() => void quote.refetch()}>
            {t('retry')}
          </Button>
        </div>
      )}
      {trouble && <OrderTrouble trouble={trouble} cart={cart} onMended={onMended} />}
      <div className="grid gap-3">
        <Button
          type="submit"
          size="large"
          wide
          className="h-auto min-h-13 px-4 py-2 text-balance whitespace-normal!"
          busy={busy}
          disabled={!chosen || !isCurrent}
        >
          {t('buy')}
        </Button>
        <Terms />
      </div>
    </section>
  );
}
