import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { z } from 'zod';
import { call, errorOf, keys, openMerchant, submit, tempFolder } from '../testing.ts';
import { startPsp } from './start.ts';

const session = z.object({
  id: z.string(),
  status: z.string(),
  url: z.string(),
  capturedAmount: z.int(),
  refundedAmount: z.int(),
  tries: z.array(z.object({ outcome: z.string(), reason: z.string().optional() })),
});
const books = z.object({
  sums: z.object({ captured: z.int(), refunded: z.int() }),
  byReference: z.record(z.string(), z.object({ captured: z.int(), refunded: z.int() })),
});

async function open(t: TestContext, clock = { now: () => new Date() }) {
  const merchant = await openMerchant(t);
  const settings = { port: 0, host: '127.0.0.1', publicHost: '127.0.0.1', folder: tempFolder(t), ...keys };
  const psp = await startPsp({ ...settings, now: () => clock.now() });
  t.after(() => psp.stop());
  const order = (changes: Record<string, unknown> = {}) => ({
    reference: 'K-1',
    amount: 1999,
    currency: 'EUR',
    description: 'Kontor, order K-1',
    locale: 'en',
    returnUrl: 'http://shop.test/back',
    cancelUrl: 'http://shop.test/cancel',
    webhookUrl: merchant.url,
    expiresAt: new Date(clock.now().getTime() + 900_000).toISOString(),
    ...changes,
  });
  const create = (body: unknown = order(), key = 'key-1') => call(`${psp.url}/v1/sessions`, { method: 'POST', body, key });
  return {
    url: psp.url,
    merchant,
    order,
    create,
    opened: async () => session.parse((await create()).body),
    find: async (id: string) => session.parse((await call(`${psp.url}/v1/sessions/${id}`)).body),
    pay: (id: string, card: string) => submit(`${psp.url}/pay/${id}`, { card }),
    close: async (id: string) => session.parse((await call(`${psp.url}/v1/sessions/${id}/close`, { method: 'POST' })).body),
    refund: (body: unknown, key: string) => call(`${psp.url}/v1/refunds`, { method: 'POST', body, key }),
    plan: (fault: unknown) => call(`${psp.url}/faults`, { method: 'POST', body: fault }),
    ledger: async () => books.parse((await call(`${psp.url}/ledger`)).body),
  };
}

test('an accepted card captures the amount, leads back to the shop and is told', async (t) => {
  const psp = await open(t);
  const { id, status } = await psp.opened();
  assert.equal(status, 'open');
  assert.deepEqual(await psp.pay(id, 'accepted'), { status: 303, location: 'http://shop.test/back' });
  assert.equal((await psp.find(id)).capturedAmount, 1999);
  const [told] = await psp.merchant.until(1);
  assert.equal(told?.event.type, 'session.succeeded');
  assert.equal(session.parse(told?.event.data.session).capturedAmount, 1999);
});

test('a second press of the pay button takes nothing more and leads back to the shop', async (t) => {
  const psp = await open(t);
  const { id } = await psp.opened();
  const answers = await Promise.all([psp.pay(id, 'accepted'), psp.pay(id, 'accepted')]);
  assert.deepEqual(
    answers.map((answer) => answer.location),
    ['http://shop.test/back', 'http://shop.test/back'],
  );
  assert.deepEqual((await psp.ledger()).sums, { captured: 1999, refunded: 0 });
});

test('a declined card leaves the session open, and another card pays it', async (t) => {
  const psp = await open(t);
  const { id } = await psp.opened();
  assert.deepEqual(await psp.pay(id, 'declined'), { status: 303, location: `/pay/${id}` });
  assert.match(await (await fetch(`${psp.url}/pay/${id}`)).text(), /The card was declined/);
  await psp.merchant.until(1);
  await psp.pay(id, 'accepted');
  const told = await psp.merchant.until(2);
  assert.deepEqual(
    told.map((one) => one.event.type),
    ['session.payment_failed', 'session.succeeded'],
  );
  const { status, tries } = await psp.find(id);
  assert.equal(status, 'succeeded');
  assert.deepEqual(
    tries.map((one) => one.reason ?? one.outcome),
    ['card_declined', 'succeeded'],
  );
});

test('a card with confirmation pays only when the bank is told yes', async (t) => {
  const psp = await open(t);
  const { id } = await psp.opened();
  assert.deepEqual(await psp.pay(id, 'confirm'), { status: 303, location: `/pay/${id}/confirm` });
  await submit(`${psp.url}/pay/${id}/confirm`, { answer: 'no' });
  assert.equal((await psp.find(id)).tries[0]?.reason, 'authentication_failed');
  assert.equal((await submit(`${psp.url}/pay/${id}/confirm`, { answer: 'yes' })).location, 'http://shop.test/back');
});

test('the same key and body get the same answer and one session; another body is refused', async (t) => {
  const psp = await open(t);
  const body = psp.order();
  const first = await psp.create(body);
  assert.equal(first.status, 201);
  assert.deepEqual(await psp.create(body), first);
  assert.deepEqual(errorOf(await psp.create({ ...body, amount: 1 })), [409, 'idempotency_mismatch']);
  const listed = z.object({ sessions: z.array(session) }).parse((await call(`${psp.url}/v1/sessions?reference=K-1`)).body);
  assert.equal(listed.sessions.length, 1);
});

test('while the first call with a key runs, the second is told so', async (t) => {
  const psp = await open(t);
  const body = psp.order();
  await psp.plan({ kind: 'delay', ms: 200 });
  const answers = await Promise.all([psp.create(body), psp.create(body)]);
  assert.deepEqual(answers.map((answer) => answer.status).sort(), [201, 409]);
  const refused = answers.find((answer) => answer.status === 409);
  assert.ok(refused);
  assert.deepEqual(errorOf(refused), [409, 'idempotency_in_progress']);
});

test('a refused body does not use up its key', async (t) => {
  const psp = await open(t);
  assert.deepEqual(errorOf(await psp.create(psp.order({ amount: 0 }))), [422, 'invalid_input', 'amount']);
  assert.equal((await psp.create()).status, 201);
});

test('bad calls are refused with a code and a field', async (t) => {
  const psp = await open(t);
  const sessions = `${psp.url}/v1/sessions`;
  assert.deepEqual(errorOf(await call(sessions, { bearer: 'wrong' })), [401, 'unauthorized', 'Authorization']);
  assert.deepEqual(errorOf(await call(sessions, { method: 'POST', body: psp.order() })), [400, 'idempotency_key_missing', 'Idempotency-Key']);
  assert.deepEqual(errorOf(await psp.create(psp.order({ extra: 1 }))), [422, 'invalid_input', 'extra']);
  assert.deepEqual(errorOf(await psp.create(psp.order({ returnUrl: 'javascript:alert(1)' }))), [422, 'invalid_input', 'returnUrl']);
  assert.deepEqual(errorOf(await psp.create(psp.order({ expiresAt: '2020-01-01T00:00:00Z' }))), [422, 'invalid_input', 'expiresAt']);
  assert.deepEqual(errorOf(await call(`${sessions}/ps_none`)), [404, 'not_found']);
  const broken = await fetch(sessions, {
    method: 'POST',
    body: '{',
    headers: { authorization: `Bearer ${keys.secretKey}`, 'content-type': 'application/json' },
  });
  assert.equal(broken.status, 400);
  const large = await psp.create(psp.order({ description: 'x'.repeat(1_100_000) }));
  assert.equal(large.status, 413);
});

test('of closing and paying at once one wins, and the books and the news agree with it', async (t) => {
  const psp = await open(t);
  const { id } = await psp.opened();
  const [closed] = await Promise.all([psp.close(id), psp.pay(id, 'accepted')]);
  const { status, capturedAmount } = await psp.find(id);
  assert.equal(closed.status, status);
  assert.equal(capturedAmount, status === 'succeeded' ? 1999 : 0);
  const told = await psp.merchant.until(1);
  assert.deepEqual(
    told.map((one) => one.event.type),
    [`session.${status}`],
  );
});

test('closing a paid session says that it succeeded; closing twice is told once', async (t) => {
  const psp = await open(t);
  const paid = await psp.opened();
  await psp.pay(paid.id, 'accepted');
  assert.equal((await psp.close(paid.id)).status, 'succeeded');
  const other = session.parse((await psp.create(psp.order({ reference: 'K-2' }), 'key-2')).body);
  assert.equal((await psp.close(other.id)).status, 'closed');
  assert.equal((await psp.close(other.id)).status, 'closed');
  assert.equal((await psp.pay(other.id, 'accepted')).location, `/pay/${other.id}`);
  assert.match(await (await fetch(other.url)).text(), /Payment closed/);
  assert.deepEqual((await psp.ledger()).byReference['K-2'], { captured: 0, refunded: 0 });
});

test('a session closes by itself when its time is over', async (t) => {
  const clock = { now: () => new Date() };
  const psp = await open(t, clock);
  const { id } = await psp.opened();
  const later = new Date(Date.now() + 900_000);
  clock.now = () => later;
  await psp.pay(id, 'accepted');
  assert.equal((await psp.find(id)).status, 'closed');
  const [told] = await psp.merchant.until(1);
  assert.equal(told?.event.type, 'session.closed');
});

test('refunds never exceed what was captured', async (t) => {
  const psp = await open(t);
  const { id } = await psp.opened();
  const ask = (amount: number, key: string) => psp.refund({ sessionId: id, amount, reference: key }, key);
  assert.deepEqual(errorOf(await ask(1, 'early')), [422, 'refund_exceeds_capture', 'amount']);
  await psp.pay(id, 'accepted');
  const first = await ask(1000, 'r1');
  assert.equal(first.status, 201);
  assert.deepEqual(await ask(1000, 'r1'), first);
  assert.deepEqual(errorOf(await ask(1000, 'r2')), [422, 'refund_exceeds_capture', 'amount']);
  assert.equal((await ask(999, 'r3')).status, 201);
  assert.deepEqual(await psp.ledger().then((ledger) => ledger.byReference['K-1']), { captured: 1999, refunded: 1999 });
  const told = await psp.merchant.until(3);
  assert.equal(told.filter((one) => one.event.type === 'refund.succeeded').length, 2);
});

test('the hosted page speaks the language of the session, escapes what it shows and runs no script', async (t) => {
  const psp = await open(t);
  const german = session.parse((await psp.create(psp.order({ locale: 'de', description: '<b>&' }))).body);
  const page = await fetch(german.url);
  const text = await page.text();
  assert.match(text, /<html lang="de">/);
  assert.match(text, /19,99\s€ bezahlen/);
  assert.match(text, /&lt;b&gt;&amp;/);
  assert.match(page.headers.get('content-security-policy') ?? '', /default-src 'none'.*form-action 'self' http:\/\/shop\.test/);
  assert.equal((await fetch(`${psp.url}/pay/ps_none`)).status, 404);
});

test('a bank takes money back until it decides: told each time, kept in the books, and never more than is left', async (t) => {
  const psp = await open(t);
  const { id: sessionId } = await psp.opened();
  const take = (body: unknown) => call(`${psp.url}/v1/disputes`, { method: 'POST', body });
  assert.deepEqual(errorOf(await take({ sessionId })), [422, 'dispute_exceeds_capture', 'amount']);
  await psp.pay(sessionId, 'accepted');
  const { id } = z.object({ id: z.string() }).parse((await take({ sessionId })).body);
  assert.deepEqual(errorOf(await take({ sessionId })), [422, 'dispute_exceeds_capture', 'amount']);
  const disputed = async () => z.object({ sums: z.object({ disputed: z.int() }) }).parse((await call(`${psp.url}/ledger`)).body).sums.disputed;
  assert.equal(await disputed(), 1999);
  await submit(`${psp.url}/disputes/${id}/decide`, { outcome: 'won' });
  await submit(`${psp.url}/disputes/${id}/decide`, { outcome: 'lost' });
  assert.equal(await disputed(), 0);
  const told = await psp.merchant.until(3);
  assert.deepEqual(told.map(({ event }) => event.type).sort(), ['dispute.decided', 'dispute.opened', 'session.succeeded']);
});
