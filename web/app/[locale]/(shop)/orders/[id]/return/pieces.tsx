'use client';

import type { OrderLine } from '@kontor/contracts/order';
import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Picture } from '@/ui/picture';
import { Quantity } from '@/ui/quantity';

export type PieceLine = Pick<OrderLine, 'sku' | 'name' | 'variant' | 'image' | 'price'> & { most: number };
type Props = {
  lines: PieceLine[];
  chosen: Record<string, number>;
  onChange: (sku: string, quantity: number) => void /** more to choose of a line that is meant */;
  more?: (line: PieceLine) => ReactNode;
};

/** How many pieces of each line, from none to all that can be meant. */
export function Pieces({ lines, chosen, onChange, more }: Props) {
  const t = useTranslations('returns');
  const locale = useLocale();
  return (
    <ul aria-label={t('pieces')} className="grid gap-4">
      {lines.map((line) => {
        const { sku, name, variant, image, most } = line;
        const further = (chosen[sku] ?? 0) > 0 && more?.(line);
        const named = [name[locale], variant[locale]].filter(Boolean).join(', ');
        return (
          <li key={sku} className="flex flex-wrap items-center gap-4">
            <Picture decorative image={image} locale={locale} sizes="56px" className="w-14 shrink-0 rounded-sm" />
            <span className="min-w-0 flex-1 basis-40 text-sm">
              <span className="block font-medium break-words">{named}</span>
              <span className="block text-muted">{t('of', { most })}</span>
            </span>
            <Quantity
              min={0}
              max={most}
              value={chosen[sku] ?? 0}
              onChange={(quantity) => onChange(sku, quantity)}
              label={t('piecesOf', { name: named })}
              labels={{ less: t('less', { name: named }), more: t('more', { name: named }) }}
            />
            {further && <div className="basis-full sm:pl-18">{further}</div>}
          </li>
        );
      })}
    </ul>
  );
}
