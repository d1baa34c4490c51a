import type { Locale } from '@kontor/contracts/ids';

export const locales = ['en', 'de'] as const satisfies readonly Locale[];
export const LOCALE_COOKIE = 'kontor-locale';

export const isLocale = (text: string | undefined): text is Locale => locales.some((locale) => locale === text);

/** The first language of ours the person reads: what they chose once, then the browser's order (RFC 9110 12.5.4), then English. */
export function localeFor(chosen: string | undefined, acceptLanguage: string | null): Locale {
  if (isLocale(chosen)) return chosen;
  const wanted = (acceptLanguage ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
      const weight = parameters.map((parameter) => /^\s*q=([\d.]+)/.exec(parameter)?.[1]).find(Boolean);
      return { language: tag.split('-')[0], weight: Number(weight ?? 1) };
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight);
  return wanted.map(({ language }) => language).find(isLocale) ?? 'en';
}
