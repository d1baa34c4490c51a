'use client';

import { ChevronDown } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Checkbox } from '../checkbox';
import { NumberRange } from './number-range';
import { amountOf, amountText, numberOf, type Refinement, refined, type Span, withFilter, withRange } from './refinement';

type Spread = { min: number; max: number; buckets: readonly { from: number; to: number; count: number }[] };
export type ShownFacet = {
  id: string;
  label: string;
  unit?: string;
  range?: Spread;
  values: { id: string; label: string; count: number; swatch?: string }[];
};
export type PriceSpan = Spread | null;

const OPEN_AT_FIRST = 5;
const SHOWN_AT_FIRST = 8;
const plain = (number: number | undefined) => (number === undefined ? '' : String(number));

type Props = { facets: readonly ShownFacet[]; price: PriceSpan; refinement: Refinement; onChange: (next: Refinement) => void };

/** All that can be chosen. Without script the same fields are sent by the form around them. */
export function Facets({ facets, price, refinement, onChange }: Props) {
  const t = useTranslations('listing');
  const { priceFrom, priceTo } = refinement;
  return (
    <div className="grid divide-y divide-line">
      {price && (price.max > price.min || priceFrom !== undefined || priceTo !== undefined) && (
        <NumberRange
          legend={t('price')}
          names={{ from: 'from', to: 'to' }}
          unit="€"
          labelOf={(label) => t('euros', { label })}
          spread={price}
          chosen={{ from: priceFrom, to: priceTo }}
          read={amountOf}
          write={amountText}
          hint={(amount, end) => String(end === 'from' ? Math.floor(amount / 100) : Math.ceil(amount / 100))}
          onChoose={({ from, to }) => onChange(refined(refinement, { priceFrom: from, priceTo: to }))}
          open
        />
      )}
      {facets.map((facet, index) =>
        isRange(facet, refinement.ranges[facet.id]) ? (
          <NumberRange
            key={facet.id}
            legend={facet.label}
            names={{ from: `from.${facet.id}`, to: `to.${facet.id}` }}
            unit={facet.unit}
            labelOf={(label) => [facet.label, label, facet.unit].filter(Boolean).join(' ')}
            spread={facet.range}
            chosen={refinement.ranges[facet.id] ?? {}}
            read={numberOf}
            write={plain}
            hint={plain}
            onChoose={(span) => onChange(withRange(refinement, facet.id, span))}
            open={index < OPEN_AT_FIRST}
          />
        ) : (
          <Facet
            key={facet.id}
            facet={facet}
            open={index < OPEN_AT_FIRST}
            chosen={refinement.filters[facet.id] ?? []}
            onChoose={(value, on) => onChange(withFilter(refinement, facet.id, value, on))}
          />
        ),
      )}
    </div>
  );
}

/** Of a few numbers each can be chosen; of many where they begin and end. */
const isRange = (facet: ShownFacet, chosen: Span | undefined): boolean =>
  chosen !== undefined || (facet.range !== undefined && facet.values.length > SHOWN_AT_FIRST);

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
