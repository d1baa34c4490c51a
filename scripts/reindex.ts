import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { search } from '@kontor/contracts/search';
import { env } from './env.ts';
import { staffToken } from './staff-token.ts';

const { callWorker } = await import('@kontor/kit/rpc');
const LOOK_MS = 1_000;
const LONGEST_MS = 10 * 60 * 1000;
const OPERATIONS = ['operations'];

const nobody = { actor: null, client: 'reindex' };
const call = callWorker('search', env.SEARCH_URL, staffToken('search', OPERATIONS, 'reindex'));

/**
 * Builds the search index anew: search begins a second index, the catalogue tells everything again to search's bulk queue, and
 * search switches by itself when all of it is there. Shoppers notice nothing; a failure leaves the live index as it is.
 */
const { index } = search.rebuild.output.parse(await call(search.rebuild, 'rebuild', {}, nobody));
console.log(`${index} is begun`);
const response = await fetch(`${env.CATALOG_URL}/retell`, {
  method: 'POST',
  headers: { authorization: `Bearer ${await staffToken('catalog', OPERATIONS, 'reindex')()}`, 'content-type': 'application/json' },
  body: JSON.stringify({ queue: 'search.bulk' }),
});
if (!response.ok) throw new Error(`The catalogue was not told again: ${response.status} ${await response.text()}`);
const { told } = z.object({ told: z.int() }).parse(await response.json());
console.log(`${told} events told again`);

const deadline = Date.now() + LONGEST_MS;
const isLive = async () =>
  search.indices.output.parse(await call(search.indices, 'indices', {}, nobody)).some(({ name, state }) => name === index && state === 'live');
while (!(await isLive())) {
  if (Date.now() > deadline)
    throw new Error(`${index} is not complete after ten minutes. The live index is as it was; look at the log of the search worker and for dead letters.`);
  await pause(LOOK_MS);
}
console.log(`${index} is live`);
