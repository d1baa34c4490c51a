import type { ProductCard as Card } from '@kontor/contracts/catalog';
import type { Locale } from '@kontor/contracts/ids';
import { ProductCard } from '../product-card';

/** Above the fold on most screens: these pictures are not left for later. */
const AT_ONCE = 4;

type Props = { cards: readonly Card[]; locale: Locale; wide?: boolean; eager?: boolean; heading?: 'h2' | 'h3' };

export function ProductGrid({ cards, locale, wide = false, eager = false, heading = 'h2' }: Props) {
  const sizes = wide
    ? '(min-width: 1024px) 24vw, (min-width: 640px) 32vw, 46vw'
    : '(min-width: 1280px) 20vw, (min-width: 1024px) 25vw, (min-width: 640px) 32vw, 46vw';
  return (
    <ul className={`grid grid-cols-2 gap-x-4 gap-y-10 sm:grid-cols-3 sm:gap-x-6 ${wide ? 'lg:grid-cols-4' : 'lg:grid-cols-3 xl:grid-cols-4'}`}>
      {cards.map((card, index) => (
        <li key={card.id}>
          <ProductCard card={card} locale={locale} sizes={sizes} priority={eager && index < AT_ONCE} heading={heading} />
        </li>
      ))}
    </ul>
  );
}
