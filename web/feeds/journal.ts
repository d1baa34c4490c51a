import type { Locale } from '@kontor/contracts/ids';
import { getTranslations } from 'next-intl/server';
import { articles } from '@/content';
import { absolute } from '@/schema-org';
import { xml } from '@/xml';

const NEWEST = 50;

/** RSS 2.0 of the newest articles. */
export async function journalFeed(locale: Locale): Promise<string> {
  const [t, { items }] = await Promise.all([getTranslations({ locale, namespace: 'content' }), articles('', NEWEST)]);
  const entries = items.map(({ handle, title, teaser, publishedAt }) => {
    const address = xml(absolute(`/${locale}/journal/${handle}`));
    return `<item><title>${xml(title[locale])}</title><link>${address}</link><guid>${address}</guid><pubDate>${new Date(publishedAt).toUTCString()}</pubDate><description>${xml(teaser[locale])}</description></item>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>Kontor ${xml(t('journal'))}</title><link>${xml(absolute(`/${locale}/journal`))}</link><atom:link rel="self" type="application/rss+xml" href="${xml(absolute(`/feeds/journal-${locale}.xml`))}"/><description>${xml(t('journalLead'))}</description><language>${locale}</language>${entries.join('')}</channel></rss>`;
}
