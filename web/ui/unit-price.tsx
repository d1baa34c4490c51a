import type { UnitPrice as Amount } from '@kontor/contracts/catalog';
import type { Locale } from '@kontor/contracts/ids';
import { formatMoney } from '@kontor/contracts/format';

const units = { kg: 'kg', l: 'l', m: 'm', m2: 'm²' } as const satisfies Record<Amount['per'], string>;

/** What one kilogram, litre, metre or square metre costs: '€18.00 / kg'. */
export function UnitPrice({ unitPrice, locale, className }: { unitPrice: Amount; locale: Locale; className?: string }) {
  return (
    <span className={className}>
      {formatMoney(unitPrice.price, 'EUR', locale)} / {units[unitPrice.per]}
    </span>
  );
}
