import type { Article } from '@kontor/contracts/content';
import type { Locale } from '@kontor/contracts/ids';
import type { z } from 'zod';
import { env } from './env';

type Fact = Record<string, unknown>;
export const absolute = (path: string) => new URL(path, env.shopUrl).href;

const house = () => ({ '@type': 'Organization', '@id': `${env.shopUrl}/#house`, name: 'Kontor', url: env.shopUrl, logo: absolute('/icon.svg') });

/** The shop itself, and how its search is asked. */
export const shopFacts = (locale: Locale): Fact[] => [
  house(),
  {
    '@type': 'WebSite',
    '@id': `${env.shopUrl}/#site`,
    name: 'Kontor',
    url: absolute(`/${locale}`),
    inLanguage: locale,
    publisher: { '@id': `${env.shopUrl}/#house` },
    potentialAction: {
      '@type': 'SearchAction',
      target: { '@type': 'EntryPoint', urlTemplate: `${env.shopUrl}/${locale}/search?q={search_term_string}` },
      'query-input': 'required name=search_term_string',
    },
  },
];

/** The way from the home page to a page: what a shopper sees above it. */
export const trailFacts = (trail: readonly { label: string; href?: string }[], here: string): Fact => ({
  '@type': 'BreadcrumbList',
  itemListElement: trail.map(({ label, href = here }, index) => ({ '@type': 'ListItem', position: index + 1, name: label, item: absolute(href) })),
});

export const articleFacts = (article: z.infer<typeof Article>, locale: Locale): Fact => ({
  '@type': 'Article',
  headline: article.title[locale],
  description: article.description[locale],
  url: absolute(`/${locale}/journal/${article.handle}`),
  inLanguage: locale,
  datePublished: article.publishedAt,
  dateModified: article.changedAt,
  ...(article.image && { image: [absolute(article.image.src)] }),
  author: article.author ? { '@type': 'Person', name: article.author } : { '@id': `${env.shopUrl}/#house` },
  publisher: house(),
});
