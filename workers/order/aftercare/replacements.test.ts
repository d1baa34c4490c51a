import { testWorld, until } from '@kontor/kit/testing';
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { aftercare } from '@kontor/contracts/aftercare';
import { order } from '@kontor/contracts/order';
import { EXCHANGE_DAYS } from '@kontor/contracts/return';
import { moveClock } from '@kontor/kit/clock';
import { aCheckout, anOffer, someRates } from '../examples.ts';

const world = await testWorld('order');
const sku = `MUG-${world.namespace}`;
const olive = `OLIVE-${world.namespace}`;
const clerk = () => world.call(aftercare, { kind: 'staff', id: 'grace', roles: ['orders'] });
const DAY_MS = 24 * 60 * 60_000;

before(async () => {
  await world.start();
  await world.tell('OfferChanged', sku, 3, anOffer({ sku }));
  await world.tell('OfferChanged', olive, 1, anOffer({ sku: olive, variant: { en: 'Olive', de: 'Oliv' }, price: 1_900 }));
  await world.tell('RatesChanged', 'rates', 1, { rates: someRates });
  const shopper = world.call(order, { kind: 'guest', id: `g-${randomUUID()}`, roles: [] });
  await until(() => shopper.addToCart({ sku }).catch(() => null), 'the offer is known');
  await until(() => shopper.addToCart({ sku: olive }).catch(() => null), 'the other one is known');
  await until(async () => (await shopper.quote({})).methods.length, 'the rates are known');
});
after(() => world.stop());

const aGuest = () => ({ kind: 'guest' as const, id: `g-${randomUUID()}`, roles: [] });
/** Two mugs that have arrived. */
async function delivered() {
  const guest = aGuest();
  const [shop, care] = [world.call(order, guest), world.call(aftercare, guest)];
  await shop.addToCart({ sku, quantity: 2 });
  const placing = shop.place(aCheckout({ idempotencyKey: randomUUID() }));
  const { data: placed } = await world.heard('OrderPlaced', ({ data }) => data.owner === guest.id);
  const { orderId } = placed;
  await world.tell('StockHeld', orderId, 1, { orderId, allocation: [{ sku, location: 'berlin', quantity: 2 }] });
  await placing;
  await world.tell('PaymentSucceeded', orderId, 1, { orderId, attemptId: randomUUID(), amount: 5_290, currency: 'EUR' });
  await world.heard('OrderPaid', ({ subject }) => subject === orderId);
  const about = { orderId, shipmentId: randomUUID(), trackingNumber: 'T1', trackingUrl: 'http://localhost/T1' };
  await world.tell('ShipmentDispatched', orderId, 2, about);
  await world.tell('ShipmentDelivered', orderId, 3, about);
  await until(async () => (await shop.byId({ id: orderId })).phase === 'completed', 'it has arrived');
  return { orderId, shop, care, guest, follow: placed.person.follow };
}

type World = Awaited<ReturnType<typeof delivered>>;
const wish = { kind: 'return' as const, reason: 'not-as-expected' as const, lines: [{ sku, quantity: 1, exchangeFor: olive }] };
/** Asks for another mug instead of one; stock answers as told. */
async function exchanged({ orderId, care, guest }: World, answer: 'held' | 'refused' = 'held') {
  const returnId = randomUUID();
  const asking = care.askReturn({ orderId, returnId, ...wish });
  const { subject: other, data } = await world.heard('OrderPlaced', (one) => one.data.owner === guest.id && one.data.exchangeOf !== undefined);
  if (answer === 'held') await world.tell('StockHeld', other, 1, { orderId: other, allocation: [{ sku: olive, location: 'berlin', quantity: 1 }] });
  else await world.tell('StockRefused', other, 1, { orderId: other, short: [{ sku: olive, wanted: 1, available: 0 }] });
  return { returnId, other, placed: data, asked: await asking };
}
const looked = (resell: number, refused = 0) => [{ sku, resell, damaged: 0, refused }];
const untilPhase = ({ shop }: World, id: string, phase: string) => until(async () => (await shop.byId({ id })).phase === phase, `${id} is ${phase}`);
const toldOf = (type: string, subject: string) => world.told.filter((one) => one.type === type && one.subject === subject);

test('an exchange from asking to the parcel: kept for the shopper, paid with what came back, the rest refunded, each once', async () => {
  const bought = await delivered();
  const { orderId, shop, care, follow } = bought;
  const { returnId, other, placed, asked } = await exchanged(bought);
  assert.deepEqual([placed.total, placed.lines[0]?.sku, placed.receipt.shipping], [1_900, olive, 0]);
  assert.deepEqual(asked.replacements, [{ id: other, number: placed.number, phase: 'held', returnId }]);
  assert.equal((await world.heard('ReturnAsked', ({ subject }) => subject === orderId)).data.replacements[0]?.sku, olive);
  await care.askReturn({ orderId, returnId, ...wish });
  const kept = await shop.byId({ id: other });
  assert.deepEqual([kept.phase, kept.payBy, kept.exchange?.of.id], ['held', null, orderId]);
  assert.equal((await world.call(order, null).followed({ token: follow })).replacements.length, 1);

  const settling = { orderId, returnId, lines: looked(1) };
  const [settled] = await Promise.all([clerk().settleReturn(settling), clerk().settleReturn(settling)]);
  assert.deepEqual([settled.returns[0]?.amount, settled.returns[0]?.exchange?.done, settled.replacements[0]?.phase], [500, true, 'paid']);
  const paid = await world.heard('OrderPaid', ({ subject }) => subject === other);
  assert.deepEqual(paid.data.allocation, [{ sku: olive, location: 'berlin', quantity: 1 }]);
  assert.equal((await world.heard('RefundDue', ({ subject }) => subject === orderId)).data.amount, 500);
  assert.deepEqual((await shop.byId({ id: other })).paidWith, [{ kind: 'exchange', amount: 1_900 }]);

  const about = { orderId: other, shipmentId: randomUUID(), trackingNumber: 'T2', trackingUrl: 'http://localhost/T2' };
  await world.tell('ShipmentDispatched', other, 2, about);
  await world.tell('ShipmentDelivered', other, 3, about);
  await untilPhase(bought, other, 'completed');
  const papers = [...(await shop.byId({ id: orderId })).papers, ...(await shop.byId({ id: other })).papers];
  const amounts = papers.map(({ kind, amount }) => [kind, amount]);
  assert.deepEqual(amounts, [
    ['invoice', 5_290],
    ['credit-note', 2_400],
    ['invoice', 1_900],
  ]);
  const last = randomUUID();
  await care.askReturn({ orderId: other, returnId: last, kind: 'withdrawal', lines: [{ sku: olive, quantity: 1 }] });
  await clerk().settleReturn({ orderId: other, returnId: last, lines: [{ sku: olive, resell: 1, damaged: 0, refused: 0 }] });
  const due = await world.heard('RefundDue', ({ subject, data }) => subject === orderId && data.amount === 1_900);
  assert.deepEqual([due.data.orderId, due.data.returned], [orderId, true], 'from the money of the first order');
  assert.deepEqual([toldOf('OrderPaid', other).length, toldOf('OrderReadyToPay', other).length, toldOf('RefundDue', orderId).length], [1, 0, 2]);
});

test('whoever has a replacement kept may place another order meanwhile', async () => {
  const bought = await delivered();
  const { other } = await exchanged(bought);
  await bought.shop.addToCart({ sku, quantity: 2 });
  const placing = bought.shop.place(aCheckout({ idempotencyKey: randomUUID() }));
  const { subject } = await world.heard('OrderPlaced', ({ data, subject: id }) => data.owner === bought.guest.id && id !== bought.orderId && id !== other);
  await world.tell('StockHeld', subject, 1, { orderId: subject, allocation: [{ sku, location: 'berlin', quantity: 2 }] });
  assert.equal((await placing).phase, 'held');
});

test('what is sold out is not sent instead: the return stays, and is paid back', async () => {
  const bought = await delivered();
  const { returnId, other, asked } = await exchanged(bought, 'refused');
  assert.equal(asked.replacements[0]?.phase, 'cancelled');
  const settled = await clerk().settleReturn({ orderId: bought.orderId, returnId, lines: looked(1) });
  assert.deepEqual([settled.returns[0]?.amount, settled.returns[0]?.exchange?.done], [2_400, false]);
  assert.equal(toldOf('OrderPaid', other).length, 0);
});

test('a return that is declined, or whose goods are refused, or that the shopper takes back lets go of what was kept', async () => {
  for (const end of ['declined', 'refused', 'cancelled'] as const) {
    const bought = await delivered();
    const { orderId } = bought;
    const { returnId, other } = await exchanged(bought);
    if (end === 'declined') await clerk().declineReturn({ orderId, returnId, answer: 'It was worn.' });
    if (end === 'refused') await clerk().settleReturn({ orderId, returnId, lines: looked(0, 1) });
    if (end === 'cancelled') await bought.shop.cancel({ id: other });
    const { data } = await world.heard('OrderCancelled', ({ subject }) => subject === other);
    assert.equal(data.reason, end === 'cancelled' ? 'shopper' : 'not-exchanged');
    assert.equal(data.toldWithReturn ?? false, end !== 'cancelled', 'one mail says it');
    const word = end === 'declined' ? 'ReturnDeclined' : 'ReturnSettled';
    if (end !== 'cancelled') assert.equal((await world.heard(word, ({ subject }) => subject === orderId)).data.letGo, true);
    assert.equal(toldOf('RefundDue', orderId).length, 0);
  }
});

test('what is kept for a return that never comes is let go of after thirty days, but not what is being looked at', async () => {
  const [lost, back] = [await delivered(), await delivered()];
  const [first, second] = [await exchanged(lost), await exchanged(back)];
  await clerk().receiveReturn({ orderId: back.orderId, returnId: second.returnId });
  moveClock((EXCHANGE_DAYS - 1) * DAY_MS);
  assert.equal((await lost.shop.byId({ id: first.other })).phase, 'held');
  moveClock((EXCHANGE_DAYS + 1) * DAY_MS);
  await untilPhase(lost, first.other, 'cancelled');
  moveClock(0);
  assert.equal((await back.shop.byId({ id: second.other })).phase, 'held');
  const settled = await clerk().settleReturn({ orderId: lost.orderId, returnId: first.returnId, lines: looked(1) });
  assert.equal(settled.returns[0]?.amount, 2_400, 'what comes after all is paid back');
});

test('only what is no dearer and of the same product is exchanged, and who withdraws gets the money', async () => {
  const { orderId, care } = await delivered();
  const ask = (differs: object) => care.askReturn({ orderId, returnId: randomUUID(), ...wish, ...differs });
  await assert.rejects(ask({ lines: [{ sku, quantity: 1, exchangeFor: 'NOBODY-SELLS' }] }), { code: 'NotReturnable' });
  await assert.rejects(ask({ kind: 'withdrawal' }), { code: 'InvalidInput' });
  await assert.rejects(ask({ lines: [{ sku, quantity: 3, exchangeFor: olive }] }), { code: 'NotReturnable' });
  assert.equal(world.told.filter(({ type, subject }) => type === 'ReturnAsked' && subject === orderId).length, 0);
});
