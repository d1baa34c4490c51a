import { setTimeout as pause } from 'node:timers/promises';
import { search } from '@kontor/contracts/search';
import { env } from './env.ts';
import { staffToken } from './staff-token.ts';

const { callWorker } = await import('@kontor/kit/rpc');
const LOOK_MS = 1_000;
/** Without any progress for so long, nobody is at work on it. */
const STUCK_MS = 5 * 60 * 1000;

const nobody = { actor: null, client: 'reindex' };
const call = callWorker('search', env.SEARCH_URL, staffToken('search', ['operations'], 'reindex'));

/**
 * Builds the search index anew: search begins a second index, the catalogue tells everything again page by page, and search switches
 * by itself when all of it is there. Shoppers notice nothing; it goes on without this command, and after a crash of either worker.
 */
const { index } = search.rebuild.output.parse(await call(search.rebuild, 'rebuild', {}, nobody));
console.log(`${index} is begun`);

let before = -1;
for (let since = Date.now(); ; await pause(LOOK_MS)) {
  const all = search.indices.output.parse(await call(search.indices, 'indices', {}, nobody));
  const { state, documents } = all.find(({ name }) => name === index) ?? { state: 'dropped', documents: null };
  if (state === 'live') break;
  if (state !== 'building') throw new Error(`${index} was given up: somebody began another one.`);
  if (documents !== before) {
    const wanted = all.find((one) => one.state === 'live')?.documents;
    console.log(`${documents ?? 0}${wanted ? ` of about ${wanted}` : ''} products`);
    before = documents ?? -1;
    since = Date.now();
  }
  if (Date.now() - since > STUCK_MS)
    throw new Error(`${index} does not grow any more. The live index is as it was; look at the log of the search and catalogue workers and for dead letters.`);
}
console.log(`${index} is live`);
