import { testWorld, until } from '@kontor/kit/testing';
import assert from 'node:assert/strict';
import { createHmac, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, test } from 'node:test';
import type { EventType } from '@kontor/contracts/events';
import { payment as contract } from '@kontor/contracts/payment';
import { listening } from '@kontor/kit/worker';
import pg from 'pg';
import { z } from 'zod';
import { startPsp } from '../../simulators/psp/start.ts';

// The gateway's part: passes the bytes and the signature on.
const gateway = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    deliver(Buffer.concat(chunks).toString(), String(request.headers['psp-signature'])).then(
      ({ status }) => response.writeHead(status).end(),
      () => response.writeHead(502).end(),
    );
  });
});
await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve));
const folder = await mkdtemp(join(tmpdir(), 'psp-'));
const [oldSecret, secret, key] = ['an-older-webhook-secret', 'a-webhook-secret', 'a-secret-key'];
const psp = await startPsp({ port: 0, host: '127.0.0.1', publicHost: '127.0.0.1', folder, secretKey: key, webhookSecret: secret, retryAfterMs: 20 });
const world = await testWorld('payment', {
  PSP_URL: psp.url,
  PSP_SECRET_KEY: key,
  PSP_WEBHOOK_SECRET: `${oldSecret} ${secret}`,
  PAYMENT_WEBHOOK_URL: `http://127.0.0.1:${(gateway.address() as AddressInfo).port}/webhooks/psp`,
  SHOP_URL: 'https://shop.example',
});

await world.start();

const owner = { kind: 'customer' as const, id: randomUUID(), roles: [] };
const shopper = world.call(contract, owner);
const Ledger = z.object({
  sums: z.object({ captured: z.int(), refunded: z.int() }),
  sessions: z.array(
    z.object({ status: z.string(), amount: z.int(), returnUrl: z.string(), cancelUrl: z.string(), locale: z.string(), description: z.string() }),
  ),
  refunds: z.array(z.object({ amount: z.int() })),
});

const deliver = (body: string, signature: string) =>
  fetch(`${listening('payment')}/webhook`, { method: 'POST', headers: { 'content-type': 'application/json', 'psp-signature': signature }, body });
const sign = (with_: string, body: string, seconds = Math.floor(Date.now() / 1000)) =>
  `t=${seconds},v1=${createHmac('sha256', with_).update(`${seconds}.${body}`).digest('hex')}`;
const fault = (kind: string, more: Record<string, unknown> = {}) =>
  fetch(`${psp.url}/faults`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ kind, ...more }) });
const ledger = async (attemptId: string) => Ledger.parse(await (await fetch(`${psp.url}/ledger?reference=${attemptId}`)).json());
const pay = (url: string, card = 'accepted') => fetch(url, { method: 'POST', redirect: 'manual', body: new URLSearchParams({ card }) });
const moveClock = (offsetMs: number) =>
  fetch(`${listening('payment')}/clock`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ offsetMs }) });
const MINUTE = 60_000;

const about = (orderId: string) => ({ orderId, number: `K${orderId.slice(0, 6)}`, owner: owner.id });
const heldUntil = (orderId: string, total = 4_990, payBy = new Date(Date.now() + 15 * MINUTE).toISOString()) => ({
  ...about(orderId),
  total,
  currency: 'EUR',
  payBy,
  locale: 'de' as const,
});

async function readyOrder(total?: number): Promise<string> {
  const orderId = randomUUID();
  await world.tell('OrderReadyToPay', orderId, 2, heldUntil(orderId, total));
  return orderId;
}
const heard = <T extends EventType>(type: T, orderId: string) => world.heard(type, ({ subject }) => subject === orderId);
const told = (type: EventType, orderId: string) => world.told.filter((message) => message.type === type && message.subject === orderId).length;
const attemptsOf = (orderId: string) => shopper.byOrder({ orderId });
const refusal = (code: string) => (error: Error) => error.message === code;
const closing = (orderId: string) => world.tell('OrderPaymentClosing', orderId, 3, about(orderId));
const cancelled = (orderId: string) =>
  world.tell('OrderCancelled', orderId, 4, { ...about(orderId), total: 4_990, currency: 'EUR', reason: 'shopper', short: [] });
const refundDue = (orderId: string, amount: number, id?: string) =>
  world.tell('RefundDue', orderId, 5, { ...about(orderId), amount, currency: 'EUR', reason: 'cancelled' }, id);

const database = new pg.Client({ connectionString: world.database });
/** The rounds of looks that are still planned for an order. */
async function looks(orderId: string): Promise<number[]> {
  const { rows } = await database.query<{ round: number }>(
    "select (payload->>'round')::int as round from ask where kind = 'askProvider' and subject = $1 and done_at is null",
    [orderId],
  );
  return rows.map(({ round }) => round);
}

/** Everything told so far has been taken in once an order told after it can be paid: the queue keeps its order. */
const settled = async () => shopper.start({ orderId: await readyOrder(), locale: 'en' });

async function paidOrder(): Promise<{ orderId: string; attemptId: string }> {
  const orderId = await readyOrder();
  const { attemptId, url } = await shopper.start({ orderId, locale: 'en' });
  await pay(url);
  await heard('PaymentSucceeded', orderId);
  return { orderId, attemptId };
}

before(() => database.connect());
beforeEach(() => fetch(`${psp.url}/faults`, { method: 'DELETE' }));
after(async () => {
  await database.end();
  await world.stop();
  await psp.stop();
  gateway.close();
  await rm(folder, { recursive: true });
});

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
  assert.deepEqual(data, { orderId, attemptId, amount: 12_345, currency: 'EUR', tenders: [{ kind: 'provider', amount: 12_345 }] });
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
    const answer = await fetch(`${psp.url}/v1/methods?customer=${own.id}`, { headers: { authorization: `Bearer ${key}` } });
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

test('closing tells at once when nothing was ever opened, and closes at the provider what was', async () => {
  const untouched = await readyOrder();
  await closing(untouched);
  await heard('PaymentClosed', untouched);
  const orderId = await readyOrder();
  const { attemptId } = await shopper.start({ orderId, locale: 'en' });
  await closing(orderId);
  await closing(orderId);
  await heard('PaymentClosed', orderId);
  assert.equal((await ledger(attemptId)).sessions[0]?.status, 'closed');
  await settled();
  assert.equal(told('PaymentClosed', orderId), 1);
});

test('the provider decides when a payment succeeds while the order is closing', async () => {
  const orderId = await readyOrder();
  const { url } = await shopper.start({ orderId, locale: 'en' });
  await fault('drop_webhook');
  await pay(url);
  await closing(orderId);
  await heard('PaymentSucceeded', orderId);
  assert.equal(told('PaymentClosed', orderId), 0);
});

test('closing comes before the order is payable: it waits', async () => {
  const orderId = randomUUID();
  await closing(orderId);
  await world.tell('OrderReadyToPay', orderId, 2, heldUntil(orderId));
  await heard('PaymentClosed', orderId);
});

test('a cancelled order leaves nothing open and never becomes payable, whichever comes first', async () => {
  const before_ = randomUUID();
  await cancelled(before_);
  await world.tell('OrderReadyToPay', before_, 2, heldUntil(before_));
  await settled();
  await assert.rejects(shopper.start({ orderId: before_, locale: 'en' }), refusal('WrongPhase'));
  const orderId = await readyOrder();
  const { attemptId } = await shopper.start({ orderId, locale: 'en' });
  await cancelled(orderId);
  await until(async () => (await ledger(attemptId)).sessions[0]?.status === 'closed', 'the session is closed');
});

test('late money for a cancelled order is told, so that the order asks for it back', async () => {
  const orderId = await readyOrder();
  const { url } = await shopper.start({ orderId, locale: 'en' });
  await fault('drop_webhook');
  await pay(url);
  await cancelled(orderId);
  await heard('PaymentSucceeded', orderId);
});

test('a wrong amount or currency never pays the order and goes back by itself', async () => {
  for (const other of [{ amount: 4_989 }, { amount: 9_980 }, { currency: 'USD' }]) {
    const orderId = await readyOrder();
    const { attemptId, url } = await shopper.start({ orderId, locale: 'en' });
    await fault('other_amount', other);
    await pay(url);
    const { data } = await heard('PaymentFailed', orderId);
    assert.equal(data.reason, 'wrong amount');
    await until(async () => (await attemptsOf(orderId)).some(({ captured, refunded }) => captured > 0 && captured === refunded), 'it is paid back');
    const { sums } = await ledger(attemptId);
    assert.equal(sums.captured, sums.refunded);
    const again = await shopper.start({ orderId, locale: 'en' });
    assert.notEqual(again.attemptId, attemptId);
    await pay(again.url);
    await heard('PaymentSucceeded', orderId);
    assert.deepEqual([told('PaymentSucceeded', orderId), told('PaymentRefunded', orderId)], [1, 0]);
  }
});

test('twenty copies of each webhook, in reverse order, change nothing twice', async () => {
  const orderId = await readyOrder();
  const { attemptId, url } = await shopper.start({ orderId, locale: 'en' });
  await fault('reorder_webhooks', { count: 3, ms: 2_000 });
  await pay(url, 'declined');
  await pay(url, 'declined');
  await pay(url);
  await heard('PaymentSucceeded', orderId);
  const second = await readyOrder();
  const page = await shopper.start({ orderId: second, locale: 'en' });
  await fault('duplicate_webhook');
  await pay(page.url);
  await heard('PaymentSucceeded', second);
  const arrived = async () => {
    const { webhooks } = z
      .object({ webhooks: z.array(z.object({ arrived: z.int() })) })
      .parse(await (await fetch(`${psp.url}/ledger?reference=${page.attemptId}`)).json());
    return webhooks[0]?.arrived === 20;
  };
  await until(arrived, 'all copies are answered with 200');
  await settled();
  assert.deepEqual([told('PaymentSucceeded', orderId), told('PaymentFailed', orderId), told('PaymentSucceeded', second)], [1, 0, 1]);
  assert.equal((await attemptsOf(orderId))[0]?.id, attemptId);
});

test('a forged or foreign webhook pays nothing; the older secret holds while another replaces it', async () => {
  const orderId = await readyOrder();
  const { attemptId, url } = await shopper.start({ orderId, locale: 'en' });
  const session = { id: 'ps_1', reference: attemptId, url, status: 'succeeded', capturedAmount: 4_990, currency: 'EUR', tries: [] };
  const news = (reference: string) => JSON.stringify({ id: `evt_${randomUUID()}`, type: 'session.succeeded', data: { session: { ...session, reference } } });
  const [body, foreign, unreadable] = [news(attemptId), news(randomUUID()), '{"id":1}'];
  for (const wrong of ['', sign('not the secret', body), sign(secret, `${body} `)]) assert.equal((await deliver(body, wrong)).status, 401);
  assert.equal((await deliver(unreadable, sign(secret, unreadable))).status, 400);
  assert.equal((await deliver(foreign, sign(secret, foreign))).status, 200);
  assert.equal((await attemptsOf(orderId))[0]?.phase, 'open');
  assert.equal((await deliver(body, sign(oldSecret, body))).status, 200);
  await heard('PaymentSucceeded', orderId);
});

test('a webhook that never comes is found by asking', async () => {
  const orderId = await readyOrder();
  const { url } = await shopper.start({ orderId, locale: 'en' });
  await moveClock(2 * MINUTE);
  await until(async () => (await looks(orderId)).includes(2), 'the first look finds it open and plans another');
  await fault('drop_webhook');
  await pay(url);
  await moveClock(6 * MINUTE);
  await heard('PaymentSucceeded', orderId);
  await until(async () => !(await looks(orderId)).length, 'nothing more is looked for');
  await moveClock(0);
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

test('an order that closes after an unanswered opening closes what came of it', async () => {
  for (const [kind, sessions] of [
    ['timeout_after', ['closed']],
    ['timeout_before', []],
  ] as const) {
    const orderId = await readyOrder();
    await fault(kind, { count: 1, ms: 50, on: 'create_session' });
    await assert.rejects(shopper.start({ orderId, locale: 'en' }), refusal('Unavailable'));
    const [attempt] = await attemptsOf(orderId);
    await closing(orderId);
    await heard('PaymentClosed', orderId);
    assert.deepEqual(
      (await ledger(attempt?.id ?? '')).sessions.map(({ status }) => status),
      sessions,
    );
  }
});

test('an unreachable provider leaves the order closing until it answers', async () => {
  const orderId = await readyOrder();
  const { attemptId } = await shopper.start({ orderId, locale: 'en' });
  await fault('timeout_before', { count: 2, ms: 20, on: 'close_session' });
  await closing(orderId);
  await heard('PaymentClosed', orderId);
  assert.equal((await ledger(attemptId)).sessions[0]?.status, 'closed');
});

test('a refund is paid once, however often it is asked for or goes unanswered', async () => {
  const { orderId, attemptId } = await paidOrder();
  await fault('error_after', { count: 1, on: 'refund' });
  await fault('drop_webhook', { count: 1, on: 'refund.succeeded' });
  const id = await refundDue(orderId, 1_000);
  await refundDue(orderId, 1_000, id);
  const { data } = await heard('PaymentRefunded', orderId);
  assert.deepEqual(data, { orderId, refundId: id, amount: 1_000, currency: 'EUR' });
  await refundDue(orderId, 9_000);
  await until(async () => (await attemptsOf(orderId))[0]?.refunded === 4_990, 'no more goes back than came in');
  await refundDue(orderId, 1);
  await settled();
  assert.deepEqual((await ledger(attemptId)).refunds.map(({ amount }) => amount).sort(), [1_000, 3_990]);
  assert.equal(told('PaymentRefunded', orderId), 2);
});

test('the whole history once more, with no inbox to remember it, changes nothing', async () => {
  await settled();
  const history = world.told.filter(({ source }) => source === 'kontor/order');
  const state = async () =>
    (
      await database.query(
        'select p.phase, p.version, a.phase as attempt, a.captured, a.refunded from payable p left join attempt a using (order_id) order by p.order_id, a.id',
      )
    ).rows;
  const ownTold = () => world.told.filter(({ source }) => source === 'kontor/payment').length;
  const [standing, told_, books] = [await state(), ownTold(), await fetch(`${psp.url}/ledger`).then((answer) => answer.json())];
  await database.query('delete from inbox');
  for (const { type, subject, version, data, id } of history) await world.tell(type, subject, version, data as never, id);
  await until(
    async () => (await database.query<{ n: number }>('select count(*)::int as n from inbox')).rows[0]?.n === new Set(history.map(({ id }) => id)).size,
    'all is heard again',
  );
  assert.deepEqual(await state(), standing);
  assert.equal(ownTold(), told_);
  assert.deepEqual(await fetch(`${psp.url}/ledger`).then((answer) => answer.json()), books);
});
