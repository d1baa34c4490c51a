import { connection } from 'next/server';
import { sitemapStarts } from '@/catalogue';
import { env } from '@/env';

/** The index: a part for the categories, one for what the shop writes, and one for every few thousand products. */
export async function GET() {
  await connection();
  const parts = ['categories', 'content', ...(await sitemapStarts()).map((start) => (start ? `products-after-${start}` : 'products'))];
  const entries = parts.map((part) => `<sitemap><loc>${env.shopUrl}/sitemap/${part}.xml</loc></sitemap>`);
  const body = `<?xml version="1.0" encoding="UTF-8"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${entries.join('')}</sitemapindex>`;
  return new Response(body, { headers: { 'content-type': 'application/xml; charset=utf-8' } });
}
