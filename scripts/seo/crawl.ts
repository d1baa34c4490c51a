import { z } from 'zod';
import { factsOf } from './page.ts';
import { type Breach, breachesAmong, breachesOf, type Offer, type Page, productBreaches } from './rules.ts';
import { readSitemap, sitemapBreaches } from './sitemap.ts';

const LANES = 4;
const TOTAL_MS = 20_000;
const HUNDRED = 100;
const TENTHS = 10;
/** In place of a status where no answer came at all. */
const UNANSWERED = 0;

export type Report = { breaches: Breach[]; pages: number; links: number; leftOut: number };
type Options = { base: string; most: number; note?: (text: string) => void };
type Answer = { status: number; headers: Headers; body: string };

const stock = { in: 'InStock', low: 'LimitedAvailability', out: 'OutOfStock', 'back-order': 'BackOrder', 'pre-order': 'PreOrder' } as const;
const Products = z.object({
  items: z.array(
    z.object({
      handle: z.string(),
      rating: z.object({ count: z.number(), average: z.number() }),
      variants: z.array(
        z.object({
          sku: z.string(),
          price: z.number(),
          availability: z.enum(['in', 'low', 'later', 'out']),
          ships: z.object({ kind: z.enum(['back-order', 'pre-order']) }).optional(),
        }),
      ),
    }),
  ),
  next: z.string().nullable(),
});

/** Does `work` for each, a few at a time. */
async function each<T>(values: readonly T[], work: (value: T) => Promise<void>): Promise<void> {
  const waiting = [...values];
  const lane = async () => {
    for (let value = waiting.shift(); value !== undefined; value = waiting.shift()) await work(value);
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}

/** Crawls a running shop as a search engine does, from robots.txt over the sitemaps to the pages and their links, and says what is wrong. */
export async function crawl({ base, most, note = () => undefined }: Options): Promise<Report> {
  const breaches: Breach[] = [];
  const add = (address: string, rule: string, sentence: string) => void breaches.push({ address, rule, sentence });
  // The shop names itself by its public address, which may not be the one it is crawled at.
  let origin = base;
  const here = (address: string) => (address.startsWith(origin) ? base + address.slice(origin.length) : address);
  const ask = async (address: string): Promise<Answer> => {
    try {
      const answer = await fetch(here(address), { redirect: 'manual', signal: AbortSignal.timeout(TOTAL_MS), headers: { 'user-agent': 'kontor-seo' } });
      return { status: answer.status, headers: answer.headers, body: await answer.text() };
    } catch {
      return { status: UNANSWERED, headers: new Headers(), body: '' };
    }
  };

  const robots = await ask(`${base}/robots.txt`);
  if (robots.status === UNANSWERED) throw new Error('nobody answers there');
  const start = /^sitemap:\s*(\S+)/im.exec(robots.body)?.[1];
  if (robots.status !== 200 || !start) {
    add(`${base}/robots.txt`, 'robots', 'names no sitemap');
    return { breaches, pages: 0, links: 0, leftOut: 0 };
  }
  origin = new URL(start).origin;
  const rules = [...robots.body.matchAll(/^disallow:\s*(\S+)/gim)].map(
    ([, path = '']) => new RegExp(`^${path.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}`),
  );
  const forbidden = (address: string) => rules.some((rule) => rule.test(new URL(address).pathname));

  const entries = new Set<string>();
  const images = new Set<string>();
  const sitemaps = [start];
  for (const address of sitemaps) {
    const { status, body } = await ask(address);
    if (status !== 200) {
      add(address, 'sitemap', `answers ${status}`);
      continue;
    }
    const named = readSitemap(body);
    breaches.push(...sitemapBreaches(address, named, origin));
    if (named.isIndex) sitemaps.push(...named.locs.filter((loc) => !sitemaps.includes(loc)));
    else {
      for (const loc of named.locs.filter((one) => one.startsWith(`${origin}/`))) {
        if (entries.has(loc)) add(address, 'sitemap', `names ${loc}, which stands in another part already`);
        entries.add(loc);
      }
      for (const image of named.images) images.add(image);
    }
  }

  const offers = await offersIn(ask, `${base}/api/v1/products`).catch((error: unknown) => {
    add(`${base}/api/v1/products`, 'json-ld', `cannot be compared with the pages: ${error instanceof Error ? error.message : String(error)}`);
    return null;
  });
  const wanted = [...entries].slice(0, most);
  const pages: Page[] = [];
  const linked = new Map<string, string>();
  await each(wanted, async (address) => {
    const { status, headers, body } = await ask(address);
    const header = headers.get('x-robots-tag') ?? '';
    const indexable = forbidden(address) ? 'robots.txt forbids it' : /noindex|none/i.test(header) ? `its header says ${header}` : '';
    const page: Page = { address, status, indexable, facts: factsOf(body) };
    pages.push(page);
    breaches.push(...breachesOf(page));
    if (offers && status === 200) breaches.push(...productBreaches(page, offers));
    const { links, shared } = page.facts;
    for (const href of [...links, ...(shared.image ? [shared.image] : [])]) {
      const target = URL.canParse(href, address) ? new URL(href, address) : null;
      if (!target) add(address, 'links', `has a link that is no address: ${href}`);
      else if (target.origin === origin && !linked.has(target.origin + target.pathname + target.search))
        linked.set(target.origin + target.pathname + target.search, address);
    }
    if (pages.length % HUNDRED === 0) note(`${pages.length} of ${wanted.length} pages`);
  });
  // In the sitemap's order, so that the same shop gives the same report.
  const order = new Map(wanted.map((address, index) => [address, index]));
  pages.sort((a, b) => (order.get(a.address) ?? 0) - (order.get(b.address) ?? 0));
  if (wanted.length === entries.size) breaches.push(...breachesAmong(pages));

  for (const image of images) if (!linked.has(image)) linked.set(image, 'the sitemap');
  const links = [...linked].filter(([address]) => !entries.has(address) && !forbidden(address)).slice(0, most);
  note(`${links.length} links and pictures`);
  await each(links, async ([address, from]) => {
    const { status } = await ask(address);
    if (status >= 400 || status === UNANSWERED) add(from, 'links', `leads to ${address}, which answers ${status || 'nothing'}`);
    if (status === 301 || status === 308) add(from, 'links', `leads to ${address}, which has moved`);
  });
  return { breaches, pages: pages.length, links: links.length, leftOut: entries.size - wanted.length };
}

/** Price, stock and rating of every SKU, as the API has them, written as JSON-LD writes them. */
async function offersIn(ask: (address: string) => Promise<Answer>, address: string): Promise<Map<string, Offer>> {
  const offers = new Map<string, Offer>();
  for (let after: string | null = ''; after !== null; ) {
    const { status, body } = await ask(`${address}?limit=${HUNDRED}${after && `&after=${encodeURIComponent(after)}`}`);
    if (status !== 200) throw new Error(`it answers ${status}`);
    const page: z.output<typeof Products> = Products.parse(JSON.parse(body));
    for (const { handle, rating, variants } of page.items)
      for (const { sku, price, availability, ships } of variants)
        offers.set(sku, {
          handle,
          price: (price / HUNDRED).toFixed(2),
          availability: `https://schema.org/${stock[availability === 'later' ? (ships?.kind ?? 'back-order') : availability]}`,
          rating: { count: rating.count, average: rating.average / TENTHS },
        });
    after = page.next;
  }
  return offers;
}
