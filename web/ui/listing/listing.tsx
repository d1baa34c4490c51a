import type { Route } from 'next';
import { Link } from '../link';
import { getLocale, getTranslations } from 'next-intl/server';
import type { SearchResult } from '@kontor/contracts/search';
import { Words } from '@/i18n/words';
import { buttonStyle } from '../button';
import { EmptyState } from '../notice';
import { Chips } from './chips';
import { ProductGrid } from './grid';
import { Pager } from './pager';
import { Refine } from './refine';
import { addressIn, filtersOn, type Place, type Refinement, withoutFilters } from './refinement';

type Props = { place: Place; refinement: Refinement; result: SearchResult & { isAway?: boolean } };

/** Products with everything to narrow them down; the same for a category and for what was searched. */
export async function Listing({ place, refinement, result }: Props) {
  const [locale, t] = await Promise.all([getLocale(), getTranslations('listing')]);
  if (result.isAway) return <EmptyState title={t('awayTitle')} text={t('awayText')} />;
  const on = filtersOn(refinement) > 0;
  const facets = result.facets
    .filter(({ id, values }) => values.length > 1 || id === 'category' || id in refinement.ranges || values.some(({ chosen }) => chosen))
    .map(({ id, label, unit, values, range }) => ({
      id,
      label: label[locale],
      ...(unit && { unit }),
      ...(range && { range }),
      values: values.map((value) => ({
        id: value.id,
        label: unit ? `${value.label[locale]} ${unit}` : value.label[locale],
        count: value.count,
        ...(value.swatch && { swatch: value.swatch }),
      })),
    }));
  return (
    <Words locale={locale} namespaces={['common', 'refusals', 'wishlist', 'listing']}>
      <Refine place={place} refinement={refinement} facets={facets} price={result.price} total={result.total}>
        <Chips place={place} refinement={refinement} facets={facets} />
        {result.total > 0 ? (
          <ProductGrid cards={result.items} locale={locale} eager />
        ) : (
          <EmptyState
            title={on ? t('emptyTitle') : t('emptyCategoryTitle')}
            text={on ? t('emptyText') : t('emptyCategoryText')}
            action={
              on && (
                <Link href={addressIn(place, withoutFilters(refinement)) as Route} className={buttonStyle({ variant: 'secondary' })}>
                  {t('clear')}
                </Link>
              )
            }
          />
        )}
        <Pager place={place} refinement={refinement} total={result.total} pageSize={result.pageSize} />
      </Refine>
    </Words>
  );
}
