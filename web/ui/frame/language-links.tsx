'use client';

import { Link } from '../link';
import type { MouseEvent } from 'react';
import type { Locale } from '@kontor/contracts/ids';
import { LOCALE_COOKIE, locales } from '@/i18n/locales';

const names: Record<Locale, string> = { en: 'English', de: 'Deutsch' };
const A_YEAR = 365 * 86_400;

/** The same page in the other language, loaded whole: `lang` and every text on it change. Without script, its start page. */
export function LanguageLinks({ locale, className }: { locale: Locale; className: string }) {
  function choose(event: MouseEvent, wanted: Locale) {
    event.preventDefault();
    document.cookie = `${LOCALE_COOKIE}=${wanted}; path=/; max-age=${A_YEAR}; samesite=lax`;
    const { pathname, search } = window.location;
    window.location.assign(`/${wanted}${pathname.replace(/^\/[a-z]{2}(?=\/|$)/, '')}${search}`);
  }

  return (
    <ul>
      {locales.map((wanted) => (
        <li key={wanted}>
          <Link
            href={`/${wanted}`}
            lang={wanted}
            hrefLang={wanted}
            aria-current={wanted === locale || undefined}
            className={className}
            onClick={(event) => choose(event, wanted)}
          >
            {names[wanted]}
          </Link>
        </li>
      ))}
    </ul>
  );
}
