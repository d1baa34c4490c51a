'use client';

import { clsx } from 'clsx';
import { SlidersHorizontal } from 'lucide-react';
import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type ReactNode, useEffect, useId, useOptimistic, useState, useTransition } from 'react';
import { Button } from '../button';
import { Select } from '../select';
import { Sheet } from '../sheet';
import { Facets, type PriceSpan, type ShownFacet } from './facets';
import { addressIn, filtersOn, type Place, type Refinement, refined, sorts } from './refinement';

/**
 * The first choice leads from the page of a category to its products page, where this component begins anew: the open sheet
 * and the place of the focus come along.
 */
const kept = { isSheetOpen: false, touched: '' };

const controlUnder = (element: Element | null) =>
  element instanceof HTMLInputElement && element.type === 'checkbox' ? `input[name="${CSS.escape(element.name)}"][value="${CSS.escape(element.value)}"]` : '';

type Props = { place: Place; refinement: Refinement; facets: readonly ShownFacet[]; price: PriceSpan; total: number; children: ReactNode };

/** Everything that changes a listing: what is pressed shows at once, the products follow, and the address says what is on. */
export function Refine({ place, refinement: shown, facets, price, total, children }: Props) {
  const t = useTranslations('listing');
  const router = useRouter();
  const formId = useId();
  const [came] = useState(() => ({ ...kept }));
  const [isSheetOpen, setSheetOpen] = useState(came.isSheetOpen);
  const [isUnderWay, startTransition] = useTransition();
  const [refinement, foresee] = useOptimistic(shown);
  const on = filtersOn(refinement);

  useEffect(() => {
    if (came.touched && document.activeElement === document.body) {
      const controls = [...document.querySelectorAll<HTMLElement>(came.touched)];
      controls.find((control) => control.offsetParent !== null)?.focus({ preventScroll: true });
    }
    return () => void Object.assign(kept, { isSheetOpen: false, touched: '' });
  }, [came]);

  function go(next: Refinement) {
    Object.assign(kept, { isSheetOpen, touched: controlUnder(document.activeElement) });
    startTransition(() => {
      foresee(next);
      router.push(addressIn(place, next) as Route, { scroll: false });
    });
  }

  const choices = <Facets facets={facets} price={price} refinement={refinement} onChange={go} />;

  return (
    <div className="lg:grid lg:grid-cols-[14rem_1fr] lg:gap-12">
      <form id={formId} action={place.refined} className="hidden lg:block" onSubmit={(event) => event.preventDefault()}>
        <h2 className="sr-only">{t('filters')}</h2>
        <div className="sticky top-18 -mt-4 -ml-2 max-h-[calc(100dvh-4.5rem)] overflow-y-auto overscroll-contain py-2 pl-2 pr-3 [scrollbar-width:thin]">
          {choices}
          {refinement.q && <input type="hidden" name="q" value={refinement.q} />}
          <noscript>
            <button type="submit">{t('apply')}</button>
          </noscript>
        </div>
      </form>
      <div className="min-w-0">
        <div className="mb-6 flex items-center gap-3 border-b border-line pb-3 lg:border-0 lg:pb-0">
          <p role="status" className="flex-1 text-sm whitespace-nowrap text-muted tabular-nums">
            {t('results', { count: total })}
          </p>
          <Button variant="secondary" size="small" className="lg:hidden" onClick={() => setSheetOpen(true)}>
            <SlidersHorizontal aria-hidden className="size-4" strokeWidth={1.5} />
            {on > 0 ? t('filtersOn', { count: on }) : t('filters')}
          </Button>
          {/* biome-ignore lint/a11y/noLabelWithoutControl: the Select inside is a native one */}
          <label className="flex min-w-0 items-center gap-2 text-sm whitespace-nowrap text-muted">
            <span className="sr-only sm:not-sr-only">{t('sort')}</span>
            <Select
              form={formId}
              name="sort"
              value={refinement.sort}
              onChange={(event) => go(refined(refinement, { sort: sorts.find((sort) => sort === event.target.value) ?? 'relevance' }))}
              className="w-full min-w-0 max-w-36 sm:w-52 sm:max-w-none [&_select]:h-9 [&_select]:text-sm [&_svg]:top-2.5"
            >
              {sorts.map((sort) => (
                <option key={sort} value={sort}>
                  {t(`sort_${sort}`)}
                </option>
              ))}
            </Select>
          </label>
        </div>
        <div className={clsx('transition-opacity duration-200', isUnderWay && 'opacity-50')} aria-busy={isUnderWay}>
          {children}
        </div>
      </div>
      <Sheet
        open={isSheetOpen}
        onClose={() => setSheetOpen(false)}
        side="bottom"
        title={t('filters')}
        footer={
          <Button wide busy={isUnderWay} onClick={() => setSheetOpen(false)}>
            {t('show', { count: total })}
          </Button>
        }
      >
        {choices}
      </Sheet>
    </div>
  );
}
