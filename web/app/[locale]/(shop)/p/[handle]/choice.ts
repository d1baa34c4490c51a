import type { Product } from '@kontor/contracts/catalog';
import type { Text } from '@kontor/contracts/ids';

/** Which variant the shopper means. */
export type Variant = Product['variants'][number];
export type Choice = Record<string, string>;

const matches = (variant: Variant, choice: Choice) => Object.entries(choice).every(([option, value]) => variant.choice[option] === value);

/** The variant in the address, else the first that can be bought, else the first. */
export const firstChoice = <V extends Variant>(variants: readonly V[], sku: string | null): V | undefined =>
  variants.find((variant) => variant.sku === sku) ?? variants.find((variant) => variant.availability !== 'out') ?? variants[0];

/**
 * The variant after choosing one value: the same otherwise if there is such a one, else the one that keeps most of what was
 * chosen. A value that no variant has leads nowhere.
 */
export function chooseValue(variants: readonly Variant[], current: Variant, option: string, value: string): Variant {
  const wanted = { ...current.choice, [option]: value };
  const candidates = variants.filter((variant) => variant.choice[option] === value);
  const kept = (variant: Variant) => Object.entries(wanted).filter(([id, chosen]) => variant.choice[id] === chosen).length;
  return candidates.reduce<Variant | undefined>((best, variant) => (!best || kept(variant) > kept(best) ? variant : best), undefined) ?? current;
}

export type ValueState = 'in' | 'out' | 'none';

/** Whether a value can be had together with everything else that is chosen. */
export function stateOfValue(variants: readonly Variant[], current: Variant, option: string, value: string): ValueState {
  const variant = variants.find((candidate) => matches(candidate, { ...current.choice, [option]: value }));
  if (!variant) return 'none';
  return variant.availability === 'out' ? 'out' : 'in';
}

/** The chosen options for people, in every language: 'Moss, 30 cm'. */
export function labelOf({ options }: Pick<Product, 'options'>, choice: Choice): Text {
  const labels = options.flatMap(({ id, values }) => values.filter((value) => value.id === choice[id]).map(({ label }) => label));
  return { en: labels.map(({ en }) => en).join(', '), de: labels.map(({ de }) => de).join(', ') };
}
