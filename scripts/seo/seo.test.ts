import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { crawl } from './crawl.ts';

/** A small shop: what each path answers. Its public address is another than the one it is read at. */
type Answer = { status?: number; headers?: Record<string, string>; body: string };
type Site = Map<string, Answer>;
const PUBLIC = 'https://shop.example';

const product = { handle: 'kettle', rating: { count: 2, average: 45 }, variants: [{ sku: 'K1', price: 4900, availability: 'low' }] };
const names = { en: 'The enamel kettle', de: 'Der Emaillekessel' };
const words = {
  en: 'A kettle of steel under two coats of enamel, with a handle of beech.',
  de: 'Ein Kessel aus Stahl unter zwei Schichten Emaille, mit Griff aus Buche.',
};

function pageIn(language: 'en' | 'de', path: string, title: string, description: string, more = ''): string {
  const others = [
    ['en', 'en'],
    ['de', 'de'],
    ['x-default', 'en'],
  ].map(([hreflang, locale]) => `<link rel="alternate" hreflang="${hreflang}" href="${PUBLIC}/${locale}${path}">`);
  return `<!doctype html><html lang="${language}"><head><title>${title}</title><meta name="description" content="${description}">
    <link rel="canonical" href="${PUBLIC}/${language}${path}">${others.join('')}
    <meta property="og:title" content="${title}"><meta property="og:image" content="${PUBLIC}/kettle.webp">${more}</head>
    <body><h1>${title}</h1><svg><title>An icon</title></svg><a href="/${language}/p/kettle">kettle</a><a href="https://elsewhere.example/">out</a></body></html>`;
}

const dataOf = (over: Record<string, unknown> = {}) =>
  JSON.stringify([
    {
      '@type': 'ProductGroup',
      aggregateRating: { '@type': 'AggregateRating', ratingValue: 4.5, reviewCount: 2 },
      hasVariant: [{ sku: 'K1', offers: { price: '49.00', availability: 'https://schema.org/LimitedAvailability' } }],
      ...over,
    },
  ]);

function healthy(): Site {
  const site: Site = new Map();
  const url = (address: string) => `<url><loc>${PUBLIC}${address}</loc><lastmod>2026-01-01T00:00:00Z</lastmod></url>`;
  site.set('/robots.txt', { body: `User-agent: *\nDisallow: /*/cart\nSitemap: ${PUBLIC}/sitemap.xml\n` });
  site.set('/sitemap.xml', { body: `<sitemapindex><sitemap><loc>${PUBLIC}/sitemap/a.xml</loc></sitemap></sitemapindex>` });
  site.set('/sitemap/a.xml', { body: `<urlset>${['/en', '/de', '/en/p/kettle', '/de/p/kettle'].map(url).join('')}</urlset>` });
  site.set('/api/v1/products', { body: JSON.stringify({ items: [product], next: null }) });
  site.set('/kettle.webp', { body: 'picture' });
  for (const language of ['en', 'de'] as const) {
    site.set(`/${language}`, { body: pageIn(language, '', `Kontor (${language}), everyday things`, `${words[language]} And more (${language}).`) });
    const data = `<script type="application/ld+json">${dataOf()}</script>`;
    site.set(`/${language}/p/kettle`, { body: pageIn(language, '/p/kettle', names[language], words[language], data) });
  }
  return site;
}

let site: Site = new Map();
let base = '';
const server = createServer(({ url = '' }, response) => {
  const { status = 200, headers = {}, body } = site.get(new URL(url, 'http://x').pathname) ?? { status: 404, body: 'not here' };
  response.writeHead(status, { 'content-type': 'text/html', ...headers }).end(body);
});
before(async () => {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
after(() => server.close());

/** The breaches of a healthy shop after `plant` has put a fault into it: 'rule: path sentence'. */
async function found(plant: (site: Site) => void, most = 100): Promise<string[]> {
  site = healthy();
  plant(site);
  return (await crawl({ base, most })).breaches.map(({ address, rule, sentence }) => `${rule}: ${address.replace(PUBLIC, '').replace(base, '')} ${sentence}`);
}
const KETTLE = '/en/p/kettle';
const replace =
  (path: string, from: string | RegExp, to: string) =>
  (pages: Site): void => {
    const { body = '', ...rest } = pages.get(path) ?? {};
    const changed = body.replace(from, to);
    assert.notEqual(changed, body, `there is no ${String(from)} in ${path}`);
    pages.set(path, { ...rest, body: changed });
  };

test('a healthy shop has no breach', async () => assert.deepEqual(await found(() => undefined), []));

const faults: [what: string, plant: (site: Site) => void, expected: RegExp][] = [
  ['a page of the sitemap that is gone', (pages) => pages.delete(KETTLE), /^status: \/en\/p\/kettle .*404/],
  ['a page of the sitemap that leads elsewhere', (pages) => pages.set(KETTLE, { status: 301, headers: { location: '/en' }, body: '' }), /^status: .*301/],
  ['a page that forbids being found', replace(KETTLE, '</head>', '<meta name="robots" content="noindex"></head>'), /^indexable: .*noindex/],
  [
    'a header that forbids it',
    (pages) => pages.set('/en', { ...(pages.get('/en') ?? { body: '' }), headers: { 'x-robots-tag': 'noindex' } }),
    /^indexable: \/en .*header/,
  ],
  ['robots.txt that forbids it', replace('/robots.txt', '/*/cart', '/en/p'), /^indexable: .*robots\.txt/],
  ['no canonical address', replace(KETTLE, /<link rel="canonical"[^>]*>/, ''), /^canonical: .*has 0/],
  ['a canonical address of another page', replace(KETTLE, /canonical" href="[^"]*"/, `canonical" href="${PUBLIC}/en"`), /^canonical: .*shop\.example\/en is/],
  ['a translation that is not named', replace(KETTLE, /<link rel="alternate" hreflang="de"[^>]*>/, ''), /^hreflang: \/de\/p\/kettle .*does not name it back/],
  ['a translation that is not there', replace(KETTLE, '/de/p/kettle"', '/de/p/kessel"'), /^hreflang: .*kessel for de, which is not in the sitemap/],
  ['a translation in the wrong language', replace('/de/p/kettle', 'lang="de"', 'lang="en"'), /^(lang|hreflang): .*(in en)/],
  ['no default language', replace(KETTLE, /<link rel="alternate" hreflang="x-default"[^>]*>/, ''), /^hreflang: .*names no x-default/],
  ['no title', replace(KETTLE, /<title>.*?<\/title>/, ''), /^title: .*has 0/],
  ['a title that is cut off', replace(KETTLE, /<title>.*?<\/title>/, `<title>${'long '.repeat(20)}</title>`), /^title: .*characters/],
  ['two pages of one title', replace('/en', /<title>.*?<\/title>/, `<title>${names.en}</title>`), /^title: .*has the same as/],
  ['no description', replace(KETTLE, /<meta name="description"[^>]*>/, ''), /^description: .*has 0/],
  ['two pages of one description', replace('/de', /name="description" content="[^"]*"/, `name="description" content="${words.de}"`), /^description: .*same as/],
  ['two headings', replace(KETTLE, '</h1>', '</h1><h1>Again</h1>'), /^h1: .*has 2/],
  ['no picture for shared links', replace(KETTLE, /<meta property="og:image"[^>]*>/, ''), /^open graph: /],
  ['JSON-LD that cannot be read', replace(KETTLE, '"@type":"ProductGroup"', '"@type":'), /^json-ld: .*cannot be read/],
  ['a product without JSON-LD', replace(KETTLE, /<script.*?<\/script>/, ''), /^json-ld: .*without a Product/],
  ['another price than the API', replace(KETTLE, '"49.00"', '"48.00"'), /^json-ld: .*price of K1 is 48\.00, in the API 49\.00/],
  ['another stock than the API', replace(KETTLE, 'LimitedAvailability', 'OutOfStock'), /^json-ld: .*K1 is .*OutOfStock/],
  ['another rating than the API', replace(KETTLE, '"ratingValue":4.5', '"ratingValue":5'), /^json-ld: .*rated 5 by 2, in the API 4\.5/],
  ['a variant that the API has not', replace(KETTLE, '"sku":"K1"', '"sku":"K9"'), /^json-ld: .*K1, which the API has/],
  ['a broken link', replace('/en', '<a href="/en/p/kettle">', '<a href="/en/p/gone">'), /^links: \/en leads to .*gone, which answers 404/],
  [
    'a link to what has moved',
    (pages) => {
      replace('/en', '<a href="/en/p/kettle">', '<a href="/en/p/old">')(pages);
      pages.set('/en/p/old', { status: 301, headers: { location: KETTLE }, body: '' });
    },
    /^links: .*which has moved/,
  ],
  ['a picture that is not there', (pages) => pages.delete('/kettle.webp'), /^links: .*kettle\.webp, which answers 404/],
  ['a sitemap that names a page twice', replace('/sitemap/a.xml', '</urlset>', `<url><loc>${PUBLIC}/en</loc></url></urlset>`), /^sitemap: .*names .* twice/],
  [
    'a sitemap that names another shop',
    replace('/sitemap/a.xml', '</urlset>', '<url><loc>https://other.example/en</loc></url></urlset>'),
    /^sitemap: .*other\.example/,
  ],
  ['a change that lies ahead', replace('/sitemap/a.xml', '2026-01-01', '2999-01-01'), /^sitemap: .*lies ahead/],
  ['a part of the sitemap that is gone', (pages) => pages.delete('/sitemap/a.xml'), /^sitemap: .*answers 404/],
  ['no sitemap at all', replace('/robots.txt', /Sitemap:.*/, ''), /^robots: /],
  ['an API that cannot be asked', (pages) => pages.delete('/api/v1/products'), /^json-ld: .*cannot be compared/],
];
for (const [what, plant, expected] of faults)
  test(`${what} is found`, async () => {
    const breaches = await found(plant);
    assert.ok(
      breaches.some((breach) => expected.test(breach)),
      `found instead: ${breaches.join('\n') || 'nothing'}`,
    );
  });

test('what is left out is said and is no breach', async () => {
  site = healthy();
  const { breaches, pages, leftOut } = await crawl({ base, most: 1 });
  assert.deepEqual([breaches, pages, leftOut], [[], 1, 3]);
});
