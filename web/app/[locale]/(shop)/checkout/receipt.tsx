'use client';

import type { Receipt } from '@kontor/contracts/receipt';
import { clsx } from 'clsx';
import { useLocale, useTranslations } from 'next-intl';
import { formatMoney } from '@/i18n/format';

type Props = { receipt: Receipt; method: string | null; pending?: boolean };

/** A total that explains itself: what the goods come to, what delivery adds, and the tax inside. `pending` while it is worked out anew. */
export function ReceiptSteps({ receipt, method, pending = false }: Props) {
  const t = useTranslations('checkout');
  const locale = useLocale();
  const money = (amount: number) => formatMoney(amount, receipt.currency, locale);
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 2 });
  const pieces = receipt.lines.reduce((sum, line) => sum + line.quantity, 0);

  return (
    <dl className="grid gap-2 text-sm" aria-busy={pending}>
      <Step label={t('goods', { pieces })} value={money(receipt.subtotal)} />
      {receipt.discount > 0 && <Step label={t('discount')} value={`−${money(receipt.discount)}`} />}
      <Step label={method ?? t('delivery')} value={receipt.shipping === 0 && method ? t('free') : method ? money(receipt.shipping) : '–'} />
      <div className="mt-2 flex items-baseline justify-between gap-4 border-t border-line pt-4 text-lg font-medium">
        <dt>
          {t('total')}
          {pending && <span aria-hidden className="ml-2 inline-block size-3 animate-spin rounded-full border border-current border-t-transparent" />}
        </dt>
        <dd className="tabular-nums" data-testid="total">
          {money(receipt.total)}
        </dd>
      </div>
      {receipt.taxes.map(({ rate, gross, tax }) => (
        <Step
          key={rate}
          quiet
          label={t(receipt.taxes.length > 1 ? 'taxOf' : 'tax', { rate: percent.format(rate / 10_000), gross: money(gross) })}
          value={money(tax)}
        />
      ))}
    </dl>
  );
}

function Step({ label, value, quiet = false }: { label: string; value: string; quiet?: boolean }) {
  return (
    <div className={clsx('flex items-baseline justify-between gap-4', quiet && 'text-muted')}>
      <dt>{label}</dt>
      <dd className="shrink-0 tabular-nums">{value}</dd>
    </div>
  );
}
