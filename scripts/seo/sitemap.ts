import { Parser } from 'htmlparser2';
import type { Breach } from './rules.ts';

/** What a sitemap or an index of sitemaps names. */
export type Named = { locs: string[]; lastmods: string[]; images: string[]; isIndex: boolean };

const MOST_URLS = 50_000;

/** What a sitemap, or an index of sitemaps, names. */
export function readSitemap(body: string): Named {
  const named: Named = { locs: [], lastmods: [], images: [], isIndex: false };
  let text = '';
  const parser = new Parser(
    {
      onopentag(name) {
        if (name === 'sitemapindex') named.isIndex = true;
        text = '';
      },
      ontext(part) {
        text += part;
      },
      onclosetag(name) {
        if (name === 'loc') named.locs.push(text.trim());
        if (name === 'lastmod') named.lastmods.push(text.trim());
        if (name === 'image:loc') named.images.push(text.trim());
      },
    },
    { xmlMode: true },
  );
  parser.end(body);
  return named;
}

/** What is wrong with the sitemap itself; `origin` is the one the shop names itself by. */
export function sitemapBreaches(address: string, { locs, lastmods }: Named, origin: string): Breach[] {
  const found: Breach[] = [];
  const say = (sentence: string) => found.push({ address, rule: 'sitemap', sentence });
  if (locs.length === 0) say('names nothing');
  if (locs.length > MOST_URLS) say(`names ${locs.length} pages; ${MOST_URLS} are the most`);
  const twice = locs.filter((loc, index) => locs.indexOf(loc) !== index);
  if (twice.length > 0) say(`names ${twice[0]} twice`);
  const foreign = locs.find((loc) => !loc.startsWith(`${origin}/`));
  if (foreign !== undefined) say(`names ${foreign}, which is not of ${origin}`);
  const wrong = lastmods.find((date) => !(Date.parse(date) <= Date.now()));
  if (wrong !== undefined) say(`has a lastmod that is no date or lies ahead: ${wrong}`);
  return found;
}
