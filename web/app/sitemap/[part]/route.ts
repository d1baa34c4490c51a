import type { NextRequest } from 'next/server';
import { categories, handlesAfter } from '@/catalogue';
import { env } from '@/env';
import { locales } from '@/i18n/locales';

type Place = { path: string; changedAt?: string };

async function placesOf(part: string): Promise<Place[] | null> {
  if (part === 'categories.xml') return [{ path: '' }, { path: '/c' }, ...(await categories()).map(({ id }) => ({ path: `/c/${id}` }))];
  const products = /^products(?:-after-(.+))?\.xml$/.exec(part);
  if (!products) return null;
  const { items } = await handlesAfter(products[1] ?? '');
  return items.map(({ handle, changedAt }) => ({ path: `/p/${handle}`, changedAt }));
}

/** Every page in every language, each naming the others. */
export async function GET(_request: NextRequest, { params }: { params: Promise<{ part: string }> }) {
  const places = await placesOf((await params).part);
  if (!places) return new Response('There is no such part of the sitemap.', { status: 404 });
  const urls = places.flatMap(({ path, changedAt }) => {
    const others = locales.map((locale) => `<xhtml:link rel="alternate" hreflang="${locale}" href="${env.shopUrl}/${locale}${path}"/>`).join('');
    return locales.map((locale) => `<url><loc>${env.shopUrl}/${locale}${path}</loc>${changedAt ? `<lastmod>${changedAt}</lastmod>` : ''}${others}</url>`);
  });
  const body = `<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">${urls.join('')}</urlset>`;
  return new Response(body, { headers: { 'content-type': 'application/xml; charset=utf-8' } });
}
