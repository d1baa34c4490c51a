import { clsx } from 'clsx';
import type { ReactNode } from 'react';
import type { ProductCard } from '@kontor/contracts/catalog';
import type { Locale } from '@kontor/contracts/ids';
import { Link } from './link';
import { Picture } from './picture';
import { Price } from './price';
import { WishButton } from './wish-button';

type Props = {
  card: ProductCard;
  locale: Locale;
  /** how wide its picture is shown, as in the sizes attribute */
  sizes: string;
  labels: { from: string; was: string };
  priority?: boolean;
  heading?: 'h2' | 'h3';
  className?: string;
  corner?: ReactNode;
  beside?: ReactNode;
  below?: ReactNode;
  children?: ReactNode;
};

/** A product among others: picture, heart, name and price; the whole of it leads to its page. `children` stand at its foot and answer for themselves. */
export function ProductTile({ card, locale, sizes, labels, priority = false, heading: Heading = 'h2', className, corner, beside, below, children }: Props) {
  return (
    <article className={clsx('group relative', className)}>
      <Picture image={card.image} locale={locale} sizes={sizes} priority={priority} decorative className="rounded-sm" />
      <WishButton productId={card.id} name={card.name[locale]} className="absolute top-2 right-2 z-10 rounded-full bg-paper/80" />
      {corner}
      <div className="mt-3 sm:flex sm:items-start sm:justify-between sm:gap-3">
        <div className="min-w-0">
          <Heading className="leading-6">
            <Link href={`/${locale}/p/${card.handle}`} className="after:absolute after:inset-0 group-hover:text-accent">
              {card.name[locale]}
            </Link>
          </Heading>
          <Price amount={card.price} compareAt={card.compareAt} locale={locale} from={card.priceVaries} labels={labels} className="text-muted" />
          {below}
        </div>
        {beside}
      </div>
      {children}
    </article>
  );
}
