'use client';

import type { Route } from 'next';
import { usePathname } from 'next/navigation';
import type { Locale } from '@kontor/contracts/ids';
import { LOCALE_COOKIE, locales } from '@/i18n/locales';

const names: Record<Locale, string> = { en: 'English', de: 'Deutsch' };
const A_YEAR = 365 * 86_400;

/** The same page in the other language. It is loaded whole: `lang` and every text on it change. */
export function LanguageLinks({ locale, className }: { locale: Locale; className: string }) {
  const rest = usePathname().replace(/^\/[a-z]{2}(?=\/|$)/, '');

  function choose(wanted: Locale) {
    document.cookie = `${LOCALE_COOKIE}=${wanted}; path=/; max-age=${A_YEAR}; samesite=lax`;
  }

  return (
    <ul>
      {locales.map((wanted) => (
        <li key={wanted}>
          <a href={`/${wanted}${rest}` as Route} lang={wanted} hrefLang={wanted} aria-current={wanted === locale || undefined} className={className} onClick={() => choose(wanted)}>
            {names[wanted]}
          </a>
        </li>
      ))}
    </ul>
  );
}
