import { testWorld, until } from '@kontor/kit/testing';
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { order } from '@kontor/contracts/order';
import { moveClock } from '@kontor/kit/clock';
import type { Actor } from '@kontor/kit/identity';
import pg from 'pg';
import { aCheckout, anOffer, someRates } from './examples.ts';

const world = await testWorld('order');
const sku = `MUG-${world.namespace}`;
const guest = () => ({ kind: 'guest' as const, id: `g-${randomUUID()}`, roles: [] });
const as = (actor: Actor) => world.call(order, actor);
const database = new pg.Client({ connectionString: world.database });

before(async () => {
  await database.connect();
  await world.start();
  await world.tell('OfferChanged', sku, 3, anOffer({ sku }));
  await world.tell('RatesChanged', 'rates', 1, { rates: someRates });
  const shopper = as(guest());
  await until(
    () =>
      shopper.addToCart({ sku }).then(
        () => true,
        () => false,
      ),
    'the offer is known',
  );
  await until(() => shopper.quote({}).then(({ methods }) => methods.length > 0), 'the rates are known');
});
after(async () => {
  await database.end();
  await world.stop();
});

const answered = new Set<string>();
/** A shopper with two mugs who presses the button; stock answers as told. */
async function place(answer: 'held' | 'refused' = 'held', differs: Parameters<typeof aCheckout>[0] = {}, actor: Actor = guest()) {
  await as(actor).addToCart({ sku, quantity: 2 });
  const placing = as(actor).place(aCheckout({ idempotencyKey: randomUUID(), ...differs }));
  const placed = world
    .heard('OrderPlaced', ({ data }) => data.owner === actor.id && !answered.has(data.orderId))
    .then(async ({ data: { orderId } }) => {
      answered.add(orderId);
      if (answer === 'held') await world.tell('StockHeld', orderId, 1, { orderId, allocation: [{ sku, location: 'berlin', quantity: 2 }] });
      else await world.tell('StockRefused', orderId, 1, { orderId, short: [{ sku, wanted: 2, available: 0 }] });
    });
  const [result] = await Promise.all([placing, placed]);
  return { actor, shopper: as(actor), order: result };
}
const pay = (orderId: string, attemptId = randomUUID()) => world.tell('PaymentSucceeded', orderId, 1, { orderId, attemptId, amount: 5_290, currency: 'EUR' });
const shipmentId = randomUUID();
const tracked = (orderId: string) => ({ orderId, shipmentId, trackingNumber: 'T1', trackingUrl: 'http://localhost/T1' });
const phase = (shopper: ReturnType<typeof as>, id: string, wanted: string) =>
  until(async () => (await shopper.byId({ id })).phase === wanted, `the order is ${wanted}`);

test('a cart is priced from the offers that were told', async () => {
  const shopper = as(guest());
  assert.deepEqual(await shopper.cart({}), { lines: [], items: 0, total: 0, currency: 'EUR', codes: [], saved: [], receipt: null });
  const cart = await shopper.addToCart({ sku, quantity: 3 });
  assert.equal(cart.total, 7_200);
  assert.equal((await shopper.setQuantity({ sku, quantity: 1 })).total, 2_400);
  assert.equal((await shopper.setQuantity({ sku, quantity: 0 })).items, 0);
});

test('a cart takes no more than 99 pieces of a SKU, nor what nobody sells', async () => {
  const shopper = as(guest());
  await shopper.addToCart({ sku, quantity: 98 });
  await assert.rejects(shopper.addToCart({ sku, quantity: 2 }), { code: 'CartFull' });
  await assert.rejects(shopper.addToCart({ sku: 'NOBODY' }), { code: 'NotFound' });
  for (const quantity of [0, -1, 1.5, 100]) await assert.rejects(shopper.addToCart({ sku, quantity }), { code: 'InvalidInput' });
  assert.equal((await shopper.cart({})).items, 98);
});

test('an older offer told late changes no price', async () => {
  const late = `LATE-${world.namespace}`;
  await world.tell('OfferChanged', late, 5, anOffer({ sku: late, price: 1_000 }));
  await world.tell('OfferChanged', late, 4, anOffer({ sku: late, price: 9_999 }));
  const shopper = as(guest());
  const cart = await until(() => shopper.addToCart({ sku: late }).catch(() => null), 'the offer is known');
  assert.equal(cart.total, 1_000);
});

test('the walk: placed, held, paid, dispatched, delivered; the cart is empty afterwards', async () => {
  const { actor, shopper, order: placed } = await place();
  assert.equal(placed.phase, 'held');
  assert.match(placed.number, /^K\d{6,}$/);
  await world.heard('OrderReadyToPay', ({ subject, data }) => subject === placed.id && data.total === 5_290);
  await pay(placed.id);
  const { data } = await world.heard('OrderPaid', ({ subject }) => subject === placed.id);
  assert.deepEqual([data.allocation, data.lines[0]?.packedMm], [[{ sku, location: 'berlin', quantity: 2 }], anOffer().packedMm]);
  await until(async () => (await shopper.cart({})).items === 0, 'the cart is empty');
  await world.tell('ShipmentBooked', placed.id, 1, tracked(placed.id));
  await world.tell('ShipmentDispatched', placed.id, 2, tracked(placed.id));
  await world.tell('ShipmentDelivered', placed.id, 3, { orderId: placed.id, shipmentId });
  await world.heard('OrderCompleted', ({ subject, data: { owner } }) => subject === placed.id && owner === actor.id);
  const { timeline, version } = await shopper.byId({ id: placed.id });
  assert.deepEqual(
    timeline.map(({ what }) => what),
    ['placed', 'held', 'paid', 'booked', 'dispatched', 'delivered'],
  );
  assert.deepEqual(
    timeline.map((step) => step.version),
    Array.from({ length: version }, (_, index) => index + 1),
  );
});

test('out of stock cancels the order and names the lines; the cart stays', async () => {
  const { shopper, order: placed } = await place('refused');
  assert.equal(placed.phase, 'cancelled');
  assert.deepEqual(placed.short, [{ sku, wanted: 2, available: 0 }]);
  assert.equal((await shopper.cart({})).items, 2);
});

test('the same key gets the same order, another body under it is refused', async () => {
  const { shopper, order: placed } = await place('held', { idempotencyKey: '10000000-0000-4000-8000-000000000000' });
  const again = aCheckout({ idempotencyKey: '10000000-0000-4000-8000-000000000000' });
  assert.equal((await shopper.place(again)).id, placed.id);
  await assert.rejects(shopper.place({ ...again, email: 'somebody@else.org' }), { code: 'KeyReused' });
});

test('one key with two bodies at the same moment places one order and refuses the other', async () => {
  const actor = guest();
  await as(actor).addToCart({ sku, quantity: 2 });
  const idempotencyKey = randomUUID();
  const both = await Promise.allSettled(['ada@example.com', 'somebody@else.org'].map((email) => as(actor).place(aCheckout({ email, idempotencyKey }))));
  assert.deepEqual(both.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
  assert.equal(both.map((one) => (one.status === 'rejected' ? (one.reason as { code?: string }).code : undefined)).find(Boolean), 'KeyReused');
});

test('an id in capitals is the same id: the key finds its order also when that one is over, and it can be cancelled', async () => {
  const key = randomUUID();
  const { shopper, order: placed } = await place('refused', { idempotencyKey: key });
  assert.equal((await shopper.place(aCheckout({ idempotencyKey: key.toUpperCase() }))).id, placed.id);
  const { shopper: other, order: held } = await place();
  assert.equal((await other.cancel({ id: held.id.toUpperCase() })).phase, 'closing');
});

test('a second tab gets the first order', async () => {
  const { shopper, order: placed } = await place();
  const others = await Promise.all([1, 2, 3].map(() => shopper.place(aCheckout({ idempotencyKey: randomUUID() }))));
  assert.deepEqual(
    others.map(({ id }) => id),
    [placed.id, placed.id, placed.id],
  );
});

test('two tabs that press at the same moment place one order', async () => {
  const actor = guest();
  await as(actor).addToCart({ sku, quantity: 2 });
  const both = await Promise.all([1, 2].map(() => as(actor).place(aCheckout({ idempotencyKey: randomUUID() }))));
  assert.equal(both[0]?.id, both[1]?.id);
});

test('another total than the shopper saw is refused with the new one, and nothing is placed', async () => {
  const actor = guest();
  await as(actor).addToCart({ sku, quantity: 2 });
  await assert.rejects(
    as(actor).place(aCheckout({ total: 5_289, idempotencyKey: randomUUID() })),
    (error: { code?: string; details?: { receipt?: { total: number } } }) => error.code === 'TotalChanged' && error.details?.receipt?.total === 5_290,
  );
  assert.equal(
    world.told.some((message) => message.type === 'OrderPlaced' && message.data.owner === actor.id),
    false,
  );
});

test('an empty cart, an unknown method and a country without delivery are refused', async () => {
  const actor = guest();
  await assert.rejects(as(actor).place(aCheckout({ idempotencyKey: randomUUID() })), { code: 'CartEmpty' });
  await as(actor).addToCart({ sku, quantity: 2 });
  await assert.rejects(as(actor).place(aCheckout({ method: 'drone', idempotencyKey: randomUUID() })), { code: 'NotDelivered' });
  await assert.rejects(as(actor).place(aCheckout({ address: { ...aCheckout().address, country: 'JP' }, idempotencyKey: randomUUID() })), {
    code: 'NotDelivered',
  });
});

test('what a customer has bought does not come back from the kept copy of the cart', async () => {
  const {
    shopper,
    order: { id },
  } = await place('held', {}, { kind: 'customer', id: randomUUID(), roles: [] });
  await pay(id);
  const emptied = async () => (await database.query<{ done_at: Date | null }>(`select done_at from ask where key = $1`, [`emptyCart:${id}`])).rows[0]?.done_at;
  await until(emptied, 'the cart was emptied');
  assert.equal((await shopper.cart({})).items, 0);
});

test('a change that had to wait for another sees what that one did to the lines', async () => {
  const { shopper, order: placed } = await place();
  await pay(placed.id);
  await phase(shopper, placed.id, 'paid');
  const meanwhile = [
    ['update orders set method = method where id = $1', placed.id],
    ['update order_line set held = 0, shipped = ordered where order_id = $1', placed.id],
  ] as const;
  const [cancelling] = await world.heldUp(meanwhile, () => shopper.cancel({ id: placed.id }));
  assert.equal(cancelling?.status === 'rejected' && cancelling.reason.code, 'WrongPhase');
  assert.equal((await shopper.byId({ id: placed.id })).lines[0]?.shipped, 2);
});

test('an order of more than twenty million is read, paid and listed like any other', async () => {
  const dear = `DEAR-${world.namespace}`;
  await world.tell('OfferChanged', dear, 1, anOffer({ sku: dear, price: 25_000_000, weightGrams: 1 }));
  const [actor, total] = [guest(), 99 * 25_000_000 + 490];
  const shopper = as(actor);
  await until(() => shopper.addToCart({ sku: dear, quantity: 99 }).catch(() => null), 'the offer is known');
  const placing = shopper.place(aCheckout({ total, idempotencyKey: randomUUID() }));
  const { subject: id } = await world.heard('OrderPlaced', ({ data }) => data.owner === actor.id);
  await world.tell('StockHeld', id, 1, { orderId: id, allocation: [{ sku: dear, location: 'berlin', quantity: 99 }] });
  await placing;
  await world.tell('PaymentSucceeded', id, 1, { orderId: id, attemptId: randomUUID(), amount: total, currency: 'EUR' });
  await phase(shopper, id, 'paid');
  assert.equal((await shopper.byId({ id })).captured, total);
  const { items } = await world.call(order, { kind: 'staff', id: 's', roles: ['orders'] }).all({});
  assert.equal(items.find((one) => one.id === id)?.total, total);
});

test('text that no store keeps is refused with its field, and spoils no other order of the same moment', async () => {
  const [one, other] = [guest(), guest()];
  for (const actor of [one, other]) await as(actor).addToCart({ sku, quantity: 2 });
  const spoiled = (name: string) => as(one).place(aCheckout({ address: { ...aCheckout().address, name }, idempotencyKey: randomUUID() }));
  const named = (error: { code?: string; details?: { field?: string } }) => error.code === 'InvalidInput' && error.details?.field === 'address.name';
  const [good] = await Promise.all([
    as(other).place(aCheckout({ idempotencyKey: randomUUID() })),
    assert.rejects(spoiled('Ada\u0000'), named),
    assert.rejects(spoiled('Ada \ud800'), named),
  ]);
  assert.equal(good.receipt.total, 5_290);
});

test('the cart says what a line cost when it was put in, if that was another price', async () => {
  const dear = `RISE-${world.namespace}`;
  const shopper = as(guest());
  await world.tell('OfferChanged', dear, 1, anOffer({ sku: dear, price: 1_000 }));
  await until(() => shopper.addToCart({ sku: dear, quantity: 2 }).catch(() => null), 'the offer is known');
  assert.equal('was' in ((await shopper.cart({})).lines[0] ?? {}), false);
  await world.tell('OfferChanged', dear, 2, anOffer({ sku: dear, price: 1_200 }));
  const line = await until(async () => {
    const [found] = (await shopper.cart({})).lines;
    return found?.price === 1_200 && found;
  }, 'the price is known');
  assert.deepEqual([line.was, line.total], [1_000, 2_400]);
  assert.equal((await shopper.setQuantity({ sku: dear, quantity: 1 })).lines[0]?.was, 1_000);
  assert.equal((await shopper.addToCart({ sku: dear })).lines[0]?.was, undefined);
  await world.tell('OfferChanged', dear, 3, anOffer({ sku: dear, price: 1_200, forSale: false }));
  await until(async () => (await shopper.cart({})).lines[0]?.forSale === false, 'it is not for sale');
});

test("a guest's cart joins a customer's as far as it fits, and what is left is named", async () => {
  const { joinCart } = await import('./cart/api.ts');
  const [visitor, ada] = [guest(), { kind: 'customer' as const, id: randomUUID(), roles: [] }];
  const more = `MORE-${world.namespace}`;
  await world.tell('OfferChanged', more, 1, anOffer({ sku: more }));
  await until(
    () =>
      as(visitor)
        .addToCart({ sku: more, quantity: 3 })
        .catch(() => null),
    'the offer is known',
  );
  await as(visitor).addToCart({ sku, quantity: 60 });
  await as(ada).addToCart({ sku, quantity: 50 });
  const { cart, left } = await joinCart(ada, visitor);
  assert.deepEqual(left, [{ sku, quantity: 11 }]);
  assert.deepEqual(Object.fromEntries(cart.lines.map((line) => [line.sku, line.quantity])), { [sku]: 99, [more]: 3 });
  assert.equal((await as(visitor).cart({})).items, 0);
});

test('a cart with a hundred lines takes no more kinds at sign-in, but more of what it has', async () => {
  const { joinCart } = await import('./cart/api.ts');
  const { setLine } = await import('./cart/store.ts');
  const [visitor, ada] = [guest(), { kind: 'customer' as const, id: randomUUID(), roles: [] }];
  await Promise.all(Array.from({ length: 99 }, (_, index) => setLine(ada.id, { sku: `OLD-${index}`, quantity: 1 })));
  await as(ada).addToCart({ sku });
  await setLine(visitor.id, { sku: 'NEW', quantity: 2 });
  await as(visitor).addToCart({ sku, quantity: 4 });
  const { cart, left } = await joinCart(ada, visitor);
  assert.deepEqual(left, [{ sku: 'NEW', quantity: 2 }]);
  assert.equal(cart.lines.find((line) => line.sku === sku)?.quantity, 5);
});

test('a customer’s cart comes back from its kept copy, prices included, when the cart store has lost it', async () => {
  const { dropCart } = await import('./cart/store.ts');
  const ada = { kind: 'customer' as const, id: randomUUID(), roles: [] };
  const before = await as(ada).addToCart({ sku, quantity: 3 });
  await dropCart(ada.id);
  assert.deepEqual(await as(ada).cart({}), before);
});

test("a link shows its one order to anybody, without its person, and nothing of the shopper's other orders", async () => {
  const { order: placed } = await place();
  const { data } = await world.heard('OrderPlaced', ({ subject }) => subject === placed.id);
  const token = data.person.follow;
  const shown = await world.call(order, null).followed({ token });
  assert.deepEqual([shown.id, shown.number, shown.phase, shown.city, shown.total], [placed.id, placed.number, 'held', 'Berlin', 5_290]);
  assert.doesNotMatch(JSON.stringify(shown), /Byron|Linden|ada@example/);
  const { order: other } = await place();
  const forged = token.replace(placed.id, other.id);
  for (const wrong of [forged, '', other.id, `${token}x`]) await assert.rejects(world.call(order, null).followed({ token: wrong }), { code: 'NotFound' });
  moveClock(92 * 24 * 60 * 60_000);
  await assert.rejects(world.call(order, null).followed({ token }), { code: 'NotFound' });
  moveClock(0);
});

test('a shopper reads all orders in full, newest first, and only their own', async () => {
  const actor = { kind: 'customer' as const, id: randomUUID(), roles: [] };
  const { order: first } = await place('refused', {}, actor);
  await as(actor).setQuantity({ sku, quantity: 0 });
  const { order: second } = await place('refused', {}, actor);
  const page = await as(actor).mine({ limit: 1 });
  assert.deepEqual([page.items[0]?.id, page.items[0]?.timeline.length], [second.id, 2]);
  const last = await as(actor).mine({ limit: 1, after: page.next ?? '' });
  assert.deepEqual([last.items[0]?.id, last.next], [first.id, null]);
});

test('of a closed account only invoices keep a name, and the cart is gone', async () => {
  const actor = { kind: 'customer' as const, id: randomUUID(), roles: [] };
  const { order: unpaid } = await place('refused', {}, actor);
  await as(actor).setQuantity({ sku, quantity: 0 });
  const { order: bought } = await place('held', {}, actor);
  await pay(bought.id);
  await phase(as(actor), bought.id, 'paid');
  await as(actor).addToCart({ sku });
  await world.tell('UserClosed', actor.id, 2, { userId: actor.id });
  await until(async () => (await as(actor).cart({})).items === 0, 'the cart is gone');
  const [paidFor, never] = [(await as(actor).byId({ id: bought.id })).person, (await as(actor).byId({ id: unpaid.id })).person];
  assert.deepEqual([paidFor.email, paidFor.address.name, paidFor.address.phone], ['closed@account.invalid', 'Ada Byron', '']);
  assert.deepEqual([never.email, never.address.name, never.address.city, never.address.country], ['closed@account.invalid', '-', '-', 'DE']);
});

test('an answer of stock that another process heard is found without waiting out the patience', async () => {
  const actor = guest();
  await as(actor).addToCart({ sku, quantity: 2 });
  const began = Date.now();
  const placing = as(actor).place(aCheckout({ idempotencyKey: randomUUID() }));
  const { subject: id } = await world.heard('OrderPlaced', ({ data }) => data.owner === actor.id);
  await database.query(`update orders set phase = 'held', version = 2, pay_by = now() + interval '15 minutes' where id = $1`, [id]);
  assert.equal((await placing).phase, 'held');
  assert.ok(Date.now() - began < 2_000);
});

test("somebody else's order is not there", async () => {
  const { order: placed } = await place();
  await assert.rejects(as(guest()).byId({ id: placed.id }), { code: 'NotFound' });
  await assert.rejects(as(guest()).cancel({ id: placed.id }), { code: 'NotFound' });
  await assert.rejects(world.call(order, null).byId({ id: placed.id }), { code: 'SignInRequired' });
});

test('an order that is not paid in time is closed with the provider and then cancelled', async () => {
  const { shopper, order: placed } = await place();
  moveClock(16 * 60_000);
  await world.heard('OrderPaymentClosing', ({ subject }) => subject === placed.id);
  moveClock(0);
  await world.tell('PaymentClosed', placed.id, 9, { orderId: placed.id });
  await world.heard('OrderCancelled', ({ subject, data }) => subject === placed.id && data.reason === 'not-paid');
  await phase(shopper, placed.id, 'cancelled');
});

test('a payment told twenty times and in a closing order counts once', async () => {
  const { shopper, order: placed } = await place();
  await shopper.cancel({ id: placed.id });
  const attempt = randomUUID();
  for (let again = 0; again < 20; again++) await pay(placed.id, attempt);
  await phase(shopper, placed.id, 'paid');
  assert.equal((await shopper.byId({ id: placed.id })).captured, 5_290);
  await pay(placed.id);
  await world.heard('RefundDue', ({ subject, data }) => subject === placed.id && data.amount === 5_290);
});

test('a delivery told before its dispatch waits for it', async () => {
  const { shopper, order: placed } = await place();
  await pay(placed.id);
  await phase(shopper, placed.id, 'paid');
  await world.tell('ShipmentDelivered', placed.id, 3, { orderId: placed.id, shipmentId });
  await world.tell('ShipmentDispatched', placed.id, 2, tracked(placed.id));
  await phase(shopper, placed.id, 'completed');
});

test('staff see any order, shoppers do not see the list', async () => {
  const { order: placed } = await place();
  const clerk = world.call(order, { kind: 'staff', id: 's', roles: ['orders'] });
  assert.equal((await clerk.inspect({ id: placed.id })).id, placed.id);
  const first = await clerk.all({ limit: 2 });
  assert.equal(first.items.length, 2);
  const second = await clerk.all({ limit: 2, after: first.next ?? '' });
  assert.equal(
    second.items.some(({ id }) => first.items.some((one) => one.id === id)),
    false,
  );
  for (const at of ['0000-01-01T00:00:00.000Z', `2026-01-01T00:00:00.${'1'.repeat(120)}Z`])
    await assert.rejects(clerk.all({ after: `${at}_${placed.id}` }), { code: 'InvalidInput' });
  await assert.rejects(as(guest()).all({}), { code: 'NotAllowed' });
});
