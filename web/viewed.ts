const KEY = 'kontor-viewed';
const MOST = 12;

/** The products looked at last in this browser, newest first. Private windows may forbid the storage: then there are none. */
export function recallViewed(): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(kept) ? kept.filter((id) => typeof id === 'string').slice(0, MOST) : [];
  } catch {
    return [];
  }
}

export function rememberViewed(id: string) {
  try {
    localStorage.setItem(KEY, JSON.stringify([id, ...recallViewed().filter((other) => other !== id)].slice(0, MOST)));
  } catch {
    // Then it is not remembered.
  }
}
