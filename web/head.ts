import type { Metadata } from 'next';
import type { Image } from '@kontor/contracts/catalog';
import type { Locale } from '@kontor/contracts/ids';
import type { z } from 'zod';
import { locales } from './i18n/locales.ts';

/** Search engines cut what is longer. */
const LONGEST_TITLE = 60;
const LONGEST_DESCRIPTION = 155;
const ENOUGH = 70;

/** As many whole words as there is room for. */
export function shorten(text: string, most: number): string {
  if (text.length <= most) return text;
  const cut = text.slice(0, most);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), most / 2)).replace(/[\s,;:–-]+$/u, '')}…`;
}

/** A description from the first texts that say enough together; each begins where the one before ended. */
export function describe(...texts: (string | undefined)[]): string {
  let said = '';
  for (const text of texts) {
    const plain = (text ?? '').replace(/\s+/g, ' ').trim();
    if (said.length >= ENOUGH || plain === '' || said.includes(plain)) continue;
    said = said === '' ? plain : `${/[.!?…]$/u.test(said) ? said : `${said}.`} ${plain}`;
  }
  return shorten(said, LONGEST_DESCRIPTION);
}

type Head = {
  title: string;
  description: string;
  locale: Locale;
  /** without the language: '/p/enamel-kettle' */
  path: string;
  image?: z.infer<typeof Image> | undefined;
  type?: 'website' | 'article';
};

/** The picture of a page that has none of its own. */
const HOUSE = { url: '/demo/scene-home.webp', width: 1600, height: 900 };

/** Canonical address, the other language, and what a shared link shows. */
export function headOf({ title, description, locale, path, image, type = 'website' }: Head): Metadata {
  const shown = image ? { url: image.src, width: image.width, height: image.height, alt: image.alt[locale] } : HOUSE;
  return {
    title: shorten(title, LONGEST_TITLE),
    description,
    alternates: {
      canonical: `/${locale}${path}`,
      languages: { ...Object.fromEntries(locales.map((language) => [language, `/${language}${path}`])), 'x-default': `/en${path}` },
    },
    openGraph: { title, description, type, siteName: 'Kontor', url: `/${locale}${path}`, locale: locale === 'de' ? 'de_DE' : 'en_IE', images: [shown] },
    twitter: { card: 'summary_large_image' },
  };
}
