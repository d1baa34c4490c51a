import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { Permanent } from '@kontor/kit/asks';
import { type Opening, StillOpening } from './provider.ts';
import { stripe } from './stripe.ts';
import { openStripeDesk } from './testing/stripe-desk.ts';

// What stripe-mock cannot show because it remembers nothing: pages and refunds that were made before, keys, tries.

const desk = await openStripeDesk();
after(() => desk.close());
const provider = stripe({ key: 'sk_test_123', secrets: ['whsec_a_secret'], live: false, url: desk.url });

function opening(more: Partial<Opening> = {}): Opening {
  const now = Date.now();
  const ways = { returnUrl: 'https://shop.example/1', cancelUrl: 'https://shop.example/2' };
  const times = { customer: null, capture: 'now' as const, openedAt: new Date(now).toISOString(), expiresAt: new Date(now + 900_000).toISOString() };
  return { reference: randomUUID(), amount: 4_990, currency: 'EUR', description: 'Order K100001', locale: 'en', ...ways, ...times, ...more };
}
const lost = ({ reference, openedAt }: Opening) => ({ reference, sessionId: null, openedAt });
async function opened() {
  const asked = opening();
  return { asked, session: await provider.open(asked, 4_000), standing: () => provider.find(lost(asked)) };
}

test('the same opening again gives the same page, and a page ends after the order does, as Stripe wants it', async () => {
  const asked = opening();
  const first = await provider.open(asked, 4_000);
  assert.equal((await provider.open(asked, 4_000)).id, first.id);
  const [call] = desk.calls.filter(({ form }) => form.get('client_reference_id') === asked.reference);
  assert.equal(call?.key, asked.reference);
  const endsIn = Number(call?.form.get('expires_at')) - Date.now() / 1000;
  assert.ok(endsIn > 30 * 60 && endsIn < 24 * 3_600, `the page ends in ${endsIn} s`);
  assert.equal(call?.form.get('payment_intent_data[metadata][reference]'), asked.reference);
});

test('an opening whose key was used with other settings finds what that opened', async () => {
  const { asked, session } = await opened();
  assert.equal((await provider.open({ ...asked, returnUrl: 'https://other.example' }, 4_000)).id, session.id);
});

test('while the same opening is under way elsewhere it is still opening', async () => {
  desk.next(409, { type: 'idempotency_error', code: 'idempotency_key_in_use', message: 'in use' });
  await assert.rejects(provider.open(opening(), 4_000), StillOpening);
});

test('a page whose answer was lost is found among many by its reference', async () => {
  const { asked, session } = await opened();
  for (let other = 0; other < 3; other++) await provider.open(opening(), 4_000);
  assert.equal((await provider.find(lost(asked)))?.id, session.id);
});

test('declined tries are counted and named, and the page stays open', async () => {
  const { asked, standing } = await opened();
  desk.pay(asked.reference, 'declined');
  desk.pay(asked.reference, 'declined');
  const session = await standing();
  assert.deepEqual([session?.status, session?.declines, session?.lastFailure, session?.captured], ['open', 2, 'card_declined', 0]);
});

test('money on its way leaves a finished page open; when it does not come the page is over', async () => {
  const { asked, standing } = await opened();
  desk.pay(asked.reference, 'processing');
  assert.equal((await standing())?.status, 'open');
  desk.pay(asked.reference, 'failed-later');
  assert.equal((await standing())?.status, 'closed');
});

test('closing a page that was paid just before says that it was paid', async () => {
  const { asked, session } = await opened();
  desk.pay(asked.reference, 'paid');
  const { status, captured, currency, payment } = await provider.close(session.id);
  assert.deepEqual([status, captured, currency, payment], ['succeeded', 4_990, 'EUR', desk.pageOf(asked.reference).payment_intent]);
});

test('a refund that was made before is found and not made again, even when its key is forgotten', async () => {
  const { asked, session } = await opened();
  desk.pay(asked.reference, 'paid');
  const back = { sessionId: session.id, amount: 1_000, reference: randomUUID() };
  await provider.refund(back);
  const made = desk.refunds.length;
  desk.forgetKeys();
  await provider.refund(back);
  assert.equal(desk.refunds.length, made);
});

test('a refund on its way is asked about again; one that failed is for people', async () => {
  for (const [status, isPermanent] of [
    ['pending', false],
    ['failed', true],
  ] as const) {
    const { asked, session } = await opened();
    desk.pay(asked.reference, 'paid');
    desk.refundsAre(status);
    const back = { sessionId: session.id, amount: 1_000, reference: randomUUID() };
    await assert.rejects(provider.refund(back), (error) => error instanceof Permanent === isPermanent);
  }
  desk.refundsAre('succeeded');
});

async function setAside() {
  const asked = opening({ capture: 'later' });
  const session = await provider.open(asked, 4_000);
  desk.pay(asked.reference, 'paid');
  return { session, standing: () => provider.find(lost(asked)) };
}

test('a page whose money is set aside counts as paid, and a capture whose key is forgotten is not made again', async () => {
  const { session, standing } = await setAside();
  const { status, captured, hold } = (await standing()) ?? {};
  assert.deepEqual([status, captured, hold?.amount, hold?.inParts], ['succeeded', 0, 4_990, true]);
  const part = { sessionId: session.id, amount: 1_000, upTo: 1_000, last: false, reference: randomUUID() };
  await provider.capture(part);
  desk.forgetKeys();
  await provider.capture(part);
  const after_ = await standing();
  assert.deepEqual([after_?.captured, after_?.hold?.amount], [1_000, 3_990]);
  await provider.capture({ ...part, amount: 2_000, upTo: 3_000, last: true, reference: randomUUID() });
  assert.deepEqual([(await standing())?.captured, (await standing())?.hold], [3_000, null]);
});

test('a card that takes one capture only says so', async () => {
  desk.takesParts(false);
  assert.equal((await (await setAside()).standing())?.hold?.inParts, false);
  desk.takesParts(true);
});

test('what was let go of is over, twice is once, and a capture that the bank declines is for people', async () => {
  const { session, standing } = await setAside();
  desk.declinesCaptures(true);
  await assert.rejects(provider.capture({ sessionId: session.id, amount: 1, upTo: 1, last: true, reference: randomUUID() }), Permanent);
  desk.declinesCaptures(false);
  await provider.release(session.id);
  await provider.release(session.id);
  assert.equal((await standing())?.status, 'closed');
});

test('what Stripe answers while it has trouble is no decision', async () => {
  for (const status of [429, 500, 503, 401]) {
    desk.next(status, { type: 'api_error', message: 'trouble' });
    await assert.rejects(provider.open(opening(), 4_000), (error) => !(error instanceof Permanent) && !(error instanceof StillOpening));
  }
});
