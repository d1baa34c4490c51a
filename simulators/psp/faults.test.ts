import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { type TestContext, test } from 'node:test';
import { z } from 'zod';
import { verify } from '../signature.ts';
import { call, errorOf, keys, openMerchant, type Received, submit, tempFolder } from '../testing.ts';
import { startPsp } from './start.ts';

const session = z.object({ id: z.string(), status: z.string(), currency: z.string(), capturedAmount: z.int() });

async function open(t: TestContext, merchant: { url: string }, folder = tempFolder(t)) {
  const psp = await startPsp({ port: 0, host: '127.0.0.1', publicHost: '127.0.0.1', folder, ...keys, retryAfterMs: 10 });
  let stopped: Promise<void> | undefined;
  const stop = () => (stopped ??= psp.stop());
  t.after(stop);
  const body = {
    reference: 'K-1',
    amount: 1999,
    currency: 'EUR',
    description: 'Kontor',
    locale: 'en',
    returnUrl: 'http://shop.test/back',
    cancelUrl: 'http://shop.test/cancel',
    webhookUrl: merchant.url,
    expiresAt: new Date(Date.now() + 900_000).toISOString(),
  };
  const create = (key = 'key-1') => call(`${psp.url}/v1/sessions`, { method: 'POST', body, key });
  const found = async () => z.object({ sessions: z.array(session) }).parse((await call(`${psp.url}/v1/sessions?reference=K-1`)).body).sessions;
  return {
    url: psp.url,
    stop,
    create,
    found,
    opened: async (key?: string) => session.parse((await create(key)).body),
    pay: (id: string, card = 'accepted') => submit(`${psp.url}/pay/${id}`, { card }),
    plan: (fault: unknown) => call(`${psp.url}/faults`, { method: 'POST', body: fault }),
  };
}

const genuine = ({ headers, body }: Received) => verify([keys.webhookSecret], body, String(headers['psp-signature']), new Date());

test('a webhook answered with 500 is sent again with the same id until it is taken', async (t) => {
  const merchant = await openMerchant(t, (count) => (count < 3 ? 500 : 200));
  const psp = await open(t, merchant);
  await psp.pay((await psp.opened()).id);
  const told = await merchant.until(3);
  assert.equal(new Set(told.map((one) => one.event.id)).size, 1);
  assert.ok(told.every(genuine));
});

test('a webhook that never arrived is sent by the next process', async (t) => {
  const away = await openMerchant(t);
  await away.close();
  const folder = tempFolder(t);
  const before = await open(t, away, folder);
  const { id } = await before.opened();
  await before.pay(id);
  await before.stop();
  const merchant = await openMerchant(t, undefined, away.port);
  const after = await open(t, merchant, folder);
  const [told] = await merchant.until(1);
  assert.equal(told?.event.type, 'session.succeeded');
  assert.equal((await after.found())[0]?.capturedAmount, 1999);
});

test('an answer is remembered by the next process, and a webhook that arrived is not sent again', async (t) => {
  const merchant = await openMerchant(t);
  const folder = tempFolder(t);
  const before = await open(t, merchant, folder);
  const first = await before.create();
  await before.pay(session.parse(first.body).id);
  await merchant.until(1);
  const delivered = async () => JSON.stringify((await call(`${before.url}/ledger`)).body).includes('"arrived":1');
  while (!(await delivered()));
  await before.stop();
  const after = await open(t, merchant, folder);
  await after.opened('key-2').then(({ id }) => after.pay(id));
  await merchant.until(2);
  assert.equal(new Set(merchant.received.map((one) => one.event.id)).size, 2);
  const [again] = (await after.found()).slice(-1);
  assert.equal(again?.status, 'succeeded');
});

test('a merchant who never answers gets a bounded number of webhooks at once and does not hold up the API', async (t) => {
  let inHand = 0;
  const mute = createServer(() => {
    inHand += 1;
  });
  await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve));
  t.after(() => mute.closeAllConnections());
  t.after(() => mute.close());
  const address = mute.address();
  const psp = await open(t, { url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/hook` });
  const { id } = await psp.opened();
  await psp.plan({ kind: 'duplicate_webhook', count: 3 });
  for (let round = 0; round < 3; round++) await psp.pay(id, 'declined');
  while (inHand < 32) await psp.found();
  assert.equal((await psp.found())[0]?.status, 'open');
  assert.equal(inHand, 32);
});

test('timeout_before does nothing; timeout_after and error_after hide that the work was done', async (t) => {
  const merchant = await openMerchant(t);
  const psp = await open(t, merchant);
  await psp.plan({ kind: 'timeout_before', ms: 20 });
  await assert.rejects(psp.create('lost'));
  assert.equal((await psp.found()).length, 0);
  await psp.plan({ kind: 'timeout_after', ms: 20, on: 'create_session' });
  await assert.rejects(psp.create('unheard'));
  assert.equal((await psp.found()).length, 1);
  assert.equal((await psp.create('unheard')).status, 201);
  await psp.plan({ kind: 'error_after', on: 'create_session' });
  assert.deepEqual(errorOf(await psp.create('broken')), [500, 'internal_error']);
  assert.equal((await psp.create('broken')).status, 201);
  assert.equal((await psp.found()).length, 2);
});

test('decline refuses a good card as often as planned', async (t) => {
  const psp = await open(t, await openMerchant(t));
  const { id } = await psp.opened();
  await psp.plan({ kind: 'decline' });
  assert.equal((await psp.pay(id)).location, `/pay/${id}`);
  assert.equal((await psp.pay(id)).location, 'http://shop.test/back');
});

test('charged, then timed out: the shopper gets no answer, the money is taken, the webhook says so', async (t) => {
  const merchant = await openMerchant(t);
  const psp = await open(t, merchant);
  const { id } = await psp.opened();
  await psp.plan({ kind: 'timeout_after', ms: 20, on: 'pay' });
  await assert.rejects(psp.pay(id));
  assert.equal((await merchant.until(1))[0]?.event.type, 'session.succeeded');
});

test('duplicate_webhook delivers twenty times', async (t) => {
  const merchant = await openMerchant(t);
  const psp = await open(t, merchant);
  await psp.plan({ kind: 'duplicate_webhook' });
  await psp.pay((await psp.opened()).id);
  const told = await merchant.until(20);
  assert.equal(new Set(told.map((one) => one.event.id)).size, 1);
});

test('drop_webhook is never sent, late_webhook comes after the next one', async (t) => {
  const merchant = await openMerchant(t);
  const psp = await open(t, merchant);
  const { id } = await psp.opened();
  await psp.plan({ kind: 'drop_webhook', on: 'session.payment_failed' });
  await psp.plan({ kind: 'late_webhook', ms: 150, on: 'session.payment_failed' });
  await psp.pay(id, 'declined');
  await psp.pay(id, 'declined');
  await psp.pay(id, 'accepted');
  const told = await merchant.until(2);
  assert.deepEqual(
    told.map((one) => one.event.type),
    ['session.succeeded', 'session.payment_failed'],
  );
});

test('reorder_webhooks delivers the planned number in reverse', async (t) => {
  const merchant = await openMerchant(t);
  const psp = await open(t, merchant);
  const { id } = await psp.opened();
  await psp.plan({ kind: 'reorder_webhooks', count: 2 });
  await psp.pay(id, 'declined');
  await psp.pay(id, 'accepted');
  const told = await merchant.until(2);
  assert.deepEqual(
    told.map((one) => one.event.type),
    ['session.succeeded', 'session.payment_failed'],
  );
});

test('forge_webhook claims a payment that never was, with a signature that does not hold, once', async (t) => {
  const merchant = await openMerchant(t, (count) => (count === 1 ? 401 : 200));
  const psp = await open(t, merchant);
  await psp.plan({ kind: 'forge_webhook' });
  const { id } = await psp.opened();
  const [forged] = await merchant.until(1);
  assert.ok(forged && forged.event.type === 'session.succeeded' && !genuine(forged));
  assert.equal((await psp.found())[0]?.capturedAmount, 0);
  await psp.pay(id);
  const [, second] = await merchant.until(2);
  assert.ok(second && genuine(second));
});

test('other_amount takes another amount or currency than asked, and says so truthfully', async (t) => {
  const merchant = await openMerchant(t);
  const psp = await open(t, merchant);
  await psp.plan({ kind: 'other_amount' });
  await psp.pay((await psp.opened('key-1')).id);
  await psp.plan({ kind: 'other_amount', currency: 'USD' });
  await psp.pay((await psp.opened('key-2')).id);
  const told = await merchant.until(2);
  const seen = told.map((one) => session.parse(one.event.data.session)).map(({ capturedAmount, currency }) => `${capturedAmount} ${currency}`);
  assert.deepEqual(seen.sort(), ['1998 EUR', '1999 USD']);
});

test('planned faults can be read and cleared, and an unknown one is refused', async (t) => {
  const psp = await open(t, await openMerchant(t));
  assert.equal((await psp.plan({ kind: 'decline', count: 3 })).status, 201);
  assert.deepEqual(errorOf(await psp.plan({ kind: 'nonsense' })), [422, 'invalid_input', 'kind']);
  assert.equal((await submit(`${psp.url}/faults/form`, { kind: 'delay', on: '', count: '2', ms: '' })).location, '/');
  const list = async () => z.object({ faults: z.array(z.unknown()) }).parse((await call(`${psp.url}/faults`)).body).faults.length;
  assert.equal(await list(), 2);
  assert.equal((await call(`${psp.url}/faults`, { method: 'DELETE' })).status, 204);
  assert.equal(await list(), 0);
});

test('a fault about one reference leaves the others alone, and error_before does nothing', async (t) => {
  const psp = await open(t, await openMerchant(t));
  await psp.plan({ kind: 'error_before', on: 'create_session', reference: 'K-2' });
  assert.equal((await psp.create('one')).status, 201);
  await psp.plan({ kind: 'error_before', on: 'create_session', reference: 'K-1' });
  assert.deepEqual(errorOf(await psp.create('two')), [500, 'internal_error']);
  assert.equal((await psp.found()).length, 1);
});

test('dropped news can be sent later, the same event signed anew', async (t) => {
  const merchant = await openMerchant(t);
  const psp = await open(t, merchant);
  await psp.plan({ kind: 'drop_webhook', reference: 'K-1' });
  await psp.pay((await psp.opened()).id);
  assert.deepEqual((await call(`${psp.url}/webhooks/resend`, { method: 'POST', body: { reference: 'K-1' } })).body, { sent: 1 });
  await call(`${psp.url}/webhooks/resend`, { method: 'POST', body: { reference: 'K-1' } });
  const told = await merchant.until(2);
  assert.equal(new Set(told.map((one) => one.event.id)).size, 1);
  assert.ok(told.every(genuine));
});

test('the books are read page by page, each reference with its sums', async (t) => {
  const psp = await open(t, await openMerchant(t));
  await psp.pay((await psp.opened()).id);
  const page = {
    references: [{ reference: 'K-1', authorised: 0, captured: 1999, refunded: 0, disputed: 0, currency: 'EUR', sessions: 1, open: 0 }],
    next: null,
  };
  assert.deepEqual((await call(`${psp.url}/ledger/references?limit=1`)).body, page);
  assert.deepEqual((await call(`${psp.url}/ledger/references?after=K-1`)).body, { references: [], next: null });
});
