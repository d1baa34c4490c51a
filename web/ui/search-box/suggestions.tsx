'use client';

import { clsx } from 'clsx';
import { Clock, CornerDownRight, Search } from 'lucide-react';
import type { ProductCard } from '@kontor/contracts/catalog';
import type { Locale } from '@kontor/contracts/ids';
import { Picture } from '../picture';
import { Price } from '../price';
import { forgetSearches } from './recent';

export type Offer = { key: string; label: string; href: string } & (
  | { kind: 'recent' | 'meant' | 'query' | 'category' }
  | { kind: 'product'; card: ProductCard }
);
export type SuggestionWords = {
  recent: string;
  meant: string;
  searches: string;
  forget: string;
  products: string;
  categories: string;
  from: string;
  was: string;
};

type Props = { id: string; offers: readonly Offer[]; at: number; locale: Locale; words: SuggestionWords; onGo: (href: string) => void; onForget: () => void };

export function Suggestions({ id, offers, at, locale, words, onGo, onForget }: Props) {
  const headings = { recent: words.recent, meant: words.meant, query: words.searches, category: words.categories, product: words.products };
  return (
    <div className="absolute inset-x-0 top-full z-50 mt-1 max-h-[70dvh] min-w-80 overflow-y-auto rounded-md border border-line bg-raised p-2 shadow-[0_16px_40px_-16px_rgb(0_0_0/0.25)] md:right-0 md:left-auto md:w-[26rem]">
      <ul id={id} role="listbox" aria-label={words.products}>
        {offers.map((offer, index) => (
          <li key={`${offer.kind} ${offer.key}`} role="presentation">
            {offers[index - 1]?.kind !== offer.kind && (
              <p role="presentation" className="px-2 pt-2 pb-1 text-xs text-muted">
                {headings[offer.kind]}
              </p>
            )}
            <div
              id={`${id}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === at}
              // Not on click: the field would lose its focus first and close the list.
              onPointerDown={(event) => event.button === 0 && event.pointerType === 'mouse' && event.preventDefault()}
              onClick={() => onGo(offer.href)}
              onKeyDown={(event) => event.key === 'Enter' && onGo(offer.href)}
              className={clsx('flex min-h-11 cursor-pointer items-center gap-3 rounded-sm px-2 py-1.5 hover:bg-surface', index === at && 'bg-surface')}
            >
              {offer.kind === 'recent' && <Clock aria-hidden className="size-4 text-muted" strokeWidth={1.5} />}
              {(offer.kind === 'query' || offer.kind === 'meant') && <Search aria-hidden className="size-4 text-muted" strokeWidth={1.5} />}
              {offer.kind === 'category' && <CornerDownRight aria-hidden className="size-4 text-muted" strokeWidth={1.5} />}
              {offer.kind === 'product' && <Picture image={offer.card.image} locale={locale} sizes="48px" decorative className="w-12 rounded-sm" />}
              <span className="min-w-0 flex-1 truncate">{offer.label}</span>
              {offer.kind === 'product' && (
                <Price
                  amount={offer.card.price}
                  compareAt={offer.card.compareAt}
                  locale={locale}
                  from={offer.card.priceVaries}
                  size="small"
                  labels={words}
                  className="text-muted"
                />
              )}
            </div>
          </li>
        ))}
      </ul>
      {offers[0]?.kind === 'recent' && (
        <button
          type="button"
          className="h-9 px-2 text-sm text-muted underline underline-offset-4 hover:text-ink"
          onClick={() => {
            forgetSearches();
            onForget();
          }}
        >
          {words.forget}
        </button>
      )}
    </div>
  );
}
