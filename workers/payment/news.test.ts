import { until } from '@kontor/kit/testing';
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, beforeEach, test } from 'node:test';
import { z } from 'zod';
import { MINUTE, openPaymentDesk } from './testing/payment-desk.ts';

const desk = await openPaymentDesk();
const { psp, database, shopper, deliver, sign, fault, ledger, pay, moveClock, readyOrder, heard, told, attemptsOf, settled, secrets } = desk;
beforeEach(() => desk.noFaults());
after(() => desk.stop());

/** The rounds of looks that are still planned for an order. */
async function looks(orderId: string): Promise<number[]> {
  const { rows } = await database.query<{ round: number }>(
    "select (payload->>'round')::int as round from ask where kind = 'askProvider' and subject = $1 and done_at is null",
    [orderId],
  );
  return rows.map(({ round }) => round);
}

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
  for (const wrong of ['', sign('not the secret', body), sign(secrets.current, `${body} `)]) assert.equal((await deliver(body, wrong)).status, 401);
  assert.equal((await deliver(unreadable, sign(secrets.current, unreadable))).status, 400);
  assert.equal((await deliver(foreign, sign(secrets.current, foreign))).status, 200);
  assert.equal((await attemptsOf(orderId))[0]?.phase, 'open');
  assert.equal((await deliver(body, sign(secrets.old, body))).status, 200);
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
