import { testWorld, until } from '@kontor/kit/testing';
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { order } from '@kontor/contracts/order';
import type { Refusal } from '@kontor/contracts/refusals';
import { promotion } from '@kontor/contracts/promotion';
import type { Actor } from '@kontor/kit/identity';
import pg from 'pg';
import type { z } from 'zod';
import { aCheckout, anOffer, someRates } from './examples.ts';

const world = await testWorld('order');
const sku = `MUG-${world.namespace}`;
const guest = () => ({ kind: 'guest' as const, id: `g-${randomUUID()}`, roles: [] });
const customer = () => ({ kind: 'customer' as const, id: randomUUID(), roles: [] });
const as = (actor: Actor) => world.call(order, actor);
const clerk = () => world.call(promotion, { kind: 'staff', id: 's', roles: ['orders'] });
const database = new pg.Client({ connectionString: world.database });

before(async () => {
  await database.connect();
  await world.start();
  await world.tell('OfferChanged', sku, 1, anOffer({ sku, categories: [`cups-${world.namespace}`] }));
  await world.tell('CategoryChanged', `cups-${world.namespace}`, 1, {
    category: { id: `cups-${world.namespace}`, parent: `table-${world.namespace}`, name: { en: 'Cups', de: 'Tassen' } },
  });
  await world.tell('RatesChanged', 'rates', 1, { rates: someRates });
  const shopper = as(guest());
  await until(() => shopper.addToCart({ sku }).catch(() => null), 'the offer is known');
  await until(() => shopper.quote({}).then(({ methods }) => methods.length > 0), 'the rates are known');
});
after(async () => {
  await database.end();
  await world.stop();
});

let codes = 0;
/** A code for ten per cent off, or whatever else it says. */
async function aCode(differs: Partial<z.input<typeof promotion.savePromotion.input>> = {}): Promise<string> {
  const id = `p${++codes}-${world.namespace}`;
  const code = id.toUpperCase();
  await clerk().savePromotion({ id, code, name: { en: 'Ten off', de: 'Zehn weg' }, benefit: { kind: 'percent', percent: 1_000 }, ...differs });
  return code;
}
const usedOf = async (code: string) =>
  (
    await database.query<{ used: number; open: number }>(
      `select p.used, (select count(*)::int from redemption r where r.promotion_id = p.id and released_at is null) as open from promotion p where code = $1`,
      [code],
    )
  ).rows[0];

/** Two mugs (48.00) and the code in the cart; the total is the quote's. */
async function withCode(code: string, actor: Actor = guest()) {
  const shopper = as(actor);
  await shopper.addToCart({ sku, quantity: 2 });
  await shopper.applyCode({ code });
  const { receipt } = await shopper.quote({});
  return {
    actor,
    shopper,
    total: receipt.total,
    place: (more = {}) => shopper.place(aCheckout({ total: receipt.total, idempotencyKey: randomUUID(), ...more })),
  };
}
const answered = new Set<string>();
/** Stock answers the next order that somebody places. */
async function answerStock(owner: string, answer: 'held' | 'refused') {
  const { subject: orderId } = await world.heard('OrderPlaced', ({ data }) => data.owner === owner && !answered.has(data.orderId));
  answered.add(orderId);
  if (answer === 'held') await world.tell('StockHeld', orderId, 1, { orderId, allocation: [{ sku, location: 'berlin', quantity: 2 }] });
  else await world.tell('StockRefused', orderId, 1, { orderId, short: [{ sku, wanted: 2, available: 0 }] });
}

test('a code makes cart and quote cheaper and says what it took off; twice is once, and it can be taken out', async () => {
  const code = await aCode();
  const shopper = as(guest());
  await shopper.addToCart({ sku, quantity: 2 });
  const cart = await shopper.applyCode({ code: code.toLowerCase() });
  assert.deepEqual([cart.codes, cart.total, cart.receipt?.total, cart.receipt?.promotions[0]?.amount], [[code], 4_800, 4_320, 480]);
  assert.deepEqual(await shopper.applyCode({ code }), cart);
  const { receipt } = await shopper.quote({});
  assert.deepEqual([receipt.subtotal, receipt.discount, receipt.shipping, receipt.total], [4_800, 480, 490, 4_810]);
  assert.deepEqual([(await shopper.removeCode({ code })).codes, (await shopper.quote({})).receipt.total], [[], 5_290]);
});

test('a code that nobody gave out, that is over, not yet or used up is refused with the reason and does not go in', async () => {
  const shopper = as(guest());
  const refused = (reason: string) => (error: { code?: string; details?: { field?: string; reason?: string } }) =>
    error.code === 'CodeRefused' && error.details?.field === 'code' && error.details.reason === reason;
  await assert.rejects(shopper.applyCode({ code: 'NOBODYS' }), refused('unknown'));
  await assert.rejects(shopper.applyCode({ code: await aCode({ on: false }) }), refused('over'));
  await assert.rejects(shopper.applyCode({ code: await aCode({ from: '2099-01-01T00:00' }) }), refused('not-yet'));
  await assert.rejects(shopper.applyCode({ code: await aCode({ until: '2020-01-01T00:00' }) }), refused('over'));
  assert.deepEqual((await shopper.cart({})).codes, []);
});

test('a code that waits for something stays in the cart and says for what', async () => {
  const code = await aCode({ minimum: 10_000 });
  const { shopper } = await withCode(code);
  const { promotions, notApplied } = (await shopper.quote({})).receipt;
  assert.deepEqual([promotions, notApplied.map(({ reason, missing }) => [reason, missing])], [[], [['minimum', 5_200]]]);
  await shopper.setQuantity({ sku, quantity: 5 });
  assert.equal((await shopper.quote({})).receipt.promotions.length, 1);
});

test('a code for a group takes something off for its members alone, at the till too', async () => {
  const wholesale = `wholesale-${world.namespace}`;
  const code = await aCode({ groups: [wholesale] });
  const actor = customer();
  const { shopper, place } = await withCode(code, actor);
  const why = async (one = shopper) => (await one.quote({})).receipt.notApplied.map(({ reason }) => reason);
  assert.deepEqual([await why(), await why((await withCode(code)).shopper)], [['group'], ['sign-in']]);

  const groups = (version: number, ids: string[], userId = actor.id) => world.tell('GroupsChanged', userId, version, { userId, groups: ids });
  /** What was told before is known when this is: events are heard in turn. */
  const allHeard = async () => {
    const { id } = customer();
    await groups(1, [], id);
    await until(async () => (await database.query('select 1 from shopper_groups where owner = $1', [id])).rowCount === 1, 'all is heard');
  };
  await groups(2, ['press', wholesale]);
  await until(async () => (await shopper.quote({})).receipt.total === 4_810, 'the shopper is in the group');
  await groups(1, []);
  await allHeard();
  assert.equal((await shopper.quote({})).receipt.total, 4_810);

  await groups(3, []);
  await allHeard();
  assert.deepEqual(await why(), ['group']);
  await assert.rejects(place({ total: 4_810 }), { code: 'TotalChanged' });
  await groups(4, [wholesale]);
  await allHeard();
  const held = answerStock(actor.id, 'held');
  assert.equal((await place({ total: 4_810 })).receipt.discount, 480);
  await held;
});

test('a rule that was written before there were groups is for everybody', async () => {
  const code = await aCode();
  await database.query(`update promotion set rule = rule - 'groups' where code = $1`, [code]);
  assert.equal((await withCode(code)).total, 4_810);
  assert.deepEqual((await clerk().promotions({ limit: 100 })).items.find((one) => one.code === code)?.groups, []);
});

test('a promotion of a category is one of those below it', async () => {
  const { total } = await withCode(await aCode({ categories: [`table-${world.namespace}`] }));
  assert.equal(total, 4_810);
});

test('a cart takes ten codes', async () => {
  const shopper = as(guest());
  for (let count = 0; count < 10; count++) await shopper.applyCode({ code: await aCode() });
  await assert.rejects(shopper.applyCode({ code: await aCode() }), { code: 'CartFull' });
});

test("codes are kept with the copy of a customer's cart", async () => {
  const code = await aCode({ customersOnly: true });
  const actor = customer();
  const shopper = as(actor);
  await shopper.addToCart({ sku, quantity: 2 });
  await shopper.applyCode({ code });
  assert.equal((await shopper.quote({})).receipt.discount, 480);
  const { rows } = await database.query<{ codes: string[] }>('select codes from kept_cart where owner = $1', [actor.id]);
  assert.deepEqual(rows[0]?.codes, [code]);
});

test('thirty carts race for the last redemption: one has it, the others are refused with the total without it', async () => {
  const code = await aCode({ limit: 1 });
  const racers = await Promise.all(Array.from({ length: 30 }, () => withCode(code)));
  assert.ok(racers.every(({ total }) => total === 4_810));
  const placed = await Promise.allSettled(racers.map(({ place }) => place()));
  const won = placed.filter(({ status }) => status === 'fulfilled');
  assert.equal(won.length, 1);
  for (const one of placed) {
    if (one.status === 'fulfilled') continue;
    const { code: refusal, details } = one.reason as { code?: string; details?: { receipt?: { total: number; notApplied: { reason: string }[] } } };
    assert.deepEqual([refusal, details?.receipt?.total, details?.receipt?.notApplied[0]?.reason], ['TotalChanged', 5_290, 'used-up']);
  }
  assert.deepEqual(await usedOf(code), { used: 1, open: 1 });
});

test('thirty transactions at once, as of many processes, redeem no more than there is', async () => {
  const { placeAll, placingTrace } = await import('./store/placing.ts');
  const code = await aCode({ limit: 3 });
  const placing = () => ({
    owner: guest().id,
    signedIn: false,
    checkout: aCheckout({ total: 4_810, idempotencyKey: randomUUID() }),
    cart: [{ sku, quantity: 2 }],
    codes: [code],
    vat: null,
    ...placingTrace(),
  });
  const answers = (await Promise.all(Array.from({ length: 30 }, () => placeAll([placing()])))).flat();
  assert.equal(answers.filter((one) => !(one instanceof Error)).length, 3);
  assert.deepEqual(await usedOf(code), { used: 3, open: 3 });
});

test('a customer redeems a code as often as it may be, and gets it back once when the order is cancelled', async () => {
  const code = await aCode({ limitPerCustomer: 1, limit: 5 });
  const { actor, shopper, place } = await withCode(code, customer());
  const refused = answerStock(actor.id, 'refused');
  const placed = await place();
  await refused;
  await until(async () => (await shopper.byId({ id: placed.id })).phase === 'cancelled', 'the order is cancelled');
  assert.deepEqual(await usedOf(code), { used: 0, open: 0 });
  // Money that comes late saves the cancelled order once more: nothing more is given back.
  await world.tell('PaymentSucceeded', placed.id, 1, { orderId: placed.id, attemptId: randomUUID(), amount: 4_810, currency: 'EUR' });
  await world.heard('RefundDue', ({ subject }) => subject === placed.id);
  assert.deepEqual(await usedOf(code), { used: 0, open: 0 });

  const held = answerStock(actor.id, 'held');
  const again = await place();
  await held;
  assert.deepEqual(await usedOf(code), { used: 1, open: 1 });
  await world.tell('PaymentSucceeded', again.id, 1, { orderId: again.id, attemptId: randomUUID(), amount: 4_810, currency: 'EUR' });
  await until(async () => (await shopper.cart({})).items === 0, 'the cart is empty');
  assert.deepEqual((await shopper.cart({})).codes, []);
  await shopper.addToCart({ sku, quantity: 2 });
  await shopper.applyCode({ code });
  const { receipt } = await shopper.quote({});
  assert.deepEqual([receipt.total, receipt.notApplied.map(({ reason }) => reason)], [5_290, ['used-before']]);
});

test('the same press twice redeems once', async () => {
  const code = await aCode({ limit: 5 });
  const { place } = await withCode(code);
  const idempotencyKey = randomUUID();
  const [one, other] = await Promise.all([place({ idempotencyKey }), place({ idempotencyKey })]);
  assert.equal(one.id, other.id);
  assert.deepEqual(await usedOf(code), { used: 1, open: 1 });
});

test('an offer without a code applies by itself until it is switched off', async () => {
  const id = `auto-${world.namespace}`;
  await clerk().savePromotion({ id, name: { en: 'Free delivery', de: 'Versand frei' }, benefit: { kind: 'free-shipping' }, minimum: 4_000 });
  const shopper = as(guest());
  await shopper.addToCart({ sku, quantity: 2 });
  assert.equal((await shopper.quote({})).receipt.total, 4_800);
  assert.equal((await clerk().switchPromotion({ id, on: false })).on, false);
  assert.equal((await shopper.quote({})).receipt.total, 5_290);
});

test('promotions are for staff: listed by key, written again without effect, a code given out once', async () => {
  const code = await aCode();
  const id = code.toLowerCase();
  const first = await clerk().promotions({ limit: 1 });
  const second = await clerk().promotions({ limit: 1, after: first.next ?? '' });
  assert.ok((first.items[0]?.id ?? '') < (second.items[0]?.id ?? ''));
  await assert.rejects(clerk().savePromotion({ id: `${id}-x`, code, name: { en: 'x', de: 'x' }, benefit: { kind: 'percent', percent: 1 } }), {
    code: 'InvalidInput',
  });
  await assert.rejects(world.call(promotion, guest()).promotions({}), { code: 'NotAllowed' });
  await assert.rejects(world.call(promotion, { kind: 'staff', id: 's', roles: ['catalog'] }).switchPromotion({ id, on: false }), { code: 'NotAllowed' });
});

test('a new promotion never overwrites one of the same name; the same press twice writes one', async () => {
  const code = await aCode();
  const id = code.toLowerCase();
  const fresh = { id, name: { en: 'Another', de: 'Eine andere' }, benefit: { kind: 'percent' as const, percent: 500 }, isNew: true };
  await assert.rejects(clerk().savePromotion(fresh), (error: Refusal) => error.code === 'InvalidInput' && error.details['field'] === 'id');
  const [one, other] = [await clerk().savePromotion({ ...fresh, id: `${id}-b` }), await clerk().savePromotion({ ...fresh, id: `${id}-b` })];
  assert.deepEqual(one, other);
});

test('an archived promotion is off and out of sight, its code is free; it comes back off, unless somebody else has its code', async () => {
  const code = await aCode();
  const id = code.toLowerCase();
  const shopper = as(guest());
  await shopper.addToCart({ sku, quantity: 1 });
  assert.deepEqual((await clerk().archivePromotion({ id, archived: true })).archived, true);
  await assert.rejects(shopper.applyCode({ code }), { code: 'CodeRefused' });
  const listed = async (archived: boolean) => (await clerk().promotions({ limit: 100, archived })).items.some((item) => item.id === id);
  assert.deepEqual([await listed(false), await listed(true)], [false, true]);
  await assert.rejects(clerk().switchPromotion({ id, on: true }), { code: 'InvalidInput' });
  await assert.rejects(clerk().savePromotion({ id, name: { en: 'x', de: 'x' }, benefit: { kind: 'percent', percent: 1 } }), { code: 'InvalidInput' });
  const heir = { id: `${id}-heir`, code, name: { en: 'Heir', de: 'Erbe' }, benefit: { kind: 'percent' as const, percent: 500 } };
  await clerk().savePromotion(heir);
  await assert.rejects(clerk().archivePromotion({ id, archived: false }), (error: Refusal) => error.details['field'] === 'code');
  await clerk().archivePromotion({ id: heir.id, archived: true });
  const back = await clerk().archivePromotion({ id, archived: false });
  assert.deepEqual([back.archived, back.on, back.code], [false, false, code]);
});

test('who changes a promotion while another archives it is refused, and does not bring it back', async () => {
  const code = await aCode();
  const id = code.toLowerCase();
  const [archived, saved] = await world.heldUp(
    [['select from promotion where id = $1 for update', id]],
    () => clerk().archivePromotion({ id, archived: true }),
    () => clerk().savePromotion({ id, code, name: { en: 'Half off', de: 'Halb' }, benefit: { kind: 'percent', percent: 5_000 } }),
  );
  assert.equal(archived?.status, 'fulfilled');
  assert.equal(saved?.status === 'rejected' && saved.reason.code, 'InvalidInput');
  assert.equal(await usedOf(code), undefined);
});

test('a code that two give out at the same moment belongs to one promotion, and the other hears why', async () => {
  const code = `TWICE-${world.namespace}`.toUpperCase();
  const given = ['a', 'b'].map((end) => ({
    id: `twice-${end}-${world.namespace}`,
    code,
    name: { en: 'x', de: 'x' },
    benefit: { kind: 'percent' as const, percent: 100 },
  }));
  const results = await world.heldUp([['select pg_advisory_xact_lock(hashtext($1))', 'audit']], ...given.map((one) => () => clerk().savePromotion(one)));
  assert.equal(results.filter(({ status }) => status === 'fulfilled').length, 1);
  assert.deepEqual(
    results.flatMap((one) => (one.status === 'rejected' ? [one.reason.code, one.reason.details['field']] : [])),
    ['InvalidInput', 'code'],
  );
});

test('a promotion is for days that there are, and ends after it begins', async () => {
  const fieldOf = (times: { from?: string; until?: string }) =>
    aCode(times).then(
      () => 'taken',
      (error: Refusal) => error.details['field'],
    );
  assert.equal(await fieldOf({ from: '2026-02-31T10:00' }), 'from');
  assert.equal(await fieldOf({ until: '2025-02-29T10:00' }), 'until');
  assert.equal(await fieldOf({ from: '2026-11-27T18:00', until: '2026-11-27T18:00' }), 'until');
  assert.equal(await fieldOf({ from: '2026-11-27T18:00', until: '2026-11-27T18:01' }), 'taken');
});
