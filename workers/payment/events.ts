import { randomUUID } from 'node:crypto';
import type { Message } from '@kontor/contracts/events';
import { now } from '@kontor/kit/clock';
import { type Hears, TooEarly } from '@kontor/kit/inbox';
import { log } from '@kontor/kit/log';
import { captureForGoods } from './captures.ts';
import { cancelPayment, closePayment, isBeingTaken, neverPayable, payableOf, payBack, payNothing } from './domain.ts';
import { changePayments } from './news.ts';
import { customers, journal, knowPayments, strangers, type Tx } from './store.ts';
import { MOST_CARDS } from './tenders.ts';

async function notBeforePayable(tx: Tx, messages: readonly Message<'OrderPaymentClosing' | 'CaptureDue' | 'RefundDue'>[]): Promise<void> {
  const unknown = await strangers(tx, messages);
  if (unknown.length > 0) throw new TooEarly(`nothing is known yet of what is to be paid for ${unknown.join(', ')}`);
}

/** The ids of a refund's parts: the event's own first, so that it counts once however often it is told; then one for each way there can be. */
const refundIds = (eventId: string): string[] => [eventId, ...Array.from({ length: MOST_CARDS + 2 }, () => randomUUID())];

export const hears: Hears<Tx> = {
  /** What the provider keeps of a closed account is asked away. */
  async UserClosed(messages, tx) {
    const dropped = await customers.drop(
      tx,
      messages.map(({ data }) => data.userId),
    );
    const asks = dropped.map(({ owner, id }) => ({
      kind: 'forgetCustomer',
      subject: owner,
      key: `forgetCustomer:${owner}`,
      payload: { customer: id },
      trace: '',
    }));
    await journal.leave(tx, [], asks);
  },

  async OrderReadyToPay(messages, tx) {
    await knowPayments(
      tx,
      messages.map(({ data }) => payableOf(data)),
    );
    const free = messages.filter(({ data }) => data.total === 0);
    await changePayments(
      tx,
      free.map(({ data, trace }) => ({ id: data.orderId, facts: { attemptId: randomUUID(), now: now() }, trace })),
      payNothing,
    );
  },

  async OrderPaymentClosing(messages, tx) {
    await notBeforePayable(tx, messages);
    await changePayments(
      tx,
      messages.map(({ data, trace }) => ({ id: data.orderId, facts: undefined, trace })),
      closePayment,
    );
  },

  async OrderCancelled(messages, tx) {
    await knowPayments(
      tx,
      messages.map(({ data }) => neverPayable(data)),
    );
    await changePayments(
      tx,
      messages.map(({ data, trace }) => ({ id: data.orderId, facts: undefined, trace })),
      cancelPayment,
    );
  },

  async CaptureDue(messages, tx) {
    await notBeforePayable(tx, messages);
    const todo = messages.map(({ data, trace }) => ({ id: data.orderId, facts: { upTo: data.upTo, captureId: randomUUID() }, trace }));
    await changePayments(tx, todo, captureForGoods);
  },

  async RefundDue(messages, tx) {
    await notBeforePayable(tx, messages);
    const todo = messages.map(({ id, data: { orderId, amount, reason, returned }, trace }) => ({
      id: orderId,
      facts: { ids: refundIds(id), amount, reason, returned },
      trace,
    }));
    const changed = await changePayments(tx, todo, (payment, facts) => {
      if (isBeingTaken(payment, facts)) throw new TooEarly(`what is to be paid back of ${payment.orderId} is only being taken`);
      return payBack(payment, facts);
    });
    const refunds = new Map(changed.flatMap((payment) => payment.refunds).map((refund) => [refund.id, refund.amount]));
    for (const { id, facts } of todo) {
      const given = facts.ids.reduce((sum, refundId) => sum + (refunds.get(refundId) ?? 0), 0);
      if (given === facts.amount) continue;
      log.error(
        { alert: 'money', orderId: id, refundId: facts.ids[0], asked: facts.amount, given },
        'less is left to pay back than was asked for, or it was asked for before',
      );
    }
  },
};
