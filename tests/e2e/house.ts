import { randomUUID } from 'node:crypto';
import { expect } from '@playwright/test';
import { env } from './env.ts';

async function ask(asked: object): Promise<void> {
  const answer = await fetch(env.houseUrl, { method: 'POST', body: JSON.stringify(asked) });
  if (!answer.ok) throw new Error(await answer.text());
}

const text = (both: string) => ({ en: both, de: both });
export type Lamp = { name: string; handle: string; sku: string; line: (differs?: { price?: number; pieces?: number }) => object };

/** A product that no other journey knows, so that its stock and its price are this journey's own. Price in cents. */
function aLamp({ price, pieces }: { price: number; pieces: number }): Lamp {
  const id = randomUUID().slice(0, 8);
  const [handle, sku, name] = [`lamp-${id}`, `LAMP-${id.toUpperCase()}`, `Lamp ${id}`];
  const line: Lamp['line'] = (differs = {}) => ({
    type: 'product',
    id: `P-${handle}`,
    handle,
    name: text(name),
    brand: 'Kontor',
    summary: text('Made for one journey.'),
    description: text('Made for one journey.'),
    categories: ['table'],
    options: [],
    attributes: [],
    images: [],
    variants: [{ sku, choice: {}, price: differs.price ?? price, weightGrams: 500, images: [] }],
    stock: { [sku]: { berlin: differs.pieces ?? pieces } },
  });
  return { name, handle, sku, line };
}

/** Waits until every worker has heard of a product: it can be put in a cart. */
async function untilForSale(sku: string): Promise<void> {
  const call = (path: string, body: object, token = '') =>
    fetch(`${env.baseUrl}/api/v1${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
      body: JSON.stringify(body),
    });
  const { accessToken } = (await (await call('/session/guest', {})).json()) as { accessToken: string };
  await expect(async () => expect((await call('/cart/lines', { sku, quantity: 1 }, accessToken)).ok).toBe(true)).toPass({ timeout: 30_000 });
}

/** Lamps that differ by their power, in a category of their own; its id. */
async function shelve(watts: readonly number[]): Promise<string> {
  const shelf = `shelf-${randomUUID().slice(0, 8)}`;
  const lamps = watts.map((number) => ({
    ...aLamp({ price: 1_000 + number, pieces: 5 }).line(),
    categories: [shelf],
    attributes: [{ id: 'power', label: text('Power'), unit: 'W', values: [{ id: String(number), label: text(String(number)), number }] }],
  }));
  await ask({ what: 'import', lines: [{ type: 'category', id: shelf, parent: null, name: text(`Shelf ${shelf}`), position: 99 }, ...lamps] });
  return shelf;
}

/** What only the owner of a shop can do; there is one when the journeys run in a shop of their own. */
export const house = {
  isOurs: env.houseUrl !== '',
  async sell(what: { price: number; pieces: number }): Promise<Lamp> {
    const lamp = aLamp(what);
    await ask({ what: 'import', lines: [lamp.line()] });
    await untilForSale(lamp.sku);
    return lamp;
  },
  shelve,
  change: (lamp: Lamp, differs: { price?: number; pieces?: number }) => ask({ what: 'import', lines: [lamp.line(differs)] }),
  /** Moves business time for every worker, from now; 0 puts it right again. */
  moveClock: (minutes: number) => ask({ what: 'clock', offsetMs: minutes * 60_000 }),
  kill: (part: string) => ask({ what: 'kill', part }),
  /** `environment` is what it is told beside what the others know. */
  start: (part: string, environment: Record<string, string> = {}) => ask({ what: 'start', part, environment }),
};
