import { getTranslations } from 'next-intl/server';
import { connection } from 'next/server';
import { categories } from '@/catalogue';
import { treeOf } from '@/category-tree';
import { articles, collections, pages } from '@/content';
import { absolute } from '@/schema-org';

/** The shop for readers that are programs: what there is and where, in Markdown (llmstxt.org). */
export async function GET() {
  await connection();
  const locale = 'en';
  const [t, all, chosen, written, journal] = await Promise.all([
    getTranslations({ locale, namespace: 'meta' }),
    categories(),
    collections(),
    pages(),
    articles(),
  ]);
  const link = (name: string, path: string, note = '') =>
    `- [${name.replaceAll(/[[\]]/g, '')}](${absolute(path)})${note && `: ${note.replaceAll(/\s+/g, ' ')}`}`;
  const part = (title: string, lines: readonly string[]) => (lines.length > 0 ? [`## ${title}`, '', ...lines, ''] : []);
  const lines = [
    '# Kontor',
    '',
    `> ${t('description')}`,
    '',
    'Every page is there in English (/en) and German (/de). Prices are in euros and include VAT.',
    '',
    ...part(
      'Range',
      treeOf(all).map(({ id, name, description }) => link(name[locale], `/${locale}/c/${id}`, description?.[locale])),
    ),
    ...part(
      'Collections',
      chosen.map(({ handle, name, text }) => link(name[locale], `/${locale}/collections/${handle}`, text[locale])),
    ),
    ...part(
      'Service',
      written.map(({ handle, title }) => link(title[locale], `/${locale}/pages/${handle}`)),
    ),
    ...part(
      'Journal',
      journal.items.map(({ handle, title, teaser }) => link(title[locale], `/${locale}/journal/${handle}`, teaser[locale])),
    ),
    ...part('Data', [
      link('API', '/api/docs', 'products, search, cart and orders'),
      link('Product feed', `/feeds/products-${locale}.xml`),
      link('Journal feed', `/feeds/journal-${locale}.xml`),
      link('Sitemap', '/sitemap.xml'),
    ]),
  ];
  return new Response(`${lines.join('\n')}\n`, { headers: { 'content-type': 'text/plain; charset=utf-8' } });
}
