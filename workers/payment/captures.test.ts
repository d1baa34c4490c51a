import { until } from '@kontor/kit/testing';
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, beforeEach, test } from 'node:test';
import { journal } from '@kontor/contracts/journal';
import { MINUTE, openPaymentDesk } from './testing/payment-desk.ts';

const desk = await openPaymentDesk({ PAYMENT_CAPTURE: 'at-dispatch' });
const {
  world,
  database,
  shopper,
  fault,
  ledger,
  pay,
  bank,
  moveClock,
  readyOrder,
  heard,
  told,
  attemptsOf,
  cancelled,
  refundDue,
  captureDue,
  settled,
  paidOrder,
} = desk;
const operations = world.call(journal, { kind: 'staff', id: randomUUID(), roles: ['operations'] }, 'journal.');
const DAY = 24 * 60 * MINUTE;
beforeEach(() => desk.noFaults());
after(() => desk.stop());

/** What our books say of an order's one attempt, and the provider's of the same. */
async function books(orderId: string) {
  const [attempt] = await attemptsOf(orderId);
  const { sums } = await ledger(attempt?.id ?? '');
  const ours = { authorised: attempt?.authorised ?? 0, captured: attempt?.captured ?? 0, refunded: attempt?.refunded ?? 0 };
  const { authorised, captured, refunded } = sums;
  assert.deepEqual(ours, { authorised, captured, refunded });
  return [authorised, captured, refunded];
}
const capturesOf = async (orderId: string) =>
  (await database.query<{ amount: string; phase: string }>('select amount, phase from capture where order_id = $1 order by up_to', [orderId])).rows.map(
    ({ amount, phase }) => [Number(amount), phase],
  );
const standing = async (orderId: string, kind: string) =>
  (await operations.standing({})).failing.find((ask) => ask.subject === orderId && ask.kind === kind && ask.over);

test('what is paid is set aside, taken parcel by parcel, and the last takes the rest', async () => {
  const { orderId, attemptId } = await paidOrder(10_000);
  const { data } = await heard('PaymentSucceeded', orderId);
  assert.deepEqual([data.amount, data.authorised], [10_000, 10_000]);
  assert.deepEqual(await books(orderId), [10_000, 0, 0]);
  const id = await captureDue(orderId, 4_000, 4_000);
  await captureDue(orderId, 4_000, 4_000, id);
  const first = await heard('PaymentCaptured', orderId);
  assert.deepEqual([first.data.attemptId, first.data.amount], [attemptId, 4_000]);
  assert.deepEqual(await books(orderId), [6_000, 4_000, 0]);
  await captureDue(orderId, 6_000, 10_000);
  await until(async () => (await attemptsOf(orderId))[0]?.captured === 10_000, 'the rest is taken');
  assert.deepEqual(await books(orderId), [0, 10_000, 0]);
  assert.deepEqual([told('PaymentCaptured', orderId), told('PaymentReleased', orderId)], [2, 0]);
});

test('parcels that leave at once, told in the wrong order and twice, take each cent once', async () => {
  const { orderId } = await paidOrder(10_000);
  await Promise.all([
    captureDue(orderId, 3_000, 9_000),
    captureDue(orderId, 2_000, 6_000),
    captureDue(orderId, 4_000, 4_000),
    captureDue(orderId, 1_000, 10_000),
  ]);
  await until(async () => (await attemptsOf(orderId))[0]?.captured === 10_000, 'all is taken');
  assert.deepEqual(await books(orderId), [0, 10_000, 0]);
});

test('a capture that goes unanswered, fails after the work or is told twenty times is made once', async () => {
  for (const [kind, more] of [
    ['timeout_before', { ms: 20 }],
    ['timeout_after', { ms: 20 }],
    ['error_before', {}],
    ['error_after', {}],
  ] as const) {
    const { orderId } = await paidOrder(5_000);
    await fault(kind, { ...more, count: 1, on: 'capture' });
    await fault('duplicate_webhook', { on: 'capture.succeeded' });
    await captureDue(orderId, 2_000, 2_000);
    await heard('PaymentCaptured', orderId);
    await settled();
    assert.deepEqual(await books(orderId), [3_000, 2_000, 0], kind);
    assert.equal(told('PaymentCaptured', orderId), 1, kind);
  }
});

test('pieces cancelled before they leave are never taken: nothing goes back, the last parcel lets go of them', async () => {
  const { orderId } = await paidOrder(10_000);
  await refundDue(orderId, 2_500);
  await captureDue(orderId, 7_500, 7_500);
  const { data } = await heard('PaymentReleased', orderId);
  assert.equal(data.amount, 2_500);
  assert.deepEqual(await books(orderId), [0, 7_500, 0]);
  assert.equal(told('PaymentRefunded', orderId), 0);
});

test('an order cancelled before anything leaves gives all of it free', async () => {
  const { orderId } = await paidOrder(4_990);
  await cancelled(orderId);
  const id = await refundDue(orderId, 4_990);
  await refundDue(orderId, 4_990, id);
  assert.equal((await heard('PaymentReleased', orderId)).data.amount, 4_990);
  await settled();
  assert.deepEqual(await books(orderId), [0, 0, 0]);
  assert.deepEqual([told('PaymentReleased', orderId), told('PaymentRefunded', orderId), told('PaymentCaptureFailed', orderId)], [1, 0, 0]);
});

test('goods that come back are paid back of what was taken, and the hold stays for the next parcel', async () => {
  const { orderId } = await paidOrder(10_000);
  await captureDue(orderId, 4_000, 4_000);
  await heard('PaymentCaptured', orderId);
  await refundDue(orderId, 4_000, undefined, true);
  await heard('PaymentRefunded', orderId);
  assert.deepEqual(await books(orderId), [6_000, 4_000, 4_000]);
  await captureDue(orderId, 6_000, 10_000);
  await until(async () => (await attemptsOf(orderId))[0]?.captured === 10_000, 'the rest is taken');
  assert.deepEqual(await books(orderId), [0, 10_000, 4_000]);
});

test('goods that are back before their money is taken are paid back once it is, and what is set aside for the next parcel stays', async () => {
  const { orderId } = await paidOrder(10_000);
  await fault('error_before', { count: 2, on: 'capture' });
  await captureDue(orderId, 4_000, 4_000);
  await refundDue(orderId, 4_000, undefined, true);
  await heard('PaymentRefunded', orderId);
  assert.deepEqual(await books(orderId), [6_000, 4_000, 4_000]);
  assert.equal(told('PaymentReleased', orderId), 0);
});

test('a capture that the bank declines is a task for people, and the next parcel tries once more for both', async () => {
  const { orderId } = await paidOrder(10_000);
  await fault('decline', { on: 'capture' });
  await captureDue(orderId, 4_000, 4_000);
  const { data } = await heard('PaymentCaptureFailed', orderId);
  assert.deepEqual([data.amount, /card_declined/.test(data.reason)], [4_000, true]);
  const task = await until(() => standing(orderId, 'capture'), 'it stands among the operations');
  assert.match(task.failure, /Collect the money another way/);
  await captureDue(orderId, 2_000, 6_000);
  assert.equal((await heard('PaymentCaptured', orderId)).data.amount, 6_000);
  assert.deepEqual(await capturesOf(orderId), [
    [4_000, 'overtaken'],
    [6_000, 'succeeded'],
  ]);
  assert.deepEqual(await books(orderId), [4_000, 6_000, 0]);
  await operations.tickOff({ id: task.id, how: 'it was taken with the next parcel' });
  assert.equal(told('PaymentCaptured', orderId), 1);
});

test('money that people got another way counts as captured for the order, is not taken once more, and its hold is let go of with the rest', async () => {
  const { orderId } = await paidOrder(10_000);
  await fault('decline', { on: 'capture' });
  await captureDue(orderId, 4_000, 4_000);
  const task = await until(() => standing(orderId, 'capture'), 'it stands among the operations');
  await operations.tickOff({ id: task.id, how: 'paid by bank transfer' });
  assert.equal((await heard('PaymentCaptured', orderId)).data.amount, 4_000);
  assert.deepEqual(await books(orderId), [10_000, 0, 0]);
  await captureDue(orderId, 6_000, 10_000);
  await until(async () => (await attemptsOf(orderId))[0]?.captured === 6_000, 'the rest is taken');
  assert.deepEqual(await books(orderId), [0, 6_000, 0]);
  assert.deepEqual([told('PaymentCaptured', orderId), told('PaymentReleased', orderId)], [2, 0]);
});

test('what is still wanted is taken a day before it lapses, although nothing has left', async () => {
  const { orderId } = await paidOrder(4_990);
  await refundDue(orderId, 990);
  await settled();
  const { rows } = await database.query<{ due: Date }>(`select due from ask where kind = 'captureInTime' and subject = $1`, [orderId]);
  const inDays = ((rows[0]?.due.getTime() ?? 0) - Date.now()) / DAY;
  assert.ok(inDays > 5.9 && inDays <= 6, `it is due in ${inDays} days`);
  await moveClock(6 * DAY + 60 * MINUTE);
  assert.equal((await heard('PaymentCaptured', orderId)).data.amount, 4_000);
  await moveClock(0);
  assert.deepEqual(await books(orderId), [0, 4_000, 0]);
});

test('a hold that the bank takes away is told, and is a task for people', async () => {
  const { orderId, attemptId } = await paidOrder(4_990);
  const [session] = (await ledger(attemptId)).sessions;
  assert.equal((await bank(`/sessions/${session?.id}/lapse`)).status, 200);
  await heard('PaymentReleased', orderId);
  assert.match((await heard('PaymentCaptureFailed', orderId)).data.reason, /lapsed/);
  const task = await until(() => standing(orderId, 'collectAnotherWay'), 'it stands among the operations');
  assert.deepEqual(await books(orderId), [0, 0, 0]);
  await operations.tickOff({ id: task.id, how: 'paid by bank transfer' });
  assert.equal((await heard('PaymentCaptured', orderId)).data.amount, 4_990);
});

/** Its parcel has left, the bank declines, and what was set aside lapses. */
async function lapsedAfterDecline(total: number, sent = total): Promise<{ orderId: string; task: { id: string } }> {
  const { orderId, attemptId } = await paidOrder(total);
  await fault('decline', { on: 'capture' });
  await captureDue(orderId, sent, sent);
  await heard('PaymentCaptureFailed', orderId);
  await desk.noFaults();
  const [session] = (await ledger(attemptId)).sessions;
  assert.equal((await bank(`/sessions/${session?.id}/lapse`)).status, 200);
  await heard('PaymentReleased', orderId);
  return { orderId, task: await until(() => standing(orderId, 'collectAnotherWay'), 'it stands among the operations') };
}
const refundsOf = async (orderId: string) =>
  (await database.query<{ amount: string; phase: string }>('select amount, phase from refund where order_id = $1 order by phase', [orderId])).rows.map(
    ({ amount, phase }) => [Number(amount), phase],
  );

test('goods that come back whose money was never taken are set off against it: people collect the rest, and nothing goes back', async () => {
  const { orderId, task } = await lapsedAfterDecline(5_000);
  const id = await refundDue(orderId, 2_000, undefined, true);
  await refundDue(orderId, 2_000, id, true);
  await until(async () => (await refundsOf(orderId)).length > 0, 'it is known');
  assert.deepEqual(await refundsOf(orderId), [[2_000, 'released']]);
  await operations.tickOff({ id: task.id, how: 'paid by bank transfer' });
  assert.equal((await heard('PaymentCaptured', orderId)).data.amount, 3_000);
  assert.deepEqual(await books(orderId), [0, 0, 0]);
  assert.equal(told('PaymentRefunded', orderId), 0);
});

test('money that people collected is paid back by people: it stands among the operations until they have', async () => {
  const { orderId, task } = await lapsedAfterDecline(5_000);
  await operations.tickOff({ id: task.id, how: 'paid by bank transfer' });
  await heard('PaymentCaptured', orderId);
  const id = await refundDue(orderId, 2_000, undefined, true);
  await refundDue(orderId, 2_000, id, true);
  const back = await until(() => standing(orderId, 'payAnotherWay'), 'it stands among the operations');
  assert.match(back.failure, /20\.00 that was collected another way is due back/);
  await refundDue(orderId, 3_500, undefined, true);
  await until(async () => (await refundsOf(orderId)).length === 2, 'so does the next');
  assert.deepEqual(
    (await refundsOf(orderId)).sort(),
    [
      [2_000, 'returned'],
      [3_000, 'returned'],
    ],
    'never more than was got',
  );
  assert.equal(told('PaymentRefunded', orderId), 0);
  await operations.tickOff({ id: back.id, how: 'sent by bank transfer' });
  assert.equal((await heard('PaymentRefunded', orderId)).data.amount, 2_000);
  assert.deepEqual(await books(orderId), [0, 0, 0]);
});

test('a wrong amount that was set aside never pays the order and is let go of', async () => {
  const orderId = await readyOrder();
  const { attemptId, url } = await shopper.start({ orderId, locale: 'en' });
  await fault('other_amount', { amount: 4_000 });
  await pay(url);
  assert.equal((await heard('PaymentFailed', orderId)).data.reason, 'wrong amount');
  await until(async () => (await ledger(attemptId)).sums.authorised === 0, 'it is let go of');
  await until(async () => (await attemptsOf(orderId))[0]?.authorised === 0, 'our books say so too');
  assert.deepEqual([told('PaymentReleased', orderId), told('PaymentSucceeded', orderId)], [0, 0]);
});

test('late money for a cancelled order, only set aside, is told and let go of when the order asks', async () => {
  const orderId = await readyOrder();
  const { url } = await shopper.start({ orderId, locale: 'en' });
  await fault('drop_webhook');
  await pay(url);
  await cancelled(orderId);
  assert.equal((await heard('PaymentSucceeded', orderId)).data.authorised, 4_990);
  await refundDue(orderId, 4_990);
  await heard('PaymentReleased', orderId);
  assert.deepEqual(await books(orderId), [0, 0, 0]);
});

test('all of it once more, with no inbox to remember it, changes nothing', async () => {
  await settled();
  const history = world.told.filter(({ source }) => source === 'kontor/order');
  const state = async () =>
    (await database.query('select p.version, p.sent, a.authorised, a.captured, a.refunded from payable p left join attempt a using (order_id) order by a.id'))
      .rows;
  const count = () => world.told.filter(({ source }) => source === 'kontor/payment').length;
  const [before, told_] = [await state(), count()];
  await database.query('delete from inbox');
  for (const { type, subject, version, data, id } of history) await world.tell(type, subject, version, data as never, id);
  await until(
    async () => (await database.query<{ n: number }>('select count(*)::int as n from inbox')).rows[0]?.n === new Set(history.map(({ id }) => id)).size,
    'all is heard again',
  );
  assert.deepEqual([await state(), count()], [before, told_]);
});
