'use client';

import { clsx } from 'clsx';
import { useLocale, useTranslations } from 'next-intl';
import type { Product, Ships } from '@kontor/contracts/catalog';
import { shipsWhen } from '@/ui/ships';

/** From this many pieces down the number is named. */
const FEW = 5;

type Level = Product['variants'][number]['availability'];
/** `ships` is for what can be ordered although none is there. */
type Props = { level: Level; available: number | undefined; ships: Ships | undefined };

/** The band that the numbers of now stand for; the one the page was made with while they are not known. */
export function levelOf(known: Level, stock: { available: number; later?: { pieces: number } | undefined } | undefined): Level {
  if (!stock) return known;
  if (stock.available > 0) return stock.available <= FEW ? 'low' : 'in';
  return (stock.later?.pieces ?? 0) > 0 ? 'later' : 'out';
}

/** What is there: the band the page was made with, then the number as it is. */
export function StockLine({ level, available, ships }: Props) {
  const t = useTranslations('product');
  const say = useTranslations('ships');
  const locale = useLocale();
  const isAhead = level === 'later' && ships !== undefined;
  const text = isAhead ? say(ships.kind) : level === 'low' && available !== undefined ? t('left', { count: available }) : t(level === 'later' ? 'out' : level);
  return (
    <p role="status" className="mt-6 flex items-center gap-2 text-sm">
      <span aria-hidden className={clsx('size-2 rounded-full', { in: 'bg-success', low: 'bg-warn', later: 'bg-accent', out: 'bg-edge' }[level])} />
      <span>
        {text}
        {isAhead ? (
          <span className="text-muted"> · {shipsWhen(ships, say, locale)}</span>
        ) : (
          level !== 'out' && <span className="text-muted"> · {t('sentToday')}</span>
        )}
      </span>
    </p>
  );
}
