'use client';

import { useLocale, useTranslations } from 'next-intl';
import { Link } from '@/ui/link';
import { formatMoney } from '@kontor/contracts/format';
import { Picture } from '@/ui/picture';
import { Quantity } from '@/ui/quantity';
import type { CartLine } from './optimistic';
import { ShipsLater } from './ships-later';
import { type Had, laterOf } from './use-available';
import { useSaveForLater, useSetQuantity } from './use-cart';

type Props = { line: CartLine; currency: string; had: Had | undefined; onLeave?: (() => void) | undefined };

/** One line, with what has changed about it since it was put in. */
export function CartLineItem({ line, currency, had, onLeave }: Props) {
  const t = useTranslations('cart');
  const locale = useLocale();
  const setQuantity = useSetQuantity();
  const saveForLater = useSaveForLater();
  const available = had && had.available + (had.later?.pieces ?? 0);
  const later = laterOf(line.quantity, had);
  const name = line.name[locale];
  const href = `/${locale}/p/${line.handle}?sku=${encodeURIComponent(line.sku)}` as const;

  return (
    <li className="flex gap-4 py-5 first:pt-0">
      <Link href={href} onClick={onLeave} tabIndex={-1} aria-hidden className="w-20 shrink-0">
        <Picture decorative image={line.image} locale={locale} sizes="80px" className="w-20 rounded-sm" />
      </Link>
      <div className="flex min-w-0 grow flex-col gap-1">
        <div className="flex justify-between gap-4">
          <Link href={href} onClick={onLeave} className="min-w-0 font-medium break-words hover:text-accent">
            {name}
          </Link>
          <span className="shrink-0 tabular-nums">{formatMoney(line.total, currency, locale)}</span>
        </div>
        <p className="flex flex-wrap gap-x-3 text-sm text-muted">
          {line.variant[locale] && <span>{line.variant[locale]}</span>}
          {line.quantity > 1 && <span className="tabular-nums">{t('each', { price: formatMoney(line.price, currency, locale) })}</span>}
        </p>
        {!line.forSale && <p className="text-sm text-danger">{t('notForSale')}</p>}
        {line.forSale && line.was !== undefined && (
          <p className="text-sm text-warn">
            {t(line.was < line.price ? 'dearer' : 'cheaper', {
              was: formatMoney(line.was, currency, locale),
              now: formatMoney(line.price, currency, locale),
            })}
          </p>
        )}
        {line.forSale && later && <ShipsLater later={later} quantity={line.quantity} className="text-sm text-muted" />}
        {line.forSale && available !== undefined && available < line.quantity && (
          <p className="flex flex-wrap items-center gap-x-3 text-sm text-danger">
            {t('fewer', { available })}
            <button
              type="button"
              onClick={() => void setQuantity({ sku: line.sku, quantity: Math.max(0, available) })}
              aria-label={t(available > 0 ? 'takeFewerNamed' : 'removeNamed', { available, name })}
              className="min-h-9 font-medium underline underline-offset-4"
            >
              {t(available > 0 ? 'takeFewer' : 'remove', { available })}
            </button>
          </p>
        )}
        <div className="mt-auto flex flex-wrap items-center justify-between gap-x-4 pt-3">
          {line.forSale ? (
            <Quantity
              size="small"
              value={line.quantity}
              min={1}
              max={99}
              onChange={(quantity) => void setQuantity({ sku: line.sku, quantity })}
              label={t('quantityOf', { name })}
              labels={{ less: t('less', { name }), more: t('more', { name }) }}
            />
          ) : (
            <span />
          )}
          <span className="ml-auto flex flex-wrap justify-end gap-x-2">
            <button
              type="button"
              onClick={() => void saveForLater({ sku: line.sku })}
              aria-label={t('laterNamed', { name })}
              className="min-h-11 rounded-sm px-2 text-sm text-muted underline underline-offset-4 hover:text-ink"
            >
              {t('later')}
            </button>
            <button
              type="button"
              onClick={() => void setQuantity({ sku: line.sku, quantity: 0 })}
              aria-label={t('removeNamed', { name })}
              className="-mr-2 min-h-11 rounded-sm px-2 text-sm text-muted underline underline-offset-4 hover:text-ink"
            >
              {t('remove')}
            </button>
          </span>
        </div>
      </div>
    </li>
  );
}
