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

/** A random UUID (version 4). `crypto.randomUUID` is missing where a phone opens the shop over plain http. */
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16)).map((byte, index) => (index === 6 ? (byte & 15) | 64 : index === 8 ? (byte & 63) | 128 : byte));
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
