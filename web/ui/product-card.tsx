import { getTranslations } from 'next-intl/server';
import type { ProductCard as Card } from '@kontor/contracts/catalog';
import type { Locale } from '@kontor/contracts/ids';
import { Badge } from './badge';
import { formatMoney, formatNumber } from '@kontor/contracts/format';
import { ProductTile } from './product-tile';
import { shipsWhen } from './ships';
import { Stars } from './stars';
import { Swatches } from './swatches';
import { UnitPrice } from './unit-price';

type Props = { card: Card; locale: Locale; sizes: string; priority?: boolean; heading?: 'h2' | 'h3' };

export async function ProductCard({ card, locale, sizes, priority = false, heading = 'h2' }: Props) {
  const [t, common, ships] = await Promise.all([getTranslations('listing'), getTranslations('common'), getTranslations('ships')]);
  return (
    <ProductTile
      card={card}
      locale={locale}
      sizes={sizes}
      priority={priority}
      heading={heading}
      labels={{ from: common('from'), was: common('was') }}
      corner={
        card.availability !== 'in' && (
          <Badge tone="neutral" className="absolute top-3 left-3 bg-paper">
            {card.ships ? ships(card.ships.kind) : card.availability === 'out' ? t('soldOut') : t('lowStock')}
          </Badge>
        )
      }
      beside={card.swatches.length > 1 && <Swatches colours={card.swatches} label={t('colours', { count: card.swatches.length })} />}
      below={
        <>
          {card.unitPrice && <UnitPrice unitPrice={card.unitPrice} locale={locale} className="block text-xs text-muted" />}
          {card.lowest !== undefined && <p className="text-xs text-muted">{t('lowest', { price: formatMoney(card.lowest, 'EUR', locale) })}</p>}
          {card.ships && <p className="text-xs text-muted">{shipsWhen(card.ships, ships, locale)}</p>}
          {card.rating && (
            <p className="mt-1 flex items-center gap-1.5 text-xs text-muted">
              <Stars tenths={card.rating.average} label={t('rated', { stars: formatNumber(card.rating.average / 10, locale) })} />
              <span aria-hidden>{card.rating.count}</span>
            </p>
          )}
        </>
      }
    />
  );
}
