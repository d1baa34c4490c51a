'use client';

import { clsx } from 'clsx';
import { useTranslations } from 'next-intl';
import { useId } from 'react';
import type { Product } from '@kontor/contracts/catalog';
import type { Locale } from '@kontor/contracts/ids';
import { chooseValue, stateOfValue, type Variant } from './choice';

type Option = Product['options'][number];
type Props = { options: readonly Option[]; variants: readonly Variant[]; variant: Variant; locale: Locale; onChoose: (variant: Variant) => void };

export function Options({ options, variants, variant, locale, onChoose }: Props) {
  const group = useId();
  const t = useTranslations('product');
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
            <Value label={label[locale]} swatch={swatch} outLabel={stateOfValue(variants, variant, option.id, id) === 'in' ? null : t('soldOut')} />
          </label>
        ))}
      </div>
    </fieldset>
  ));
}

const focus = 'peer-focus-visible:outline-2 peer-focus-visible:outline-offset-2 peer-focus-visible:outline-accent';
/** A light line with dark edges: to be seen on every colour. */
const struck =
  'linear-gradient(to top right, transparent calc(50% - 2px), #0009 calc(50% - 2px) calc(50% - 1px), #fff calc(50% - 1px) calc(50% + 1px), #0009 calc(50% + 1px) calc(50% + 2px), transparent calc(50% + 2px))';

function Value({ label, swatch, outLabel }: { label: string; swatch: string | undefined; outLabel: string | null }) {
  if (!swatch) {
    return (
      <span
        className={clsx(
          'grid h-11 min-w-11 place-items-center rounded-sm border border-edge px-4 text-sm peer-checked:border-ink peer-checked:ring-1 peer-checked:ring-ink hover:border-ink',
          focus,
          outLabel && 'text-muted line-through',
        )}
      >
        {label}
      </span>
    );
  }
  return (
    <span className={clsx('grid size-11 place-items-center rounded-full border border-transparent p-1 peer-checked:border-ink hover:border-edge', focus)}>
      <span className="relative size-full overflow-hidden rounded-full border border-ink/20" style={{ background: swatch }}>
        {outLabel && <span className="absolute inset-0" style={{ backgroundImage: struck }} />}
      </span>
      <span className="sr-only">{outLabel ? `${label}, ${outLabel}` : label}</span>
    </span>
  );
}
