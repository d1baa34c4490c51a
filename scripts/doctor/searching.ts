import { z } from 'zod';
import type { Finding } from './finding.ts';
import type { Stores } from './stores.ts';

const PAGE = 1_000;
const Got = z.object({ docs: z.array(z.object({ _id: z.string(), found: z.boolean().optional(), _version: z.int().optional() })) });
const Page = z.object({ _scroll_id: z.string(), hits: z.object({ hits: z.array(z.object({ _id: z.string() })) }) });

const about = { promised: 'I9' as const, wayOn: 'Build the index anew: npm run reindex.', repairs: [{ way: 'reindex' as const }] };

/** I9: the search index holds what the catalogue publishes, the same version of each, and nothing else. */
export async function* checkIndex(stores: Stores): AsyncGenerator<Finding> {
  const { products } = stores.catalog;
  const read = (after: string) =>
    products.find({ _id: { $gt: after }, published: true }, { sort: { _id: 1 }, limit: PAGE, projection: { 'product.version': 1 } }).toArray();
  for (let page = await read(''); page.length > 0; page = await read(page.at(-1)?._id ?? '')) {
    const got = await stores.index(Got, 'POST', '/{index}/_mget?_source=false', { ids: page.map(({ _id }) => _id) });
    const versions = new Map((got?.docs ?? []).filter(({ found }) => found).map(({ _id, _version }) => [_id, _version]));
    for (const { _id, product } of page) {
      const version = versions.get(_id);
      if (version === undefined)
        yield { ...about, what: 'not in the index', subject: _id, sentence: `Product ${_id} is published, but cannot be found by searching.` };
      else if (version !== product.version)
        yield {
          ...about,
          what: 'other version in the index',
          subject: _id,
          sentence: `Searches find version ${version} of product ${_id}, the catalogue has ${product.version}.`,
        };
    }
  }
  yield* ghosts(stores);
}

async function* ghosts(stores: Stores): AsyncGenerator<Finding> {
  let page = await stores.index(Page, 'POST', '/{index}/_search?scroll=1m', { size: PAGE, _source: false, sort: ['_doc'] });
  const opened = page?._scroll_id;
  while (page && page.hits.hits.length > 0) {
    const ids = page.hits.hits.map(({ _id }) => _id);
    const published = await stores.catalog.products.find({ _id: { $in: ids }, published: true }, { projection: { _id: 1 } }).toArray();
    const there = new Set(published.map(({ _id }) => _id));
    for (const id of ids.filter((one) => !there.has(one)))
      yield { ...about, what: 'ghost in the index', subject: id, sentence: `Searches find product ${id}, which the catalogue does not publish.` };
    page = await stores.index(Page, 'POST', '/_search/scroll', { scroll: '1m', scroll_id: page._scroll_id });
  }
  if (opened) await stores.index(z.unknown(), 'DELETE', '/_search/scroll', { scroll_id: [opened] });
}
