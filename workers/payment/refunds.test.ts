import { until } from '@kontor/kit/testing';
import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { openPaymentDesk } from './testing/payment-desk.ts';

const desk = await openPaymentDesk();
const { cancelled, closing, readyOrder, world, psp, database, fault, ledger, heard, told, attemptsOf, refundDue, settled, paidOrder } = desk;
beforeEach(() => desk.noFaults());
after(() => desk.stop());

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
  const [unpaid, gone] = [await readyOrder(), await readyOrder()];
  await closing(unpaid);
  await cancelled(gone);
  await heard('PaymentClosed', unpaid);
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
