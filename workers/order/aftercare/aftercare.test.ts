import { testWorld, until } from '@kontor/kit/testing';
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { aftercare } from '@kontor/contracts/aftercare';
import { journal } from '@kontor/contracts/journal';
import { order } from '@kontor/contracts/order';
import { paper } from '@kontor/contracts/paper';
import pg from 'pg';
import { aCheckout, anOffer, someRates } from '../examples.ts';

const world = await testWorld('order');
const sku = `MUG-${world.namespace}`;
const grace = { kind: 'staff' as const, id: 'grace', roles: ['orders', 'operations'] };
const clerk = () => world.call(aftercare, grace);

before(async () => {
  await world.start();
  await world.tell('OfferChanged', sku, 3, anOffer({ sku }));
  await world.tell('RatesChanged', 'rates', 1, { rates: someRates });
  const shopper = world.call(order, { kind: 'guest', id: `g-${randomUUID()}`, roles: [] });
  await until(() => shopper.addToCart({ sku }).catch(() => null), 'the offer is known');
  await until(async () => (await shopper.quote({})).methods.length, 'the rates are known');
});
after(() => world.stop());

/** Two mugs that are paid for; `steps` are what shipping says then. */
async function bought(...steps: ('ShipmentDispatched' | 'ShipmentDelivered')[]) {
  const guest = { kind: 'guest' as const, id: `g-${randomUUID()}`, roles: [] };
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
  for (const [index, step] of steps.entries()) {
    await world.tell(step, orderId, index + 2, about);
    await until(async () => (await shop.byId({ id: orderId })).lines[0]?.[step === 'ShipmentDispatched' ? 'shipped' : 'delivered'] === 2, step);
  }
  return { orderId, shop, care, owner: guest, follow: placed.person.follow };
}
const delivered = () => bought('ShipmentDispatched', 'ShipmentDelivered');
const wish = (quantity: number) => ({ returnId: randomUUID(), kind: 'withdrawal' as const, lines: [{ sku, quantity }] });

test('a return from asking to the money: label, arrival, inspection, each told once', async () => {
  const { orderId, care, shop } = await delivered();
  const asked = wish(1);
  const { returns } = await care.askReturn({ orderId, ...asked });
  await care.askReturn({ orderId, ...asked });
  assert.equal(returns.length, 1);
  const { data } = await world.heard('ReturnAsked', ({ subject }) => subject === orderId);
  assert.deepEqual([data.kind, data.lines[0]?.quantity, data.weightGrams], ['withdrawal', 1, 380]);

  const { returnId } = asked;
  const label = { trackingNumber: 'T2', trackingUrl: 'http://localhost/T2', labelUrl: 'http://localhost/label' };
  await world.tell('ReturnLabelled', orderId, 2, { orderId, returnId, ...label });
  await until(async () => (await shop.byId({ id: orderId })).returns[0]?.label?.trackingNumber === 'T2', 'the label is shown');
  await world.tell('ReturnArrived', orderId, 3, { orderId, returnId });
  await world.heard('ReturnReceived', ({ subject }) => subject === orderId);
  assert.ok((await clerk().returns({ phase: 'received' })).items.some(({ id, pieces }) => id === returnId && pieces === 1));

  const looked = { orderId, returnId, lines: [{ sku, resell: 1, damaged: 0, refused: 0 }] };
  const [settled] = await Promise.all([clerk().settleReturn(looked), clerk().settleReturn(looked)]);
  assert.deepEqual([settled.lines[0]?.returned, settled.returns[0]?.amount, settled.phase], [1, 2_400, 'completed']);
  const told = await world.heard('ReturnSettled', ({ subject }) => subject === orderId);
  assert.deepEqual(told.data.restock, [{ sku, location: 'berlin', quantity: 1 }]);
  assert.equal((await world.heard('RefundDue', ({ subject }) => subject === orderId)).data.amount, 2_400);
  assert.equal(world.told.filter(({ type, subject }) => type === 'RefundDue' && subject === orderId).length, 1);
  const noted = (await world.call(journal, grace, 'journal.').audit({})).items.filter(({ about }) => about === orderId);
  assert.deepEqual(
    noted.map(({ act, actor }) => [act, actor]),
    [['settleReturn', 'grace']],
  );
});

test('a parcel that nobody took in: staff finds it among what is to be looked at, the goods go back to their shelf and the money to the shopper', async () => {
  const { orderId, shop } = await bought('ShipmentDispatched');
  const shipmentId = (await shop.byId({ id: orderId })).parcels[0]?.id ?? '';
  for (const version of [3, 4]) await world.tell('ShipmentCameBack', orderId, version, { orderId, shipmentId });
  const { data } = await world.heard('ReturnReceived', ({ subject }) => subject === orderId);
  assert.deepEqual([data.kind, data.returnNumber.slice(-3), data.lines.map(({ quantity }) => quantity)], ['undelivered', '-R1', [2]]);
  await world.heard('OrderCompleted', ({ subject }) => subject === orderId);
  const { returnId } = data;
  assert.ok((await clerk().returns({ phase: 'received' })).items.some(({ id, kind }) => id === returnId && kind === 'undelivered'));

  const looked = { orderId, returnId, lines: [{ sku, resell: 2, damaged: 0, refused: 0 }] };
  await assert.rejects(clerk().settleReturn({ ...looked, lines: [{ sku, resell: 1, damaged: 0, refused: 1 }] }), { code: 'InvalidInput' });
  const settled = await clerk().settleReturn(looked);
  assert.deepEqual([settled.phase, settled.lines[0]?.returned, settled.lines[0]?.delivered, settled.returns[0]?.amount], ['completed', 2, 0, 5_290]);
  assert.deepEqual((await world.heard('ReturnSettled', ({ subject }) => subject === orderId)).data.restock, [{ sku, location: 'berlin', quantity: 2 }]);
  assert.equal((await world.heard('RefundDue', ({ subject }) => subject === orderId)).data.amount, 5_290);
  assert.deepEqual(
    settled.parcels.map(({ phase }) => phase),
    ['returned'],
  );
});

test('a guest withdraws by the link of the mail and the e-mail it went to, and sees no address', async () => {
  const { orderId, follow } = await delivered();
  const nobody = world.call(aftercare, null);
  const byLink = { token: follow, email: 'Ada@example.com', ...wish(2) };
  await assert.rejects(nobody.askReturnByLink({ ...byLink, email: 'eve@example.com' }), { code: 'InvalidInput' });
  await assert.rejects(nobody.askReturnByLink({ ...byLink, token: `${follow.slice(0, -2)}AA` }), { code: 'NotFound' });
  const shown = await nobody.askReturnByLink(byLink);
  assert.equal(shown.returns[0]?.phase, 'asked');
  assert.ok(!JSON.stringify(shown).includes('Unter den Linden'));
  await world.heard('ReturnAsked', ({ subject }) => subject === orderId);
});

test('somebody else’s order is not there, and only staff looks at returns', async () => {
  const { orderId, care } = await delivered();
  const stranger = world.call(aftercare, { kind: 'guest', id: `g-${randomUUID()}`, roles: [] });
  await assert.rejects(stranger.askReturn({ orderId, ...wish(1) }), { code: 'NotFound' });
  const { returns } = await care.askReturn({ orderId, ...wish(1) });
  const returnId = returns[0]?.id ?? '';
  await assert.rejects(care.declineReturn({ orderId, returnId, answer: 'mine now' }), { code: 'NotAllowed' });
  await assert.rejects(clerk().declineReturn({ orderId, returnId, answer: ' ' }), { code: 'InvalidInput' });
  assert.equal((await clerk().declineReturn({ orderId, returnId, answer: 'It never came.' })).returns[0]?.phase, 'declined');
  await assert.rejects(clerk().settleReturn({ orderId, returnId: randomUUID(), lines: [{ sku, resell: 1, damaged: 0, refused: 0 }] }), { code: 'NotFound' });
});

test('two wishes for the same piece at the same moment: one of them has it', async () => {
  const { orderId, care } = await delivered();
  const both = await Promise.allSettled([care.askReturn({ orderId, ...wish(2) }), care.askReturn({ orderId, ...wish(1) })]);
  assert.equal(both.filter(({ status }) => status === 'fulfilled').length, 1);
});

test('nothing can be sent back before it has left', async () => {
  const { orderId, care } = await bought();
  await assert.rejects(care.askReturn({ orderId, ...wish(1) }), { code: 'NotReturnable' });
});

test('a piece is cancelled once shipping grants it; the money for it goes back and the others are sent', async () => {
  const { orderId, care, shop } = await bought();
  const changeId = randomUUID();
  const asked = await care.cancelPieces({ orderId, changeId, lines: [{ sku, quantity: 1 }] });
  assert.deepEqual(asked.change, { id: changeId, kind: 'pieces' });
  await assert.rejects(care.cancelPieces({ orderId, changeId: randomUUID(), lines: [{ sku, quantity: 1 }] }), { code: 'StillRunning' });
  const { data } = await world.heard('OrderChangeAsked', ({ subject }) => subject === orderId);
  assert.deepEqual([data.leftOut, data.lighterBy], [[{ sku, quantity: 1 }], 380]);
  await world.tell('ShipmentChanged', orderId, 5, { orderId, changeId });
  assert.equal((await world.heard('RefundDue', ({ subject }) => subject === orderId)).data.amount, 2_400);
  const { lines, change } = await shop.byId({ id: orderId });
  assert.deepEqual([lines[0]?.held, lines[0]?.cancelled, change], [1, 1, null]);
});

test('another address is kept once shipping grants it, and its street is in no answer before', async () => {
  const { orderId, care, shop } = await bought();
  const changeId = randomUUID();
  const address = { ...aCheckout().address, street: 'Lindenweg 4' };
  await assert.rejects(care.readdress({ orderId, changeId, address: { ...address, country: 'AT', postcode: '1010' } }), { code: 'InvalidInput' });
  const asked = await care.readdress({ orderId, changeId, address });
  assert.deepEqual([asked.change?.kind, asked.person.address.street], ['address', 'Unter den Linden 6']);
  await world.tell('ShipmentChanged', orderId, 5, { orderId, changeId });
  await until(async () => (await shop.byId({ id: orderId })).person.address.street === 'Lindenweg 4', 'the address is kept');
  await assert.rejects(care.cancelPieces({ orderId, changeId: randomUUID(), lines: [{ sku, quantity: 9 }] }), { code: 'InvalidInput' });
});

const printed = async (base64: Promise<{ base64: string }>) =>
  Buffer.from((await base64).base64, 'base64')
    .subarray(0, 5)
    .toString();

test('the invoice is there once the parcel has left, a credit note with what is taken back; each prints for its owner alone', async () => {
  const { orderId, shop, care, owner, follow } = await delivered();
  const [invoice] = (await shop.byId({ id: orderId })).papers;
  assert.match(invoice?.number ?? '', /^RE-\d{4}-\d{6}$/);
  assert.deepEqual([invoice?.id, invoice?.amount], [orderId, 5_290]);

  const { returns } = await care.askReturn({ orderId, ...wish(1) });
  const returnId = returns[0]?.id ?? '';
  const settled = await clerk().settleReturn({ orderId, returnId, lines: [{ sku, resell: 0, damaged: 1, refused: 0 }] });
  assert.deepEqual(
    settled.papers.map(({ id, kind, amount }) => [id, kind, amount]),
    [
      [orderId, 'invoice', 5_290],
      [returnId, 'credit-note', 2_400],
    ],
  );

  const own = world.call(paper, owner);
  for (const paperId of [orderId, returnId]) assert.equal(await printed(own.print({ orderId, paperId })), '%PDF-');
  assert.equal(await printed(world.call(paper, grace).printForStaff({ orderId, paperId: orderId })), '%PDF-');
  assert.equal(await printed(world.call(paper, null).printByLink({ token: follow, email: 'ada@example.com', paperId: orderId })), '%PDF-');
  await assert.rejects(world.call(paper, null).printByLink({ token: follow, email: 'eve@example.com', paperId: orderId }), { code: 'InvalidInput' });
  await assert.rejects(world.call(paper, { ...owner, id: 'g-other' }).print({ orderId, paperId: orderId }), { code: 'NotFound' });
  await assert.rejects(own.print({ orderId, paperId: randomUUID() }), { code: 'NotFound' });
});

test('numbers of papers have no gaps, also when many parcels leave at the same moment', async () => {
  await Promise.all(Array.from({ length: 8 }, () => bought('ShipmentDispatched')));
  const database = new pg.Client({ connectionString: world.database });
  await database.connect();
  const { rows } = await database.query<{ kind: string; first: number; last: number; many: number }>(
    'select kind, min(no) as first, max(no) as last, count(*)::int as many from paper group by kind, year',
  );
  await database.end();
  assert.ok(rows.length > 0);
  for (const { kind, first, last, many } of rows) assert.deepEqual([kind, first, last], [kind, 1, many]);
});
