import { Link } from './link';
import { getTranslations } from 'next-intl/server';
import type { ProductCard as Card } from '@kontor/contracts/catalog';
import type { Locale } from '@kontor/contracts/ids';
import { Badge } from './badge';
import { Picture } from './picture';
import { formatMoney, formatNumber } from '@/i18n/format';
import { Price } from './price';
import { shipsWhen } from './ships';
import { Stars } from './stars';
import { Swatches } from './swatches';
import { UnitPrice } from './unit-price';
import { WishButton } from './wish-button';

type Props = { card: Card; locale: Locale; sizes: string; priority?: boolean; heading?: 'h2' | 'h3' };

export async function ProductCard({ card, locale, sizes, priority = false, heading: Heading = 'h2' }: Props) {
  const [t, common, ships] = await Promise.all([getTranslations('listing'), getTranslations('common'), getTranslations('ships')]);
  return (
    <article className="group relative">
      <Picture image={card.image} locale={locale} sizes={sizes} priority={priority} decorative className="rounded-sm" />
      <WishButton productId={card.id} name={card.name[locale]} className="absolute top-2 right-2 z-10 rounded-full bg-paper/80" />
      {card.availability !== 'in' && (
        <Badge tone="neutral" className="absolute top-3 left-3 bg-paper">
          {card.ships ? ships(card.ships.kind) : card.availability === 'out' ? t('soldOut') : t('lowStock')}
        </Badge>
      )}
      <div className="mt-3 sm:flex sm:items-start sm:justify-between sm:gap-3">
        <div className="min-w-0">
          <Heading className="leading-6">
            <Link href={`/${locale}/p/${card.handle}`} className="after:absolute after:inset-0 group-hover:text-accent">
              {card.name[locale]}
            </Link>
          </Heading>
          <Price
            amount={card.price}
            compareAt={card.compareAt}
            locale={locale}
            from={card.priceVaries}
            labels={{ from: common('from'), was: common('was') }}
            className="text-muted"
          />
          {card.unitPrice && <UnitPrice unitPrice={card.unitPrice} locale={locale} className="block text-xs text-muted" />}
          {card.lowest !== undefined && <p className="text-xs text-muted">{t('lowest', { price: formatMoney(card.lowest, 'EUR', locale) })}</p>}
          {card.ships && <p className="text-xs text-muted">{shipsWhen(card.ships, ships, locale)}</p>}
          {card.rating && (
            <p className="mt-1 flex items-center gap-1.5 text-xs text-muted">
              <Stars tenths={card.rating.average} label={t('rated', { stars: formatNumber(card.rating.average / 10, locale) })} />
              <span aria-hidden>{card.rating.count}</span>
            </p>
          )}
        </div>
        {card.swatches.length > 1 && <Swatches colours={card.swatches} label={t('colours', { count: card.swatches.length })} />}
      </div>
    </article>
  );
}
