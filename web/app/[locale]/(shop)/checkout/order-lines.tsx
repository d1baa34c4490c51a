'use client';

import type { Later } from '@kontor/contracts/inventory';
import { useLocale } from 'next-intl';
import { formatMoney } from '@kontor/contracts/format';
import { Picture } from '@/ui/picture';
import type { CartLine } from '../cart/optimistic';
import { ShipsLater } from '../cart/ships-later';

type Shown = Pick<CartLine, 'sku' | 'name' | 'variant' | 'quantity' | 'total' | 'image'> & { later?: Later | null | undefined };

/** What is ordered, small: a list to check, not to change. */
export function OrderLines({ lines, currency }: { lines: Shown[]; currency: string }) {
  const locale = useLocale();
  return (
    <ul className="grid gap-4">
      {lines.map(({ sku, name, variant, quantity, total, image, later }) => (
        <li key={sku} className="flex items-center gap-4">
          <Picture decorative image={image} locale={locale} sizes="56px" className="w-14 shrink-0 rounded-sm" />
          <span className="min-w-0 grow text-sm">
            <span className="block break-words font-medium">{name[locale]}</span>
            <span className="block text-muted">
              {quantity} × {variant[locale] || sku}
            </span>
            {later && <ShipsLater later={later} quantity={quantity} className="block text-muted" />}
          </span>
          <span className="shrink-0 text-sm tabular-nums">{formatMoney(total, currency, locale)}</span>
        </li>
      ))}
    </ul>
  );
}
