'use client';

import { ChevronDown } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Checkbox } from '../checkbox';
import { controlStyle } from '../input';
import { amountOf, amountText, type Refinement, refined, withFilter } from './refinement';

export type ShownFacet = { id: string; label: string; values: { id: string; label: string; count: number; swatch?: string }[] };
export type PriceSpan = { min: number; max: number } | null;

const OPEN_AT_FIRST = 5;
const SHOWN_AT_FIRST = 8;

type Props = { facets: readonly ShownFacet[]; price: PriceSpan; refinement: Refinement; onChange: (next: Refinement) => void };

/** All that can be chosen. Without script the same fields are sent by the form around them. */
export function Facets({ facets, price, refinement, onChange }: Props) {
  return (
    <div className="grid divide-y divide-line">
      {price && price.max > price.min && <PriceRange price={price} refinement={refinement} onChange={onChange} />}
      {facets.map((facet, index) => (
        <Facet
          key={facet.id}
          facet={facet}
          open={index < OPEN_AT_FIRST}
          chosen={refinement.filters[facet.id] ?? []}
          onChoose={(value, on) => onChange(withFilter(refinement, facet.id, value, on))}
        />
      ))}
    </div>
  );
}

const heading = 'flex h-12 w-full list-none items-center justify-between text-sm font-medium [&::-webkit-details-marker]:hidden';

function Facet({
  facet,
  open,
  chosen,
  onChoose,
}: {
  facet: ShownFacet;
  open: boolean;
  chosen: readonly string[];
  onChoose: (value: string, on: boolean) => void;
}) {
  const t = useTranslations('listing');
  const rows = facet.values.map((value) => (
    <li key={value.id}>
      <Checkbox
        name={`f.${facet.id}`}
        value={value.id}
        checked={chosen.includes(value.id)}
        disabled={value.count === 0 && !chosen.includes(value.id)}
        onChange={(event) => onChoose(value.id, event.target.checked)}
        label={
          <span className="flex items-center gap-2">
            {value.swatch && <span aria-hidden className="size-4 rounded-full border border-ink/15" style={{ background: value.swatch }} />}
            <span className="flex-1">{value.label}</span>
            <span className="text-muted tabular-nums">{value.count}</span>
          </span>
        }
      />
    </li>
  ));
  return (
    <details open={open || chosen.length > 0} className="group/facet pb-3 not-open:pb-0">
      <summary className={heading}>
        {facet.label}
        <ChevronDown aria-hidden className="size-4 text-muted transition-transform group-open/facet:rotate-180" strokeWidth={1.5} />
      </summary>
      <ul>{rows.slice(0, SHOWN_AT_FIRST)}</ul>
      {rows.length > SHOWN_AT_FIRST && (
        <details className="group/more">
          <summary className="h-9 list-none text-sm leading-9 underline underline-offset-4 group-open/more:hidden">{t('more')}</summary>
          <ul>{rows.slice(SHOWN_AT_FIRST)}</ul>
        </details>
      )}
    </details>
  );
}

function PriceRange({ price, refinement, onChange }: { price: { min: number; max: number }; refinement: Refinement; onChange: (next: Refinement) => void }) {
  const t = useTranslations('listing');

  const ends = [
    { name: 'from', end: 'priceFrom', label: t('priceFrom'), hint: Math.floor(price.min / 100) },
    { name: 'to', end: 'priceTo', label: t('priceTo'), hint: Math.ceil(price.max / 100) },
  ] as const;

  function take(end: 'priceFrom' | 'priceTo', text: string) {
    const amount = amountOf(text);
    if (amount !== refinement[end]) onChange(refined(refinement, { [end]: amount }));
  }

  return (
    <fieldset className="pb-5">
      <legend className={heading}>{t('price')}</legend>
      <div className="grid grid-cols-2 gap-3">
        {ends.map(({ name, end, label, hint }) => (
          <label key={`${name}=${refinement[end] ?? ''}`} className="grid gap-1 text-sm text-muted">
            {label}
            <span className="relative">
              <span aria-hidden className="absolute top-2.5 left-3 text-muted">
                €
              </span>
              <input
                name={name}
                aria-label={t('euros', { label })}
                inputMode="decimal"
                autoComplete="off"
                placeholder={String(hint)}
                defaultValue={amountText(refinement[end])}
                onBlur={(event) => take(end, event.target.value)}
                onKeyDown={(event) => {
                  if (event.key !== 'Enter') return;
                  event.preventDefault();
                  take(end, event.currentTarget.value);
                }}
                className={`${controlStyle} h-10 pl-7 tabular-nums`}
              />
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
