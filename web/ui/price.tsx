import { clsx } from 'clsx';
import type { Locale } from '@kontor/contracts/ids';
import { formatMoney } from '@kontor/contracts/format';

type Props = {
  /** gross, in minor units */
  amount: number;
  compareAt?: number | undefined;
  currency?: string;
  locale: Locale;
  /** the lowest of several prices */
  from?: boolean;
  size?: 'small' | 'medium' | 'large';
  labels?: { from: string; was: string };
  className?: string;
};

const sizes = { small: 'text-sm', medium: 'text-base', large: 'text-xl' };

export function Price({ amount, compareAt, currency = 'EUR', locale, from = false, size = 'medium', labels, className }: Props) {
  const reduced = compareAt !== undefined && compareAt > amount;
  return (
    <span className={clsx('inline-flex flex-wrap items-baseline gap-x-2 tabular-nums', sizes[size], className)}>
      <span className={clsx(reduced && 'text-danger')}>
        {from && labels && `${labels.from} `}
        {formatMoney(amount, currency, locale)}
      </span>
      {reduced && (
        <s className="text-[0.875em] text-muted">
          {labels && <span className="sr-only">{labels.was} </span>}
          {formatMoney(compareAt, currency, locale)}
        </s>
      )}
    </span>
  );
}
