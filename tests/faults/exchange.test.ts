import { startStack } from '../stack.ts';
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import type { Order } from '@kontor/contracts/order';
import type { z } from 'zod';
import { examine } from '../../scripts/doctor/examine.ts';
import type { Stores } from '../../scripts/doctor/stores.ts';
import { otherOf, stockGoods } from '../goods.ts';
import { assertHealthy, storesOf } from '../health.ts';
import { mailsTo, shopperOf, until } from '../shopper.ts';
import { judge } from '../simulation/staff.ts';

const MUG = { sku: 'EXCHANGED-MUG', price: 2_400, pieces: 40, other: { price: 1_900, pieces: 40 } };
const REST = MUG.price - MUG.other.price;
const stack = await startStack({ split: true });
let stores: Stores;
before(async () => {
  stores = await storesOf(stack);
  await stockGoods(stack, [MUG]);
});
after(async () => {
  await stores.close();
  await stack.stop();
});

/** A mug that has arrived, and is to come back for a cheaper one. */
async function askedFor() {
  const shopper = await shopperOf(stack);
  await shopper.add(MUG.sku);
  const { id: orderId } = await shopper.place();
  await shopper.pay(orderId);
  await shopper.phase(orderId, 'completed');
  const returnId = randomUUID();
  const lines = [{ sku: MUG.sku, quantity: 1, exchangeFor: otherOf(MUG.sku) }];
  const wish = { returnId, kind: 'return', reason: 'too-small', lines };
  const asked = await shopper.call<z.output<typeof Order>>('POST', `/orders/${orderId}/returns`, wish);
  const replacement = asked.replacements[0];
  assert.equal(replacement?.phase, 'held');
  return { shopper, orderId, returnId, lines, replacement: replacement.id };
}
type Asked = Awaited<ReturnType<typeof askedFor>>;

/** How often something was told of an order, a second telling of the same message not counted. */
const told = (type: string, id: string) => new Set(stack.told.filter((one) => one.type === type && one.subject === id).map((one) => one.id)).size;

async function assertSentOnce({ shopper, orderId, replacement }: Asked): Promise<void> {
  await shopper.phase(replacement, 'completed');
  await until(async () => (await shopper.order(orderId)).refunded === REST, 'the rest is paid back');
  await until(() => told('OrderCompleted', replacement), 'it is told');
  assert.deepEqual([told('OrderPaid', replacement), told('RefundDue', orderId), told('OrderReadyToPay', replacement)], [1, 1, 0]);
  const sent = async () => (await mailsTo(stack, shopper.email)).filter(({ subject }) => subject.includes('replacement')).length;
  await until(sent, 'the mail came');
  assert.equal(await sent(), 1);
}

test('the order worker killed between accepting an exchange and telling of it: the replacement is sent, once', async () => {
  const asked = await askedFor();
  const part = stack.part('order');
  await part.stop();
  // What it has left to do from before may kill it already as it starts: then it meets the rest when it is there again.
  await part.start({ KILL_AT: 'order:before-publish' }).catch(() => undefined);
  const first = judge(stack, asked, 'accept').catch(() => null);
  await part.died();
  await first;
  assert.match(part.output(), /"point":"before-publish".*"killed"/);
  await part.start();
  await until(() => judge(stack, asked, 'accept').catch(() => null), 'the same inspection is heard');
  await assertSentOnce(asked);
});

test('the same inspection pressed five times at once: one replacement is sent and the rest goes back once', async () => {
  const asked = await askedFor();
  await Promise.all(Array.from({ length: 5 }, () => judge(stack, asked, 'accept')));
  await assertSentOnce(asked);
});

test('accepted and let go of at the same moment: the replacement is sent or all the money goes back, never both and never neither', async () => {
  for (const _round of [1, 2, 3]) {
    const asked = await askedFor();
    const { shopper, orderId, replacement } = asked;
    await Promise.all([judge(stack, asked, 'accept'), shopper.cancel(replacement).catch(() => null)]);
    const end = await until(async () => {
      const { phase } = await shopper.order(replacement);
      return (phase === 'completed' || phase === 'cancelled') && phase;
    }, 'the replacement has come to an end');
    const back = end === 'completed' ? REST : MUG.price;
    await until(async () => (await shopper.order(orderId)).refunded === back, `${end}, so ${back} is paid back`);
  }
});

test('inventory killed as it hears that an exchange was refused: what was kept is free again, once', async () => {
  const asked = await askedFor();
  const part = stack.part('inventory');
  await part.stop();
  // What it has left to do from before may kill it already as it starts: then it meets the rest when it is there again.
  await part.start({ KILL_AT: 'inventory:before-acknowledge' }).catch(() => undefined);
  await judge(stack, asked, 'refuse a piece');
  await part.died();
  assert.match(part.output(), /"point":"before-acknowledge".*"killed"/);
  await part.start();
  await asked.shopper.phase(asked.replacement, 'cancelled');
  const phaseOfHold = async () =>
    (await stores.sql<{ phase: string }>('inventory', 'select phase from hold where order_id = $1', [asked.replacement]))[0]?.phase;
  await until(async () => (await phaseOfHold()) === 'released', 'it lies on its shelf again');
});

test('after all of this every promise holds', () => assertHealthy(stack).then(() => undefined));

test('a replacement that is kept although its return is over, or sent although none has paid for it, is found', async () => {
  const [kept, sent] = await Promise.all([askedFor(), askedFor()]);
  await judge(stack, sent, 'accept');
  await sent.shopper.phase(sent.replacement, 'completed');
  const plant = (orderId: string, path: string, value: string) =>
    stores.sql('order', `update orders set returns = jsonb_set(returns, $2::text[], $3::jsonb) where id = $1 returning 1`, [orderId, path, value]);
  assert.equal((await plant(kept.orderId, '{0,phase}', '"declined"')).length, 1);
  assert.equal((await plant(sent.orderId, '{0,exchange,done}', 'false')).length, 1);
  const later = () => new Date(Date.now() + 5 * 60_000);
  const { findings } = await examine(stores, { settleMs: 3_000, now: later });
  const found = findings.map(({ promised, what, subject }) => `${promised} ${what} ${subject}`);
  for (const one of [`I4 stuck held ${kept.replacement}`, `I14 sent without goods back ${sent.replacement}`]) assert.ok(found.includes(one), found.join('\n'));
});
