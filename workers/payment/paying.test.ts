import { until } from '@kontor/kit/testing';
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, beforeEach, test } from 'node:test';
import { payment as contract } from '@kontor/contracts/payment';
import { z } from 'zod';
import { openPaymentDesk, refusal } from './testing/payment-desk.ts';

const desk = await openPaymentDesk();
const { world, psp, owner, shopper, fault, ledger, pay, heldUntil, readyOrder, heard, attemptsOf, closing, secrets } = desk;
beforeEach(() => desk.noFaults());
after(() => desk.stop());

test('an order is paid at the provider with the amount of the order', async () => {
  const orderId = await readyOrder(12_345);
  const { attemptId, url } = await shopper.start({ orderId, locale: 'en' });
  const [session] = (await ledger(attemptId)).sessions;
  assert.deepEqual(
    [session?.amount, session?.returnUrl, session?.cancelUrl, session?.locale, session?.description],
    [
      12_345,
      `https://shop.example/en/orders/${orderId}?from=payment`,
      `https://shop.example/en/orders/${orderId}?from=cancelled`,
      'en',
      `Order K${orderId.slice(0, 6)}`,
    ],
  );
  await pay(url);
  const { data } = await heard('PaymentSucceeded', orderId);
  assert.deepEqual(data, { orderId, attemptId, amount: 12_345, currency: 'EUR', tenders: [{ kind: 'provider', amount: 12_345 }], authorised: 0 });
  const [attempt] = await attemptsOf(orderId);
  assert.deepEqual([attempt?.phase, attempt?.captured, attempt?.refunded], ['succeeded', 12_345, 0]);
  await assert.rejects(shopper.start({ orderId, locale: 'en' }), refusal('WrongPhase'));
});

test('ten tabs get one attempt and one payment page', async () => {
  const orderId = await readyOrder();
  await fault('delay', { count: 1, ms: 300, on: 'create_session' });
  const starts = await Promise.all(Array.from({ length: 10 }, (_, tab) => shopper.start({ orderId, locale: tab % 2 ? 'en' : 'de' })));
  assert.equal(new Set(starts.map(({ attemptId, url }) => `${attemptId} ${url}`)).size, 1);
  assert.equal((await ledger(starts[0]?.attemptId ?? '')).sessions.length, 1);
  assert.equal((await attemptsOf(orderId)).length, 1);
});

test('a shopper may be there before the order is known to be payable', async () => {
  const orderId = randomUUID();
  const start = shopper.start({ orderId, locale: 'en' });
  await world.tell('OrderReadyToPay', orderId, 2, heldUntil(orderId));
  assert.match((await start).url, /^http/);
  await assert.rejects(shopper.start({ orderId: randomUUID(), locale: 'en' }), refusal('StillRunning'));
});

test('an order of somebody else is not found', async () => {
  const orderId = await readyOrder();
  await shopper.start({ orderId, locale: 'en' });
  const stranger = world.call(contract, { kind: 'guest', id: randomUUID(), roles: [] });
  await assert.rejects(stranger.start({ orderId, locale: 'en' }), refusal('NotFound'));
  await assert.rejects(stranger.byOrder({ orderId }), refusal('NotFound'));
  await assert.rejects(world.call(contract, null).start({ orderId, locale: 'en' }), refusal('SignInRequired'));
});

test('after payBy, while closing and after the end nothing can be paid', async () => {
  const late = randomUUID();
  await world.tell('OrderReadyToPay', late, 2, heldUntil(late, 100, new Date(Date.now() - 1).toISOString()));
  await assert.rejects(shopper.start({ orderId: late, locale: 'en' }), refusal('WrongPhase'));
  const orderId = await readyOrder();
  await shopper.start({ orderId, locale: 'en' });
  await closing(orderId);
  await heard('PaymentClosed', orderId);
  await assert.rejects(shopper.start({ orderId, locale: 'en' }), refusal('WrongPhase'));
});

test('a declined card leaves the order payable', async () => {
  const orderId = await readyOrder();
  const { attemptId, url } = await shopper.start({ orderId, locale: 'en' });
  await pay(url, 'declined');
  const { data } = await heard('PaymentFailed', orderId);
  assert.deepEqual([data.attemptId, data.reason], [attemptId, 'card_declined']);
  assert.deepEqual(
    (await attemptsOf(orderId)).map(({ phase, lastFailure }) => [phase, lastFailure]),
    [['open', 'card_declined']],
  );
  assert.equal((await shopper.start({ orderId, locale: 'en' })).url, url);
  await pay(url);
  await heard('PaymentSucceeded', orderId);
});

test('a customer pays with a card that was kept, sees it in the account and removes it; a guest keeps nothing', async () => {
  const first = await shopper.start({ orderId: await readyOrder(), locale: 'en' });
  await fetch(first.url, { method: 'POST', redirect: 'manual', body: new URLSearchParams({ card: 'accepted', keep: 'yes' }) });
  const [kept, ...others] = await shopper.savedMethods({});
  assert.deepEqual([kept?.brand, kept?.last4, kept?.expires, others.length], ['visa', '4242', '12/30', 0]);
  const orderId = await readyOrder();
  const { url } = await shopper.start({ orderId, locale: 'en' });
  assert.match(await (await fetch(url)).text(), /Saved card/);
  await pay(url, `saved:${kept?.id}`);
  await heard('PaymentSucceeded', orderId);
  const another = world.call(contract, { ...owner, id: randomUUID() });
  assert.deepEqual(await another.savedMethods({}), []);
  await assert.rejects(another.removeMethod({ id: kept?.id ?? '' }), refusal('NotFound'));
  await assert.rejects(world.call(contract, { kind: 'guest', id: randomUUID(), roles: [] }).savedMethods({}), refusal('SignInRequired'));
  assert.deepEqual(await shopper.removeMethod({ id: kept?.id ?? '' }), []);
});

test('a closed account leaves no card with the provider', async () => {
  const own = { ...owner, id: randomUUID() };
  const orderId = randomUUID();
  await world.tell('OrderReadyToPay', orderId, 2, { ...heldUntil(orderId), owner: own.id });
  const { url } = await world.call(contract, own).start({ orderId, locale: 'en' });
  await fetch(url, { method: 'POST', redirect: 'manual', body: new URLSearchParams({ card: 'accepted', keep: 'yes' }) });
  const keptThere = async () => {
    const answer = await fetch(`${psp.url}/v1/methods?customer=${own.id}`, { headers: { authorization: `Bearer ${secrets.key}` } });
    return z.object({ methods: z.array(z.unknown()) }).parse(await answer.json()).methods.length;
  };
  assert.equal(await keptThere(), 1);
  await world.tell('UserClosed', own.id, 9, { userId: own.id });
  await until(async () => (await keptThere()) === 0, 'the provider has forgotten it');
});

test('nothing to collect counts as paid at once', async () => {
  const orderId = await readyOrder(0);
  const { data } = await heard('PaymentSucceeded', orderId);
  assert.equal(data.amount, 0);
  const { attemptId, url } = await shopper.start({ orderId, locale: 'de' });
  assert.deepEqual([attemptId, url], [data.attemptId, `https://shop.example/de/orders/${orderId}?from=payment`]);
});

test('a page that was opened without an answer is found again, not opened twice', async () => {
  for (const kind of ['timeout_after', 'error_after', 'timeout_before']) {
    const orderId = await readyOrder();
    await fault(kind, { count: 1, ms: 50, on: 'create_session' });
    await assert.rejects(shopper.start({ orderId, locale: 'en' }), refusal('Unavailable'), kind);
    const { attemptId, url } = await shopper.start({ orderId, locale: 'de' });
    assert.equal((await ledger(attemptId)).sessions.length, 1, kind);
    await pay(url);
    await heard('PaymentSucceeded', orderId);
  }
});
