import type { RefusalCode, RefusalDetails } from '@kontor/contracts/refusals';

type ErrorData = { refusal?: { code: RefusalCode; details: RefusalDetails }; errorId?: string };

function dataOf(error: unknown): ErrorData | undefined {
  return typeof error === 'object' && error !== null && 'data' in error ? ((error.data as ErrorData | null) ?? undefined) : undefined;
}

/** What the shop refused on purpose, or null when something broke. */
export const refusalOf = (error: unknown) => dataOf(error)?.refusal ?? null;

/** The id under which the failure stands in the log. */
export const errorIdOf = (error: unknown) => dataOf(error)?.errorId ?? null;

/** Whether a part of the shop rests: it says so, or nobody answers for it. */
export const isAway = (error: unknown): boolean => {
  const isUnheard = error instanceof Error && error.name === 'TRPCClientError' && !dataOf(error);
  return isUnheard || refusalOf(error)?.code === 'Unavailable';
};

/** Whether there is no such thing, or none that this person may see. */
export const isLost = (error: unknown): boolean => {
  const code = refusalOf(error)?.code;
  return code === 'NotFound' || code === 'InvalidInput';
};

type Sentences = ((key: RefusalCode | 'Unknown' | 'UnknownWithId', values?: Record<string, string>) => string) & { has: (key: RefusalCode) => boolean };

/** The sentence for people; `t` speaks the namespace `refusals`. */
export function sentenceFor(error: unknown, t: Sentences): string {
  const refusal = refusalOf(error);
  if (refusal && t.has(refusal.code)) return t(refusal.code);
  const errorId = errorIdOf(error);
  return errorId ? t('UnknownWithId', { errorId }) : t('Unknown');
}
