import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { callHttp } from '@kontor/kit/call';
import { shopperOf, until } from '../tests/shopper.ts';
import type { Stack } from '../tests/stack.ts';
import { cpuSoFar, cpuEach } from './cpu.ts';
import { crowdOf } from './crowd.ts';
import { load, percentiles, row } from './measure.ts';

export const SKUS = 300;
/** What was never run is compiled while it runs, which a shop that is open all day has behind it: so many orders come before any is measured. */
const WARMING = 1_000;
/** Three lines and the delivery, in cents. */
const TOTAL = 3 * 1_299 + 490;
const text = (en: string) => ({ en, de: en });
export const skuOf = (index: number) => `BENCH-${index}`;

/** An import file with many SKUs and plenty of stock. */
export const benchCatalogue = (): string =>
  [
    { type: 'category', id: 'bench', name: text('Bench'), position: 0 },
    { type: 'rate', method: 'standard', name: text('Standard'), countries: ['DE'], bands: [{ upToGrams: 31_500, price: 490 }], daysFrom: 1, daysTo: 2 },
    ...Array.from({ length: SKUS }, (_, index) => ({
      type: 'product',
      id: `P-bench-${index}`,
      handle: `bench-${index}`,
      name: text(`Thing ${index}`),
      summary: text('A thing.'),
      description: text('A thing.'),
      categories: ['bench'],
      variants: [{ sku: skuOf(index), price: 1_299, weightGrams: 100 }],
      stock: { [skuOf(index)]: { berlin: 100_000 } },
    })),
  ]
    .map((line) => JSON.stringify(line))
    .join('\n');

const threeSkus = () => Array.from({ length: 3 }, () => skuOf(Math.floor(Math.random() * (SKUS - 1))));
/** Guests with three lines in the cart, ready to press the button. */
const readyShoppers = (stack: Stack, count: number) => crowdOf(stack, count, threeSkus);

/** Waits until the last SKU of the catalogue can be bought. */
export const catalogueKnown = (stack: Stack) =>
  until(async () => (await shopperOf(stack)).add(skuOf(SKUS - 1)).catch(() => null), 'the bench catalogue is known');

/** Placed to held, as the caller of POST /orders sees it, at 1, 10 and 50 shoppers; beside it what the database can do at most. */
export async function measurePlacing(stack: Stack, storesFolder: string, shopperCounts = [1, 10, 50]): Promise<void> {
  const database = new pg.Pool({ connectionString: stack.values['ORDER_DATABASE_URL'], max: 50 });
  await database.query('create table floor (id uuid primary key, at timestamptz default now())');
  await load(await readyShoppers(stack, WARMING), 50, (shopper) => shopper.placeFor(TOTAL));
  for (const shoppers of shopperCounts) {
    const count = shoppers === 1 ? 200 : shoppers * 20;
    row(
      `floor: one-row commits, ${shoppers} clients`,
      await load(Array.from({ length: count * 5 }), shoppers, () => database.query('insert into floor (id) values ($1)', [randomUUID()])),
    );
    const all = await readyShoppers(stack, count);
    const phases = new Map<string, number>();
    const before = cpuSoFar(storesFolder);
    const heard = stack.lags.length;
    const placed = await load(all, shoppers, async (shopper) => {
      const { phase } = await shopper.placeFor(TOTAL);
      phases.set(phase, (phases.get(phase) ?? 0) + 1);
    });
    row(`place → held, ${shoppers} shoppers`, { ...placed, phases: [...phases].map(([phase, number]) => `${number} ${phase}`).join(', ') });
    row('  CPU ms an order', cpuEach(before, cpuSoFar(storesFolder), count));
    row('  from outbox to hearer (ms)', percentiles(stack.lags.slice(heard)));
  }
  await database.end();
}

/** From the payment being known to the carrier booked and the confirmation sent, by the times the events were written. */
export async function measureAfterPayment(stack: Stack, orders = 30): Promise<void> {
  const ids: string[] = [];
  for (const shopper of await readyShoppers(stack, orders)) {
    const { id } = await shopper.placeFor(TOTAL);
    await shopper.pay(id);
    ids.push(id);
  }
  const at = (id: string, holds: (message: Stack['told'][number]) => boolean) =>
    stack.told.find((message) => holds(message) && JSON.stringify(message.data).includes(id))?.time;
  const known = (id: string) => at(id, ({ type }) => type === 'MailSent') && at(id, ({ type }) => type === 'ShipmentBooked');
  await until(() => ids.every((id) => known(id)), 'all mails and bookings are told');
  const since = (type: string) =>
    percentiles(
      ids.map(
        (id) => Date.parse(at(id, (message) => message.type === type) ?? '') - Date.parse(at(id, (message) => message.type === 'PaymentSucceeded') ?? ''),
      ),
    );
  row('paid → carrier booked (ms)', since('ShipmentBooked'));
  row('paid → confirmation mailed (ms)', since('MailSent'));
}

/** Pieces put into carts, as the caller of POST /cart/lines sees it, at 1, 10 and 50 shoppers. */
export async function measureCarts(stack: Stack): Promise<void> {
  const guests = await Promise.all(Array.from({ length: 100 }, () => shopperOf(stack, undefined, callHttp)));
  for (const shoppers of [1, 10, 50]) {
    const adds = Array.from({ length: shoppers === 1 ? 300 : shoppers * 40 }, (_, index) => index);
    const add = (index: number) => guests[index % guests.length]?.add(skuOf(index % 90));
    row(`put into the cart, ${shoppers} shoppers`, await load(adds, shoppers, async (index) => add(index)));
  }
}

/** Whole lives, from the button to the parcel that leaves, with provider and carrier as they are simulated. */
export async function measureLives(stack: Stack, storesFolder: string, orders = 600, shoppers = 50): Promise<void> {
  const all = await readyShoppers(stack, WARMING / 2 + orders);
  const live = async (some: typeof all) => {
    const from = stack.told.length;
    await load(some, shoppers, async (shopper) => {
      const { id } = await shopper.placeFor(TOTAL);
      await shopper.pay(id);
    });
    await until(() => stack.told.slice(from).filter(({ type }) => type === 'ShipmentDispatched').length >= some.length, 'all parcels have left');
  };
  await live(all.slice(orders));
  const before = cpuSoFar(storesFolder);
  const began = performance.now();
  await live(all.slice(0, orders));
  row(`placed → dispatched, ${shoppers} shoppers`, { perSecond: Math.round((orders / (performance.now() - began)) * 10_000) / 10 });
  row('  CPU ms an order', cpuEach(before, cpuSoFar(storesFolder), orders));
}
