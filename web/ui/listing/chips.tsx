import { X } from 'lucide-react';
import type { Route } from 'next';
import { Link } from '../link';
import { getLocale, getTranslations } from 'next-intl/server';
import { formatMoney, formatNumber } from '@kontor/contracts/format';
import type { ShownFacet } from './facets';
import { addressIn, filtersOn, type Place, type Refinement, refined, withFilter, withoutFilters, withRange } from './refinement';

/** What is on, and the way to take each off: links, so that they work everywhere. */
export async function Chips({ place, refinement, facets }: { place: Place; refinement: Refinement; facets: readonly ShownFacet[] }) {
  if (filtersOn(refinement) === 0) return null;
  const [locale, t] = await Promise.all([getLocale(), getTranslations('listing')]);
  const chips = Object.entries(refinement.filters).flatMap(([id, values]) =>
    values.map((value) => ({
      key: `${id}=${value}`,
      label: facets.find((facet) => facet.id === id)?.values.find((known) => known.id === value)?.label ?? value,
      without: withFilter(refinement, id, value, false),
    })),
  );
  for (const [id, { from, to }] of Object.entries(refinement.ranges)) {
    const facet = facets.find((known) => known.id === id);
    const low = from !== undefined && formatNumber(from, locale);
    const high = to !== undefined && formatNumber(to, locale);
    const span = low && high ? `${low} – ${high}` : low ? `${t('priceFrom')} ${low}` : `${t('priceTo')} ${high}`;
    chips.push({ key: `range ${id}`, label: [`${facet?.label ?? id}:`, span, facet?.unit].filter(Boolean).join(' '), without: withRange(refinement, id, {}) });
  }
  const { priceFrom, priceTo } = refinement;
  if (priceFrom !== undefined || priceTo !== undefined) {
    const low = priceFrom !== undefined && formatMoney(priceFrom, 'EUR', locale);
    const high = priceTo !== undefined && formatMoney(priceTo, 'EUR', locale);
    const label = low && high ? `${low} – ${high}` : low ? `${t('priceFrom')} ${low}` : `${t('priceTo')} ${high}`;
    chips.push({ key: 'price', label, without: refined(refinement, { priceFrom: undefined, priceTo: undefined }) });
  }
  return (
    <ul aria-label={t('chosen')} className="mb-6 flex flex-wrap items-center gap-2">
      {chips.map(({ key, label, without }) => (
        <li key={key}>
          <Link
            href={addressIn(place, without) as Route}
            keepPlace
            aria-label={t('remove', { label })}
            className="inline-flex h-9 items-center gap-2 rounded-sm bg-surface pr-2 pl-3 text-sm hover:text-accent"
          >
            {label}
            <X aria-hidden className="size-4" strokeWidth={1.5} />
          </Link>
        </li>
      ))}
      <li>
        <Link
          href={addressIn(place, withoutFilters(refinement)) as Route}
          keepPlace
          className="inline-flex h-9 items-center px-2 text-sm underline underline-offset-4 hover:text-accent"
        >
          {t('clear')}
        </Link>
      </li>
    </ul>
  );
}
