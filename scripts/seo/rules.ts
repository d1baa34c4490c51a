import type { Facts } from './page.ts';

/** One page as it was answered; `address` is the public one, as the shop names it. */
export type Page = { address: string; status: number; indexable: string; facts: Facts };
export type Breach = { address: string; rule: string; sentence: string };
/** What the API says of a SKU, and of the product it belongs to. */
export type Offer = { handle: string; price: string; availability: string; rating: { count: number; average: number } };

const TITLE = { least: 10, most: 70 };
const DESCRIPTION = { least: 50, most: 170 };
const DEFAULT = 'x-default';

const say = (address: string, rule: string, sentence: string): Breach => ({ address, rule, sentence });
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

function lengthOf(address: string, rule: string, values: readonly string[], { least, most }: { least: number; most: number }): Breach[] {
  const [value = ''] = values;
  if (values.length !== 1) return [say(address, rule, `has ${values.length} of them; one is needed`)];
  if (value.length < least || value.length > most)
    return [say(address, rule, `has ${value.length} characters, not ${least} to ${most}: ${JSON.stringify(value)}`)];
  return [];
}

/** What can be said of a page alone. */
export function breachesOf({ address, status, indexable, facts }: Page): Breach[] {
  if (status !== 200) return [say(address, 'status', `stands in the sitemap and answers ${status}`)];
  const found: Breach[] = [];
  const { titles, descriptions, canonicals, robots, languages, headings, shared, data, lang } = facts;
  if (indexable) found.push(say(address, 'indexable', `stands in the sitemap, but ${indexable}`));
  if (/noindex|none/.test(robots)) found.push(say(address, 'indexable', `stands in the sitemap and says${robots}`));
  if (canonicals.length !== 1) found.push(say(address, 'canonical', `has ${canonicals.length} canonical addresses; one is needed`));
  else if (canonicals[0] !== address) found.push(say(address, 'canonical', `says that ${canonicals[0]} is its address`));
  found.push(...lengthOf(address, 'title', titles, TITLE), ...lengthOf(address, 'description', descriptions, DESCRIPTION));
  if (headings.length !== 1 || !headings[0]) found.push(say(address, 'h1', `has ${headings.length} headings of the first level: ${headings.join(' | ')}`));
  const own = /^\/([a-z]{2})(\/|$)/.exec(new URL(address).pathname)?.[1];
  if (own && lang !== own) found.push(say(address, 'lang', `is in ${own} by its address and in ${lang || 'no language'} by its html element`));
  if (!languages.some(([, target]) => target === address)) found.push(say(address, 'hreflang', 'does not name itself'));
  if (!languages.some(([language]) => language === DEFAULT)) found.push(say(address, 'hreflang', `names no ${DEFAULT}`));
  if (!shared.title || !/^https?:\/\//.test(shared.image)) found.push(say(address, 'open graph', 'has no title and picture for shared links'));
  if (data.some((one) => one === null)) found.push(say(address, 'json-ld', 'has JSON-LD that cannot be read'));
  return found;
}

/** What can be said only of pages beside each other: no two the same, and each translation names the others back. */
export function breachesAmong(pages: readonly Page[]): Breach[] {
  const good = pages.filter(({ status }) => status === 200);
  const byAddress = new Map(good.map((page) => [page.address, page]));
  const found: Breach[] = [];
  for (const rule of ['title', 'description'] as const) {
    const seen = new Map<string, string>();
    for (const { address, facts } of good) {
      const [text] = rule === 'title' ? facts.titles : facts.descriptions;
      if (!text) continue;
      const key = `${facts.lang} ${text}`;
      const before = seen.get(key);
      if (before) found.push(say(address, rule, `has the same as ${before}: ${JSON.stringify(text)}`));
      else seen.set(key, address);
    }
  }
  for (const { address, facts } of good)
    for (const [language, target] of facts.languages) {
      const other = byAddress.get(target);
      if (!other) found.push(say(address, 'hreflang', `names ${target} for ${language}, which is not in the sitemap`));
      else if (language !== DEFAULT && other.facts.lang !== language)
        found.push(say(address, 'hreflang', `names ${target} for ${language}, but that is in ${other.facts.lang}`));
      else if (!other.facts.languages.some(([, back]) => back === address))
        found.push(say(address, 'hreflang', `names ${target}, which does not name it back`));
    }
  return found;
}

/** Whether price, stock and rating in a product page's JSON-LD are those of the API. */
export function productBreaches({ address, facts }: Page, offers: ReadonlyMap<string, Offer>): Breach[] {
  const handle = /^\/[a-z]{2}\/p\/([^/]+)$/.exec(new URL(address).pathname)?.[1];
  if (handle === undefined || facts.data.includes(null)) return [];
  const wanted = [...offers].filter(([, offer]) => offer.handle === handle);
  const group = facts.data.flatMap((one) => one ?? []).find((one) => isRecord(one) && (one['@type'] === 'ProductGroup' || one['@type'] === 'Product'));
  if (!isRecord(group)) return [say(address, 'json-ld', 'is a product without a Product in JSON-LD')];
  const variants = [group['hasVariant'] ?? group].flat().filter(isRecord);
  const found = wanted.flatMap(([sku, { price, availability }]) => {
    const shown = variants.find((variant) => variant['sku'] === sku)?.['offers'];
    if (!isRecord(shown)) return [say(address, 'json-ld', `does not offer ${sku}, which the API has`)];
    const wrong: string[] = [];
    if (shown['price'] !== price) wrong.push(`the price of ${sku} is ${String(shown['price'])}, in the API ${price}`);
    if (shown['availability'] !== availability) wrong.push(`${sku} is ${String(shown['availability'])}, in the API ${availability}`);
    return wrong.map((sentence) => say(address, 'json-ld', sentence));
  });
  const extra = variants.map((variant) => String(variant['sku'])).filter((sku) => !wanted.some(([known]) => known === sku));
  if (extra.length > 0) found.push(say(address, 'json-ld', `offers ${extra.join(', ')}, which the API has not`));
  const { count = 0, average = 0 } = wanted[0]?.[1].rating ?? {};
  const rating = group['aggregateRating'];
  const [shownCount, shownAverage] = isRecord(rating) ? [rating['reviewCount'], rating['ratingValue']] : [0, 0];
  if (shownCount !== count || (count > 0 && shownAverage !== average))
    found.push(say(address, 'json-ld', `is rated ${String(shownAverage)} by ${String(shownCount)}, in the API ${average} by ${count}`));
  return found;
}
