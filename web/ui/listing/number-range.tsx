'use client';

import { clsx } from 'clsx';
import { ChevronDown } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { controlStyle } from '../input';
import type { Span } from './refinement';

type Bucket = { from: number; to: number; count: number };
type End = 'from' | 'to';
type Props = {
  legend: string;
  /** what the fields are called when the form is sent without script */
  names: Record<End, string>;
  unit: string | undefined;
  labelOf: (label: string) => string;
  spread: { min: number; max: number; buckets: readonly Bucket[] } | undefined;
  chosen: Span;
  read: (text: string) => number | undefined;
  write: (value: number | undefined) => string;
  hint: (value: number, end: End) => string;
  onChoose: (span: Span) => void;
  open: boolean;
};

/** Numbers from and to, under a picture of how many products have which. */
export function NumberRange({ legend, names, unit, labelOf, spread, chosen, read, write, hint, onChoose, open }: Props) {
  const t = useTranslations('listing');
  const ends = [
    { end: 'from', label: t('priceFrom'), value: spread?.min },
    { end: 'to', label: t('priceTo'), value: spread?.max },
  ] as const;

  function take(end: End, text: string) {
    const value = read(text);
    if (value !== chosen[end]) onChoose({ ...chosen, [end]: value });
  }

  return (
    <details open={open || chosen.from !== undefined || chosen.to !== undefined} className="group/facet pb-5 not-open:pb-0">
      <summary className="flex h-12 w-full list-none items-center justify-between text-sm font-medium [&::-webkit-details-marker]:hidden">
        {legend}
        <ChevronDown aria-hidden className="size-4 text-muted transition-transform group-open/facet:rotate-180" strokeWidth={1.5} />
      </summary>
      <fieldset>
        <legend className="sr-only">{legend}</legend>
        {spread && spread.buckets.length > 1 && <Histogram buckets={spread.buckets} chosen={chosen} />}
        <div className="grid grid-cols-2 gap-3">
          {ends.map(({ end, label, value }) => (
            <label key={`${end}=${chosen[end] ?? ''}`} className="grid gap-1 text-sm text-muted">
              {label}
              <span className="relative">
                {unit && (
                  <span aria-hidden className="pointer-events-none absolute top-2.5 right-3 text-muted">
                    {unit}
                  </span>
                )}
                <input
                  name={names[end]}
                  aria-label={labelOf(label)}
                  inputMode="decimal"
                  autoComplete="off"
                  placeholder={value === undefined ? '' : hint(value, end)}
                  defaultValue={write(chosen[end])}
                  onBlur={(event) => take(end, event.target.value)}
                  onKeyDown={(event) => {
                    if (event.key !== 'Enter') return;
                    event.preventDefault();
                    take(end, event.currentTarget.value);
                  }}
                  className={clsx(controlStyle, 'h-10 tabular-nums', unit && (unit.length > 2 ? 'pr-12' : 'pr-8'))}
                />
              </span>
            </label>
          ))}
        </div>
      </fieldset>
    </details>
  );
}

/** How many products lie where; what is left out by the ends is pale. The fields below say the same to everybody. */
function Histogram({ buckets, chosen }: { buckets: readonly Bucket[]; chosen: Span }) {
  const most = Math.max(...buckets.map(({ count }) => count), 1);
  const isIn = ({ from, to }: Bucket) => (chosen.from === undefined || to > chosen.from) && (chosen.to === undefined || from <= chosen.to);
  return (
    <div aria-hidden className="mb-3 flex h-12 items-end gap-px border-b border-line">
      {buckets.map((bucket) => (
        <span
          key={bucket.from}
          className={clsx('min-w-0 flex-1 rounded-t-[1px]', isIn(bucket) ? 'bg-muted' : 'bg-line')}
          style={{ height: bucket.count === 0 ? 0 : `${Math.max(6, Math.round((bucket.count / most) * 100))}%` }}
        />
      ))}
    </div>
  );
}
