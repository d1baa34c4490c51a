'use client';

import type { Later } from '@kontor/contracts/inventory';
import { useLocale, useTranslations } from 'next-intl';
import { shipsWhen } from '@/ui/ships';

/** When the pieces of a line come that are not there yet; how many they are, where others are there. */
export function ShipsLater({ later, quantity, className }: { later: Later; quantity: number; className?: string }) {
  const t = useTranslations('ships');
  const locale = useLocale();
  const when = shipsWhen(later, t, locale);
  return <span className={className}>{later.pieces < quantity ? t('part', { pieces: later.pieces, when }) : when}</span>;
}
