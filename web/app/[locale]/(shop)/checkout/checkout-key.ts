import { newKey } from '../../../../new-key.ts';

const PLACE = 'kontor-checkout';

/** The key of this checkout: made once and kept until the order is placed, so that pressing again after a lost answer finds the same order. */
export function checkoutKey(): string {
  const kept = sessionStorage.getItem(PLACE);
  if (kept) return kept;
  const made = newKey();
  sessionStorage.setItem(PLACE, made);
  return made;
}

export const forgetCheckoutKey = () => sessionStorage.removeItem(PLACE);
