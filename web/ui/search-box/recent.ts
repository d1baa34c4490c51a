const KEY = 'kontor-searches';
const MOST = 5;

/** The last searches of this browser, newest first. Private windows may forbid the storage: then there are none. */
export function recallSearches(): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(kept) ? kept.filter((words) => typeof words === 'string').slice(0, MOST) : [];
  } catch {
    return [];
  }
}

export function rememberSearch(words: string) {
  try {
    const others = recallSearches().filter((other) => other.toLowerCase() !== words.toLowerCase());
    localStorage.setItem(KEY, JSON.stringify([words, ...others].slice(0, MOST)));
  } catch {
    // Then it is not remembered.
  }
}

export function forgetSearches() {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // There was nothing.
  }
}
