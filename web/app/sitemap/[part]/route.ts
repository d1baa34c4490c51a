import type { NextRequest } from 'next/server';
import { categories, handlesAfter } from '@/catalogue';
import { articles, collections, pages } from '@/content';
import { env } from '@/env';
import { locales } from '@/i18n/locales';
import { xml, xmlHeaders } from '@/xml';

type Place = { path: string; changedAt?: string; images?: readonly string[] };

const A_PAGE = 100;

async function allArticles(): Promise<Place[]> {
  const places: Place[] = [];
  for (let after: string | null = ''; after !== null; ) {
    const page: Awaited<ReturnType<typeof articles>> = await articles(after, A_PAGE);
    places.push(...page.items.map(({ handle, changedAt, image }) => ({ path: `/journal/${handle}`, changedAt, ...(image && { images: [image.src] }) })));
    after = page.next;
  }
  return places;
}

async function placesOf(part: string): Promise<Place[] | null> {
  if (part === 'categories.xml')
    return [{ path: '' }, { path: '/c' }, ...(await categories()).map(({ id, image }) => ({ path: `/c/${id}`, ...(image && { images: [image.src] }) }))];
  if (part === 'content.xml')
    return [
      { path: '/collections' },
      { path: '/journal' },
      ...(await collections()).map(({ handle, changedAt, image }) => ({ path: `/collections/${handle}`, changedAt, ...(image && { images: [image.src] }) })),
      ...(await pages()).map(({ handle, changedAt }) => ({ path: `/pages/${handle}`, changedAt })),
      ...(await allArticles()),
    ];
  const products = /^products(?:-after-(.+))?\.xml$/.exec(part);
  if (!products) return null;
  const { items } = await handlesAfter(products[1] ?? '');
  return items.map(({ handle, changedAt, images }) => ({ path: `/p/${handle}`, changedAt, images }));
}

/** Every page in every language, each naming the others and its pictures. */
export async function GET(_request: NextRequest, { params }: { params: Promise<{ part: string }> }) {
  const places = await placesOf((await params).part);
  if (!places) return new Response('There is no such part of the sitemap.', { status: 404 });
  const at = (locale: string, path: string) => xml(`${env.shopUrl}/${locale}${path}`);
  const urls = places.flatMap(({ path, changedAt, images = [] }) => {
    const languages = [...locales.map((locale) => [locale, locale] as const), ['x-default', 'en'] as const];
    const others = languages.map(([hreflang, locale]) => `<xhtml:link rel="alternate" hreflang="${hreflang}" href="${at(locale, path)}"/>`).join('');
    const pictures = images.map((src) => `<image:image><image:loc>${xml(new URL(src, env.shopUrl).href)}</image:loc></image:image>`).join('');
    return locales.map((locale) => `<url><loc>${at(locale, path)}</loc>${changedAt ? `<lastmod>${changedAt}</lastmod>` : ''}${others}${pictures}</url>`);
  });
  const spaces =
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"';
  return new Response(`<?xml version="1.0" encoding="UTF-8"?><urlset ${spaces}>${urls.join('')}</urlset>`, { headers: xmlHeaders });
}
