import { startStack } from '../stack.ts';
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import type { Worker } from '@kontor/contracts/events';
import { DELIVERY, stockGoods } from '../goods.ts';
import { assertHealthy } from '../health.ts';
import { mailsTo, shopperOf, until } from '../shopper.ts';

const GOODS = { sku: 'REPLICAS-1', price: 1_500, pieces: 40 };
const BUYERS = 60;
const twice = ['order', 'payment', 'inventory', 'shipping', 'notification'] as const satisfies readonly Worker[];
const stack = await startStack({ split: true, environment: { CARRIER_DISPATCH_AFTER_MS: '200', CARRIER_DELIVER_AFTER_MS: '200' } });
const seconds = new Map(twice.map((worker) => [worker, stack.second(worker)]));
before(async () => {
  await Promise.all([...seconds.values()].map((part) => part.start()));
  await stockGoods(stack, [GOODS]);
});
after(() => stack.stop());

/** Who hears nothing from the carrier asks by itself, after a minute. */
const ASKED_WITHIN_MS = 150_000;

/** One buyer; gives how it ended. */
async function buy(): Promise<{ email: string; phase: string }> {
  const shopper = await shopperOf(stack);
  await shopper.add(GOODS.sku);
  const { id } = await shopper.placeFor(GOODS.price + DELIVERY);
  const answered = await until(async () => {
    const { phase } = await shopper.order(id);
    return phase !== 'placed' && phase;
  }, 'stock has answered');
  if (answered === 'held') {
    await shopper.pay(id);
    await shopper.phase(id, 'completed', ASKED_WITHIN_MS);
  }
  return { email: shopper.email, phase: (await shopper.order(id)).phase };
}

test('two processes of each worker: forty pieces are sold to sixty buyers, each once, with one confirmation', async () => {
  const ends = await Promise.all(Array.from({ length: BUYERS }, buy));
  assert.deepEqual(
    { completed: ends.filter(({ phase }) => phase === 'completed').length, cancelled: ends.filter(({ phase }) => phase === 'cancelled').length },
    { completed: GOODS.pieces, cancelled: BUYERS - GOODS.pieces },
  );
  const confirmed = await Promise.all(
    ends.map(async ({ email, phase }) => {
      if (phase !== 'completed') return 1;
      const mails = await until(async () => {
        const found = (await mailsTo(stack, email)).filter(({ subject }) => subject.includes('confirmed'));
        return found.length > 0 && found;
      }, 'the confirmation came');
      return mails.length;
    }),
  );
  assert.ok(confirmed.every((count) => count === 1));
});

test('one of the two hangs and wakes later: what it held in hand is taken over or done once', async () => {
  await stockGoods(stack, [{ ...GOODS, pieces: 20 }]);
  for (const worker of ['inventory', 'order'] as const) {
    const hung = seconds.get(worker);
    const buying = Promise.all(Array.from({ length: 5 }, buy));
    hung?.pause();
    await pause(3_000);
    hung?.wake();
    assert.deepEqual(new Set((await buying).map(({ phase }) => phase)), new Set(['completed']));
  }
});

// The gateway knows the address of the first alone, so no webhook of the carrier gets through meanwhile.
test('the first of the two is killed: the other goes on alone', async () => {
  await stockGoods(stack, [{ ...GOODS, pieces: 10 }]);
  for (const worker of ['shipping', 'notification', 'inventory'] as const) await stack.part(worker).kill();
  assert.deepEqual(new Set((await Promise.all(Array.from({ length: 4 }, buy))).map(({ phase }) => phase)), new Set(['completed']));
  for (const worker of ['shipping', 'notification', 'inventory'] as const) await stack.part(worker).start();
});

test('after all of this every promise holds', () => assertHealthy(stack).then(() => undefined));
