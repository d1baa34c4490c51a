'use client';

import { clsx } from 'clsx';
import { useTranslations } from 'next-intl';
import type { Product } from '@kontor/contracts/catalog';

/** From this many pieces down the number is named. */
const FEW = 5;

type Props = { availability: Product['variants'][number]['availability']; available: number | undefined };

/** What is there: the band the page was made with, then the number as it is. */
export function StockLine({ availability, available }: Props) {
  const t = useTranslations('product');
  const level = available === undefined ? availability : available <= 0 ? 'out' : available <= FEW ? 'low' : 'in';
  const text = level === 'low' && available !== undefined ? t('left', { count: available }) : t(level);
  return (
    <p role="status" className="mt-6 flex items-center gap-2 text-sm">
      <span aria-hidden className={clsx('size-2 rounded-full', { in: 'bg-success', low: 'bg-warn', out: 'bg-edge' }[level])} />
      <span>
        {text}
        {level !== 'out' && <span className="text-muted"> · {t('sentToday')}</span>}
      </span>
    </p>
  );
}
