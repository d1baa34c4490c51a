import { testWorld, until } from '@kontor/kit/testing';
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { EventType } from '@kontor/contracts/events';
import { journal as records } from '@kontor/contracts/journal';
import { giftCard } from '@kontor/contracts/gift-card';
import { payment } from '@kontor/contracts/payment';
import { listening } from '@kontor/kit/worker';
import pg from 'pg';
import { startPsp } from '../../simulators/psp/start.ts';

// The gateway's part: passes the bytes and the signature on.
const gateway = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const headers = { 'content-type': 'application/json', 'psp-signature': String(request.headers['psp-signature']) };
    fetch(`${listening('payment')}/webhook`, { method: 'POST', headers, body: Buffer.concat(chunks) }).then(
      ({ status }) => response.writeHead(status).end(),
      () => response.writeHead(502).end(),
    );
  });
});
await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve));
const folder = await mkdtemp(join(tmpdir(), 'psp-'));
const [secret, key] = ['a-webhook-secret', 'a-secret-key'];
const psp = await startPsp({ port: 0, host: '127.0.0.1', publicHost: '127.0.0.1', folder, secretKey: key, webhookSecret: secret, retryAfterMs: 20 });
const world = await testWorld('payment', {
  PSP_URL: psp.url,
  PSP_SECRET_KEY: key,
  PSP_WEBHOOK_SECRET: secret,
  PAYMENT_WEBHOOK_URL: `http://127.0.0.1:${(gateway.address() as AddressInfo).port}/webhooks/psp`,
  SHOP_URL: 'https://shop.example',
});
await world.start();
const database = new pg.Client({ connectionString: world.database });
const owner = { kind: 'customer' as const, id: randomUUID(), roles: [] };
const shopper = { ...world.call(payment, owner), ...world.call(giftCard, owner) };
const clerk = world.call(giftCard, { kind: 'staff', id: 's', roles: ['orders'] });

before(() => database.connect());
after(async () => {
  await database.end();
  await world.stop();
  await psp.stop();
  gateway.close();
  await rm(folder, { recursive: true });
});

const about = (orderId: string) => ({ orderId, number: `K${orderId.slice(0, 6)}`, owner: owner.id });
async function readyOrder(total = 4_990): Promise<string> {
  const orderId = randomUUID();
  const payBy = new Date(Date.now() + 15 * 60_000).toISOString();
  await world.tell('OrderReadyToPay', orderId, 2, { ...about(orderId), total, currency: 'EUR', payBy, locale: 'de' });
  return orderId;
}
const closing = (orderId: string) => world.tell('OrderPaymentClosing', orderId, 3, about(orderId));
const refundDue = (orderId: string, amount: number, id?: string) =>
  world.tell('RefundDue', orderId, 5, { ...about(orderId), amount, currency: 'EUR', reason: 'cancelled' }, id);
const heard = <T extends EventType>(type: T, orderId: string) => world.heard(type, ({ subject }) => subject === orderId);
const told = (type: EventType, orderId: string) => world.told.filter((message) => message.type === type && message.subject === orderId);
const payAt = (url: string, card = 'accepted') => fetch(url, { method: 'POST', redirect: 'manual', body: new URLSearchParams({ card }) });

async function aCard(amount: number) {
  const { card, code } = await clerk.issueGiftCard({ id: randomUUID(), amount });
  return { id: card.id, code, last4: card.last4 };
}
const balanceOf = async (id: string) => (await clerk.giftCardLedger({ id })).card.balance;
/** The ledger tells the same as the balance. */
async function agrees(id: string): Promise<string[]> {
  const { card, entries } = await clerk.giftCardLedger({ id });
  assert.equal(
    entries.reduce((sum, { moved }) => sum + moved, 0),
    card.balance,
  );
  return entries.map(({ kind }) => kind).sort();
}
const refused = (reason: string) => (error: { code?: string; details?: { reason?: string; field?: string } }) =>
  error.code === 'GiftCardRefused' && error.details?.reason === reason && error.details.field === 'code';

test('a card that covers an order pays it, without the provider', async () => {
  const [card, orderId] = [await aCard(10_000), await readyOrder(4_990)];
  const due = await shopper.useGiftCard({ orderId, code: card.code.toLowerCase().replaceAll('-', ' ') });
  assert.deepEqual(due, { orderId, currency: 'EUR', total: 4_990, giftCards: [{ last4: card.last4, amount: 4_990 }], due: 0, paid: true });
  const { data } = await heard('PaymentSucceeded', orderId);
  assert.deepEqual([data.amount, data.tenders], [4_990, [{ kind: 'gift-card', amount: 4_990, last4: card.last4 }]]);
  assert.match((await shopper.start({ orderId, locale: 'en' })).url, /from=payment$/);
  assert.equal(await balanceOf(card.id), 5_010);
  assert.deepEqual(await agrees(card.id), ['captured', 'held', 'issued']);
});

test('a card pays first and the provider the rest; the total is the sum of both, and both get it back', async () => {
  const [card, orderId] = [await aCard(1_000), await readyOrder(4_990)];
  assert.equal((await shopper.useGiftCard({ orderId, code: card.code })).due, 3_990);
  assert.equal((await shopper.useGiftCard({ orderId, code: card.code })).due, 3_990);
  const { url } = await shopper.start({ orderId, locale: 'en' });
  await payAt(url);
  const { data } = await heard('PaymentSucceeded', orderId);
  assert.deepEqual(
    [data.amount, data.tenders],
    [
      4_990,
      [
        { kind: 'gift-card', amount: 1_000, last4: card.last4 },
        { kind: 'provider', amount: 3_990 },
      ],
    ],
  );
  const [attempt] = await shopper.byOrder({ orderId });
  assert.equal(attempt?.captured, 3_990);

  const event = await refundDue(orderId, 4_990);
  await refundDue(orderId, 4_990, event);
  await until(async () => told('PaymentRefunded', orderId).length === 2, 'both ways back are told');
  assert.deepEqual(
    told('PaymentRefunded', orderId)
      .map(({ data: refund }) => ('amount' in refund ? refund.amount : 0))
      .sort(),
    [1_000, 3_990],
  );
  assert.equal(await balanceOf(card.id), 1_000);
  assert.deepEqual(await agrees(card.id), ['captured', 'held', 'issued', 'refunded']);
});

test('what was set aside for an order that is never paid goes back to the card, once', async () => {
  const [card, orderId] = [await aCard(1_000), await readyOrder()];
  await shopper.useGiftCard({ orderId, code: card.code });
  assert.equal(await balanceOf(card.id), 0);
  await closing(orderId);
  await heard('PaymentClosed', orderId);
  await closing(orderId);
  await world.tell('OrderCancelled', orderId, 4, { ...about(orderId), total: 4_990, currency: 'EUR', reason: 'shopper', short: [] });
  await shopper.useGiftCard({ orderId: await readyOrder(), code: card.code }).catch(() => null);
  assert.deepEqual(await agrees(card.id), ['held', 'held', 'issued', 'released']);
  assert.equal(await balanceOf(card.id), 0);
  await assert.rejects(shopper.useGiftCard({ orderId, code: card.code }), { code: 'WrongPhase' });
});

test('ten orders at once spend a card together, never more than is on it', async () => {
  const card = await aCard(2_500);
  const orders = await Promise.all(Array.from({ length: 10 }, () => readyOrder(1_000)));
  const used = await Promise.allSettled(orders.map((orderId) => shopper.useGiftCard({ orderId, code: card.code })));
  const spent = used.flatMap((one) => (one.status === 'fulfilled' ? one.value.giftCards.map(({ amount }) => amount) : [])).sort();
  assert.deepEqual(spent, [1_000, 1_000, 500].sort());
  for (const one of used) if (one.status === 'rejected') assert.ok(refused('empty')(one.reason as { code?: string }));
  assert.equal(await balanceOf(card.id), 0);
  await agrees(card.id);
});

test('the same order asked ten times at once sets aside once', async () => {
  const [card, orderId] = [await aCard(9_000), await readyOrder(5_000)];
  await Promise.all(Array.from({ length: 10 }, () => shopper.useGiftCard({ orderId, code: card.code })));
  assert.equal(await balanceOf(card.id), 4_000);
  assert.equal(told('PaymentSucceeded', orderId).length <= 1, true);
  assert.deepEqual(await agrees(card.id), ['captured', 'held', 'issued']);
});

test('a card is refused when nobody knows it, when it is switched off or empty, and when the payment has begun', async () => {
  const orderId = await readyOrder();
  await assert.rejects(shopper.useGiftCard({ orderId, code: '2222-2222-2222-2222' }), refused('unknown'));
  await assert.rejects(shopper.giftCardBalance({ code: '2222-2222-2222-2222' }), refused('unknown'));
  await assert.rejects(shopper.useGiftCard({ orderId, code: 'short' }), { code: 'InvalidInput' });
  const card = await aCard(1_000);
  assert.deepEqual(await shopper.giftCardBalance({ code: card.code }), { last4: card.last4, balance: 1_000, currency: 'EUR' });
  for (let presses = 0; presses < 2; presses++) await clerk.switchGiftCard({ id: card.id, on: false });
  const noted = await world.call(records, { kind: 'staff', id: 'grace', roles: ['operations'] }, 'journal.').audit({ limit: 100 });
  assert.equal(noted.items.filter(({ act, about }) => act === 'switchGiftCardOff' && about === card.id).length, 1);
  await assert.rejects(shopper.useGiftCard({ orderId, code: card.code }), refused('unknown'));
  await clerk.switchGiftCard({ id: card.id, on: true });
  await shopper.start({ orderId, locale: 'en' });
  await assert.rejects(shopper.useGiftCard({ orderId, code: card.code }), refused('payment-begun'));
  await assert.rejects(world.call(giftCard, { ...owner, id: randomUUID() }).useGiftCard({ orderId, code: card.code }), { code: 'NotFound' });
});

test('the ledger only grows, the code is not kept, and a card is issued once', async () => {
  const card = await aCard(1_000);
  await assert.rejects(database.query(`update gift_card_entry set amount = 1 where card_id = $1`, [card.id]), /append-only/);
  await assert.rejects(database.query(`delete from gift_card_entry where card_id = $1`, [card.id]), /append-only/);
  await assert.rejects(database.query(`update gift_card set balance = -1 where id = $1`, [card.id]), /never_below_zero/);
  const { rows } = await database.query<{ kept: string }>('select to_jsonb(gift_card)::text as kept from gift_card where id = $1', [card.id]);
  assert.equal(rows[0]?.kept.includes(card.code.replaceAll('-', '')), false);
  await assert.rejects(clerk.issueGiftCard({ id: card.id, amount: 1_000 }), { code: 'KeyReused' });
  await assert.rejects(world.call(giftCard, owner).issueGiftCard({ id: randomUUID(), amount: 1_000 }), { code: 'NotAllowed' });
  const first = await clerk.giftCards({ limit: 1 });
  assert.notEqual((await clerk.giftCards({ limit: 1, after: first.next ?? '' })).items[0]?.id, first.items[0]?.id);
});

test('staff find a card by what a customer reads out: all of its code, or the last four; nobody else does', async () => {
  const { card, code } = await clerk.issueGiftCard({ id: randomUUID(), amount: 1_000 });
  const { balance } = card;
  for (const sought of [code, code.toLowerCase().replaceAll('-', ' '), card.last4])
    assert.ok((await clerk.findGiftCards({ code: sought })).some((one) => one.id === card.id && one.balance === balance));
  assert.deepEqual(await clerk.findGiftCards({ code: '2222-2222-2222-2222' }), []);
  await assert.rejects(clerk.findGiftCards({ code: '2TR' }), (error: Error) => error.message === 'InvalidInput');
  await assert.rejects(world.call(giftCard, owner).findGiftCards({ code }), (error: Error) => error.message === 'NotAllowed');
});

test('two presses at the same moment issue one gift card, and the second hears that its id is taken', async () => {
  const issue = () => clerk.issueGiftCard({ id, amount: 1_000 });
  const id = randomUUID();
  const [first, second] = await world.heldUp([['select pg_advisory_xact_lock(hashtext($1))', 'audit']], issue, issue);
  assert.equal(first?.status, 'fulfilled');
  assert.equal(second?.status === 'rejected' && second.reason.code, 'KeyReused');
  assert.equal((await clerk.giftCardLedger({ id })).card.balance, 1_000);
});
