import { testWorld, until } from '@kontor/kit/testing';
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { notification } from '@kontor/contracts/notification';
import type { Refusal } from '@kontor/contracts/refusals';
import { moveClock } from '@kontor/kit/clock';
import { startMailbox } from '../../simulators/mailbox/start.ts';

const folder = await mkdtemp(join(tmpdir(), 'mailbox-'));
const mailbox = await startMailbox({ port: 0, smtpPort: 0, host: '127.0.0.1', publicHost: '127.0.0.1', folder });
const world = await testWorld('notification', { SMTP_URL: mailbox.smtp, SHOP_URL: 'https://shop.example' });
await world.start();
after(async () => {
  await world.stop();
  await mailbox.stop();
  await rm(folder, { recursive: true });
});

type Received = { messageId: string; subject: string; html: string; text: string };
async function inboxOf(email: string): Promise<Received[]> {
  const answer = await fetch(`${mailbox.url}/api/messages?to=${encodeURIComponent(email)}`);
  return ((await answer.json()) as { messages: Received[] }).messages;
}
const received = (email: string, many: number) =>
  until(async () => {
    const mails = await inboxOf(email);
    return mails.length >= many && mails;
  }, `${many} mails to ${email}`);
const plan = (fault: object) =>
  fetch(`${mailbox.url}/faults`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(fault) });
const staff = world.call(notification, { kind: 'staff', id: 'grace', roles: ['orders'] });

function newOrder(owner = 'ada') {
  const orderId = randomUUID();
  const email = `${orderId}@example.com`;
  const text = { en: 'Cup', de: 'Tasse' };
  const about = { orderId, number: 'K100001', owner, total: 1490, currency: 'EUR' };
  const lines = [{ sku: 'CUP', quantity: 1, name: text, variant: text, price: 1000, total: 1000, weightGrams: 300 }];
  const method = { id: 'standard', name: text, price: 490, daysFrom: 1, daysTo: 3 };
  const receipt = {
    currency: 'EUR',
    lines: [{ sku: 'CUP', quantity: 1, price: 1000, total: 1000, taxRate: 1900 }],
    subtotal: 1000,
    discount: 0,
    shipping: 490,
    taxes: [{ rate: 1900, gross: 1490, tax: 238 }],
    tax: 238,
    total: 1490,
  };
  const person = { email, locale: 'de' as const, address: { name: 'Ada Lovelace', street: 'Lindenweg 4', postcode: '10115', city: 'Berlin', country: 'DE' } };
  const shipmentId = randomUUID();
  const attempt = { orderId, attemptId: randomUUID(), amount: 1490, currency: 'EUR' };
  return {
    orderId,
    email,
    placed: () => world.tell('OrderPlaced', orderId, 1, { ...about, lines, receipt, method, person }),
    paid: (id?: string) => world.tell('OrderPaid', orderId, 3, { ...about, lines, method, allocation: [], person }, id),
    cancelled: () => world.tell('OrderCancelled', orderId, 4, { ...about, reason: 'shopper', short: [] }),
    notExchanged: () => world.tell('OrderCancelled', orderId, 4, { ...about, reason: 'not-exchanged', short: [], toldWithReturn: true }),
    dispatched: () => world.tell('ShipmentDispatched', shipmentId, 3, { orderId, shipmentId, trackingNumber: 'T1', trackingUrl: 'https://carrier.example/T1' }),
    delivered: () => world.tell('ShipmentDelivered', shipmentId, 4, { orderId, shipmentId }),
    delayed: () => world.tell('ShipmentDelayed', shipmentId, 2, { orderId, shipmentId }),
    failed: () => world.tell('PaymentFailed', orderId, 2, { ...attempt, reason: 'declined' }),
    refunded: (refundId: string, amount: number) => world.tell('PaymentRefunded', orderId, 5, { orderId, refundId, amount, currency: 'EUR' }),
  };
}
const factsIn = (mails: Received[]) => mails.map(({ messageId }) => /^<(.*)\.[0-9a-f-]{36}@kontor>$/.exec(messageId)?.[1]).sort();

test('each fact of an order is one mail, told once or twice', async () => {
  const order = newOrder();
  await order.placed();
  await order.failed();
  await received(order.email, 1);
  const first = await order.paid();
  await order.paid(first);
  await order.paid();
  await order.placed();
  await order.failed();
  await order.dispatched();
  await order.delivered();
  await order.dispatched();
  await order.cancelled();
  await order.refunded(randomUUID(), 1000);
  const refund = randomUUID();
  await order.refunded(refund, 490);
  await order.refunded(refund, 490);
  const mails = await received(order.email, 7);
  const last = newOrder();
  await last.placed();
  await last.paid();
  await received(last.email, 1);
  assert.equal((await inboxOf(order.email)).length, 7);
  assert.deepEqual(factsIn(mails), ['order-cancelled', 'order-confirmed', 'order-delivered', 'order-dispatched', 'payment-failed', 'refunded', 'refunded']);
  const confirmed = mails.find(({ messageId }) => messageId === `<order-confirmed.${order.orderId}@kontor>`);
  assert.equal(confirmed?.subject, 'Bestellung K100001 ist bestätigt');
  assert.ok(confirmed?.html.includes(`https://shop.example/de/orders/${order.orderId}`));
  assert.match(confirmed?.text ?? '', /14,90/);
});

test('of a replacement that is not sent because its return was refused the word about the return tells, and no other mail', async () => {
  const [refused, last] = [newOrder(), newOrder()];
  await refused.placed();
  await refused.notExchanged();
  await last.placed();
  await last.cancelled();
  await received(last.email, 1);
  assert.deepEqual(factsIn(await inboxOf(refused.email)), []);
});

test('an order that is not paid after two minutes is told of once, with the way to pay; one that is paid or cancelled is not', async (t) => {
  const [waiting, paid, cancelled] = [newOrder(), newOrder(), newOrder()];
  for (const order of [waiting, paid, cancelled]) await order.placed();
  await paid.paid();
  await cancelled.cancelled();
  await received(paid.email, 1);
  await received(cancelled.email, 1);
  t.after(() => moveClock(0));
  moveClock(3 * 60 * 1000);
  const [mail] = await received(waiting.email, 1);
  assert.equal(mail?.subject, 'Ihre Bestellung K100001 ist eingegangen');
  assert.match(mail.text, /14,90/);
  await waiting.placed();
  await waiting.paid();
  assert.deepEqual(factsIn(await received(waiting.email, 2)), ['order-confirmed', 'order-received']);
  assert.deepEqual([factsIn(await inboxOf(paid.email)), factsIn(await inboxOf(cancelled.email))], [['order-confirmed'], ['order-cancelled']]);
});

test('a sent mail is told of and shown to staff alone', async () => {
  const order = newOrder();
  await order.placed();
  await order.paid();
  const { data } = await world.heard('MailSent', ({ data }) => data.about === order.orderId);
  assert.deepEqual([data.fact, data.messageId], ['order-confirmed', `<order-confirmed.${order.orderId}@kontor>`]);
  const [mail] = await staff.byOrder({ orderId: order.orderId });
  assert.equal(mail?.id, data.mailId);
  assert.ok(mail?.sentAt);
  for (const actor of [null, { kind: 'customer' as const, id: 'ada', roles: [] }, { kind: 'staff' as const, id: 'grace', roles: ['catalog'] }]) {
    await assert.rejects(world.call(notification, actor).byOrder({ orderId: order.orderId }), (error: Refusal) =>
      ['SignInRequired', 'NotAllowed'].includes(error.code),
    );
  }
});

test('a fact that comes before its order waits for it', async () => {
  const order = newOrder();
  await order.delivered();
  await order.paid();
  await order.placed();
  assert.deepEqual(factsIn(await received(order.email, 2)), ['order-confirmed', 'order-delivered']);
});

test('a parcel that the carrier does not take is one mail, and none once it is on its way', async () => {
  const [held, gone] = [newOrder(), newOrder()];
  for (const order of [held, gone]) await order.placed();
  await gone.dispatched();
  await received(gone.email, 1);
  await gone.delayed();
  await held.delayed();
  await held.delayed();
  await held.delivered();
  await gone.delivered();
  const mails = await received(held.email, 2);
  assert.deepEqual(factsIn(mails), ['order-delivered', 'parcel-delayed']);
  assert.ok(mails.some(({ subject }) => subject === 'Bestellung K100001 verspätet sich'));
  assert.deepEqual(factsIn(await received(gone.email, 2)), ['order-delivered', 'order-dispatched']);
});

test('a failed payment is no news any more once the order is paid', async () => {
  const order = newOrder();
  await order.placed();
  await order.paid();
  await received(order.email, 1);
  await order.failed();
  await order.dispatched();
  assert.deepEqual(factsIn(await received(order.email, 2)), ['order-confirmed', 'order-dispatched']);
});

test('a new account is welcomed once', async () => {
  const userId = randomUUID();
  const email = `${userId}@example.com`;
  const person = { email, name: 'Ada <b>Lovelace</b>', locale: 'en' as const };
  await world.tell('UserRegistered', userId, 1, { userId, person });
  await world.tell('UserRegistered', userId, 1, { userId, person });
  await received(email, 1);
  const next = randomUUID();
  await world.tell('UserRegistered', next, 1, { userId: next, person: { ...person, email: `${next}@example.com` } });
  await received(`${next}@example.com`, 1);
  const [mail, ...more] = await inboxOf(email);
  assert.equal(mail?.subject, 'Welcome to Kontor');
  assert.ok(mail?.html.includes('Ada &lt;b&gt;Lovelace&lt;/b&gt;'));
  assert.deepEqual(more, []);
});

test('a mail server that refuses for a while gets the mail later, with the same Message-ID', async () => {
  await plan({ kind: 'refuse', count: 2 });
  const order = newOrder();
  await order.placed();
  await order.paid();
  const [mail] = await received(order.email, 1);
  assert.equal(mail?.messageId, `<order-confirmed.${order.orderId}@kontor>`);
});

test('staff sends a mail again under the Message-ID it had; the same press twice sends it once', async () => {
  const order = newOrder();
  await order.placed();
  await order.paid();
  await received(order.email, 1);
  const [mail] = await until(async () => {
    const mails = await staff.byOrder({ orderId: order.orderId });
    return typeof mails[0]?.sentAt === 'string' && mails;
  }, 'sent');
  const press = { mailId: mail?.id ?? '', idempotencyKey: randomUUID() };
  await Promise.all([staff.resend(press), staff.resend(press)]);
  const [first, second, ...more] = await received(order.email, 2);
  assert.equal(first?.messageId, second?.messageId);
  assert.equal(more.length, 0);
  assert.equal((await staff.byOrder({ orderId: order.orderId })).length, 1);
  await assert.rejects(staff.resend({ ...press, mailId: randomUUID() }), { code: 'NotFound' });
});

test('accounts that are closed at once are all forgotten, and nobody else is', async () => {
  const [ada, grace, linus] = [randomUUID(), randomUUID(), randomUUID()];
  const orders = [ada, grace, linus].map((owner) => newOrder(owner));
  for (const order of orders) {
    await order.placed();
    await order.paid();
    await received(order.email, 1);
    await until(async () => (await staff.byOrder({ orderId: order.orderId }))[0]?.sentAt, 'sent');
  }
  const { journal, blankOwners } = await import('./store.ts');
  await journal.transaction((tx) => blankOwners(tx, [ada, grace]));
  const kept = await journal.transaction((tx) => tx.contact.findMany({ where: { owner: { in: [ada, grace, linus] } } }));
  const mails = await journal.transaction((tx) => tx.mail.findMany({ where: { orderId: { in: orders.map(({ orderId }) => orderId) } } }));
  assert.deepEqual(
    kept.filter(({ person }) => person !== null).map(({ owner }) => owner),
    [linus],
  );
  assert.deepEqual(
    mails.filter(({ html }) => html !== '').map(({ to }) => to),
    [orders[2]?.email],
  );
});

test('ninety days later nobody’s address is kept, and nothing is sent again', async () => {
  const order = newOrder();
  await order.placed();
  await order.paid();
  await received(order.email, 1);
  await until(async () => (await staff.byOrder({ orderId: order.orderId }))[0]?.sentAt, 'sent');
  const { journal } = await import('./store.ts');
  const kept = () =>
    journal.transaction(async (tx) => {
      const contact = await tx.contact.findUniqueOrThrow({ where: { orderId: order.orderId } });
      const [mail] = await tx.mail.findMany({ where: { orderId: order.orderId } });
      return JSON.stringify([contact, mail], (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
    });
  assert.match(await kept(), new RegExp(order.email));
  moveClock(91 * 24 * 60 * 60_000);
  const blank = await until(async () => {
    const all = await kept();
    return !all.includes(order.email) && all;
  }, 'forgotten');
  assert.doesNotMatch(blank, /Lovelace|Lindenweg/);
  await order.placed();
  await order.paid();
  await order.delivered();
  moveClock(0);
  const next = newOrder();
  await next.placed();
  await next.paid();
  await received(next.email, 1);
  assert.equal((await inboxOf(order.email)).length, 1);
});
