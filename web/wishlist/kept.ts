const KEY = 'kontor-wishlist';
const MOST = 100;

/** The products that this browser keeps for somebody who has not signed in, newest first. Private windows may forbid the storage: then there are none. */
export function recallWishes(): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(kept) ? kept.filter((id) => typeof id === 'string').slice(0, MOST) : [];
  } catch {
    return [];
  }
}

export function keepWishes(ids: readonly string[]) {
  try {
    if (ids.length === 0) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, JSON.stringify(ids.slice(0, MOST)));
  } catch {
    // Then it is not remembered.
  }
}
