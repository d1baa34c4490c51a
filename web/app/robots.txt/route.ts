import { connection } from 'next/server';
import { env } from '@/env';

/** Made per request: the address of the shop is known at run time only. */
export async function GET() {
  await connection();
  const lines = [
    'User-agent: *',
    'Disallow: /api/',
    ...['account', 'admin', 'cart', 'checkout', 'orders', 'search'].map((part) => `Disallow: /*/${part}`),
    '',
    `Sitemap: ${env.shopUrl}/sitemap.xml`,
  ];
  return new Response(`${lines.join('\n')}\n`, { headers: { 'content-type': 'text/plain; charset=utf-8' } });
}
