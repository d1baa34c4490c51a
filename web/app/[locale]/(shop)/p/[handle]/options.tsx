'use client';

import { clsx } from 'clsx';
import { useId } from 'react';
import type { Product } from '@kontor/contracts/catalog';
import type { Locale } from '@kontor/contracts/ids';
import { chooseValue, stateOfValue, type Variant } from './choice';

type Option = Product['options'][number];
type Props = { options: readonly Option[]; variants: readonly Variant[]; variant: Variant; locale: Locale; onChoose: (variant: Variant) => void };

export function Options({ options, variants, variant, locale, onChoose }: Props) {
  const group = useId();
  return options.map((option) => (
    <fieldset key={option.id} className="mt-6">
      <legend className="mb-2 text-sm">
        <span className="font-medium">{option.label[locale]}</span>
        <span className="text-muted"> {option.values.find(({ id }) => id === variant.choice[option.id])?.label[locale]}</span>
      </legend>
      <div className="flex flex-wrap gap-2">
        {option.values.map(({ id, label, swatch }) => (
          <label key={id} className="relative cursor-pointer" title={label[locale]}>
            <input
              type="radio"
              name={`${group}-${option.id}`}
              value={id}
              checked={variant.choice[option.id] === id}
              onChange={() => onChoose(chooseValue(variants, variant, option.id, id))}
              className="peer sr-only"
            />
            <Value label={label[locale]} swatch={swatch} isOut={stateOfValue(variants, variant, option.id, id) !== 'in'} />
          </label>
        ))}
      </div>
    </fieldset>
  ));
}

const focus = 'peer-focus-visible:outline-2 peer-focus-visible:outline-offset-2 peer-focus-visible:outline-accent';
const struck = 'bg-[linear-gradient(to_top_right,transparent_calc(50%-1px),currentColor,transparent_calc(50%+1px))]';

function Value({ label, swatch, isOut }: { label: string; swatch: string | undefined; isOut: boolean }) {
  if (!swatch) {
    return (
      <span
        className={clsx('grid h-11 min-w-11 place-items-center rounded-sm border border-edge px-4 text-sm peer-checked:border-ink peer-checked:ring-1 peer-checked:ring-ink hover:border-ink', focus, isOut && 'text-muted line-through')}
      >
        {label}
      </span>
    );
  }
  return (
    <span className={clsx('grid size-11 place-items-center rounded-full border border-transparent p-1 peer-checked:border-ink hover:border-edge', focus)}>
      <span className="relative size-full overflow-hidden rounded-full border border-ink/20" style={{ background: swatch }}>
        {isOut && <span className={clsx('absolute inset-0 text-paper mix-blend-difference', struck)} />}
      </span>
      <span className="sr-only">{label}</span>
    </span>
  );
}
