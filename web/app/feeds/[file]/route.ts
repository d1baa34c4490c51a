import type { NextRequest } from 'next/server';
import { journalFeed } from '@/feeds/journal';
import { productFeed } from '@/feeds/products';
import { isLocale } from '@/i18n/locales';
import { xmlHeaders } from '@/xml';

const FILE = /^(products|journal)-([a-z]{2})\.xml$/;

/** What others read of the shop: products for merchant centres, the journal for readers. One file a language. */
export async function GET(_request: NextRequest, { params }: { params: Promise<{ file: string }> }) {
  const [, kind, language] = FILE.exec((await params).file) ?? [];
  if (!isLocale(language)) return new Response('There is no such feed.', { status: 404 });
  return new Response(kind === 'products' ? productFeed(language) : await journalFeed(language), { headers: xmlHeaders });
}
