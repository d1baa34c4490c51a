import { randomUUID } from 'node:crypto';
import type { EventType, Message } from '@kontor/contracts/events';
import { change, type Rule } from '@kontor/kit/change';
import { now } from '@kontor/kit/clock';
import { type Hears, TooEarly } from '@kontor/kit/inbox';
import { dropChange, grantChange } from './aftercare/changes.ts';
import { labelReturn, receiveReturn } from './aftercare/returns.ts';
import { comeBack } from './aftercare/undelivered.ts';
import * as rules from './domain.ts';
import * as parcels from './parcels.ts';
import { journal, type Tx } from './store/journal.ts';
import { keepOffers, keepRates } from './store/offers.ts';
import { forgetPeople, orders } from './store/orders.ts';
import { keepCategories, keepGroups } from './store/promotions.ts';
import { wake } from './waiting.ts';

type OrderId = { data: { orderId: string } };

/** Lets a rule decide on the order each message is about, many at once; callers who wait for it are woken after the commit. */
const decide =
  <T extends EventType>(rule: Rule<rules.OrderState, Message<T> & OrderId>) =>
  async (messages: Message<T>[], tx: Tx): Promise<void> => {
    const todo = (messages as (Message<T> & OrderId)[]).map((message) => ({ id: message.data.orderId, facts: message, trace: message.trace }));
    const changed = await change(journal, tx, orders, todo, rule);
    journal.after(tx, () => {
      for (const { id } of changed) wake(id);
    });
  };
/** News of a payment that the order has not heard of yet come too early. */
function mustKnow({ tenders }: rules.OrderState, attemptId: string): void {
  if (!tenders.some(({ id }) => id === attemptId)) throw new TooEarly(`nothing is known yet of the payment ${attemptId}`);
}

export const hears: Hears<Tx> = {
  OfferChanged: keepOffers,
  CategoryChanged: keepCategories,
  GroupsChanged: keepGroups,
  RatesChanged: keepRates,
  StockHeld: decide<'StockHeld'>((order, { data }) => rules.hold(order, { allocation: data.allocation, later: data.later, at: now() })),
  StockReady: decide<'StockReady'>((order, { data }) => {
    if (order.phase === 'placed') throw new TooEarly();
    return rules.completeGoods(order, { allocation: data.allocation, at: now() });
  }),
  StockRefused: decide<'StockRefused'>((order, { data }) => rules.refuse(order, { short: data.short, at: now() })),
  PaymentSucceeded: decide<'PaymentSucceeded'>((order, { data }) => {
    if (order.phase === 'placed') throw new TooEarly();
    return rules.pay(order, { attemptId: data.attemptId, amount: data.amount, authorised: data.authorised, by: data.tenders, at: now() });
  }),
  PaymentFailed: decide<'PaymentFailed'>((order) => rules.noteFailedPayment(order, { at: now() })),
  PaymentClosed: decide<'PaymentClosed'>((order) => rules.closePayment(order, { at: now() })),
  PaymentRefunded: decide<'PaymentRefunded'>((order, { data }) => rules.refund(order, { refundId: data.refundId, amount: data.amount, at: now() })),
  PaymentCaptured: decide<'PaymentCaptured'>((order, { data: { captureId: id, attemptId, amount } }) => {
    mustKnow(order, attemptId);
    return rules.capture(order, { id, amount, at: now() });
  }),
  PaymentReleased: decide<'PaymentReleased'>((order, { data: { attemptId: id, amount } }) => {
    mustKnow(order, id);
    return rules.release(order, { id, amount, at: now() });
  }),
  PaymentCaptureFailed: decide<'PaymentCaptureFailed'>((order, { data }) => rules.noteFailedCapture(order, { id: data.captureId, at: now() })),
  RefundReturned: decide<'RefundReturned'>((order, { data: { refundId, amount } }) => rules.returnRefund(order, { refundId, amount, at: now() })),
  PaymentDisputed: decide<'PaymentDisputed'>((order, { data }) => rules.noteDispute(order, { ...data, at: now() })),
  ParcelsPlanned: decide<'ParcelsPlanned'>((order, { data, version }) => parcels.plan(order, { parcels: data.parcels, version })),
  ShipmentBooked: decide<'ShipmentBooked'>((order, { data }) => parcels.book(order, { ...data, at: now() })),
  ShipmentDelayed: decide<'ShipmentDelayed'>((order, { data }) => parcels.delay(order, { ...data, at: now() })),
  ShipmentDispatched: decide<'ShipmentDispatched'>((order, { data }) => parcels.dispatch(order, { ...data, at: now() })),
  ParcelMoved: decide<'ParcelMoved'>((order, { data }) => {
    if (!parcels.canFollow(order, data.shipmentId)) throw new TooEarly();
    return parcels.follow(order, data);
  }),
  ShipmentDelivered: decide<'ShipmentDelivered'>((order, { data }) => {
    if (!parcels.canDeliver(order, data.shipmentId)) throw new TooEarly();
    return parcels.deliver(order, { ...data, at: now() });
  }),
  ShipmentCameBack: decide<'ShipmentCameBack'>((order, { data }) => {
    if (!parcels.canDeliver(order, data.shipmentId)) throw new TooEarly();
    return comeBack(order, { ...data, at: now() });
  }),
  ShipmentStopped: decide<'ShipmentStopped'>((order) => rules.stop(order, { creditId: randomUUID(), at: now() })),
  ShipmentTooLate: decide<'ShipmentTooLate'>((order) => rules.tooLate(order, { at: now() })),
  ShipmentChanged: decide<'ShipmentChanged'>((order, { data: { changeId, leftOut } }) => grantChange(order, { changeId, leftOut, at: now() })),
  ShipmentUnchanged: decide<'ShipmentUnchanged'>((order, { data: { changeId } }) => dropChange(order, { changeId, at: now() })),
  ReturnLabelled: decide<'ReturnLabelled'>((order, { data: { returnId, orderId: _order, ...label } }) => labelReturn(order, { returnId, label, at: now() })),
  ReturnArrived: decide<'ReturnArrived'>((order, { data: { returnId } }) => receiveReturn(order, { returnId, at: now() })),
  async UserClosed(messages, tx) {
    const owners = messages.map(({ data }) => data.userId);
    await forgetPeople(tx, owners);
    const asks = messages.map(({ data: { userId }, trace }) => ({ kind: 'dropCart', subject: userId, key: `dropCart:${userId}`, trace }));
    await journal.leave(tx, [], asks);
  },
};
