'use client';

import type { Receipt } from '@kontor/contracts/receipt';
import { clsx } from 'clsx';
import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { formatMoney, formatPercent } from '@kontor/contracts/format';

type Props = { receipt: Receipt; method: string | null; pending?: boolean };

/** A total that explains itself: what the goods come to, what delivery adds, and the tax inside or on top. `pending` while it is worked out anew. */
export function ReceiptSteps({ receipt, method, pending = false }: Props) {
  const t = useTranslations('checkout');
  const locale = useLocale();
  const money = (amount: number) => formatMoney(amount, receipt.currency, locale);
  const pieces = receipt.lines.reduce((sum, line) => sum + line.quantity, 0);
  const isUntaxed = receipt.treatment === 'reverse-charge' || receipt.treatment === 'export';
  const taxed = isUntaxed ? [] : receipt.taxes;
  const isNet = receipt.prices === 'net';

  return (
    <dl className="grid gap-2 text-sm" aria-busy={pending}>
      <Step label={t('goods', { pieces })} value={money(receipt.subtotal)} />
      <PromotionSteps receipt={receipt} />
      <Step label={method ?? t('delivery')} value={receipt.shipping === 0 && method ? t('free') : method ? money(receipt.shipping) : '–'} />
      {isNet &&
        taxed.map(({ rate, gross, tax }) => (
          <Step key={rate} label={t('taxAdded', { rate: formatPercent(rate, locale), net: money(gross - tax) })} value={money(tax)} />
        ))}
      {receipt.relief > 0 && <Step label={t('relief')} value={`−${money(receipt.relief)}`} />}
      <div className="mt-2 flex items-baseline justify-between gap-4 border-t border-line pt-4 text-lg font-medium">
        <dt>
          {t('total')}
          {pending && <span aria-hidden className="ml-2 inline-block size-3 animate-spin rounded-full border border-current border-t-transparent" />}
        </dt>
        <dd className="tabular-nums" data-testid="total">
          {money(receipt.total)}
        </dd>
      </div>
      {receipt.treatment === 'reverse-charge' && <Step quiet label={t('reverseCharge', { id: receipt.vat?.id ?? '' })} value={money(0)} />}
      {receipt.treatment === 'export' && <Step quiet label={t('export')} value={money(0)} />}
      {!isNet &&
        taxed.map(({ rate, gross, tax }) => (
          <Step key={rate} quiet label={t(taxed.length > 1 ? 'taxOf' : 'tax', { rate: formatPercent(rate, locale), gross: money(gross) })} value={money(tax)} />
        ))}
    </dl>
  );
}

/** Each promotion that applies, by its name; one sum where a receipt does not name them. */
export function PromotionSteps({ receipt: { promotions, discount, currency } }: { receipt: Receipt }) {
  const t = useTranslations('checkout');
  const locale = useLocale();
  const off = (amount: number) => `−${formatMoney(amount, currency, locale)}`;
  if (promotions.length === 0) return discount > 0 ? <Step label={t('discount')} value={off(discount)} /> : null;
  return promotions.map(({ id, name, code, amount }) => <Step key={id} label={code ? `${name[locale]} (${code})` : name[locale]} value={off(amount)} />);
}

export function Step({ label, value, quiet = false }: { label: ReactNode; value: string; quiet?: boolean }) {
  return (
    <div className={clsx('flex items-baseline justify-between gap-4', quiet && 'text-muted')}>
      <dt className="min-w-0 break-words">{label}</dt>
      <dd className="shrink-0 tabular-nums">{value}</dd>
    </div>
  );
}
