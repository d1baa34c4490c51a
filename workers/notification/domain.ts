import type { EventData, Message } from '@kontor/contracts/events';
import type { Locale } from '@kontor/contracts/ids';
import type { Fact } from '@kontor/contracts/notification';
import type { z } from 'zod';

export type FactName = z.infer<typeof Fact>;
/** Who is written to. Nobody (null) once 90 days are over. `follow` opens the order's page without an account. */
export type Person = { email: string; name: string; locale: Locale; follow?: string };
export type OrderFacts = Pick<EventData<'OrderPlaced'>, 'lines' | 'receipt' | 'method' | 'exchangeOf'>;
export type Contact = { orderId: string; owner: string; number: string; person: Person | null; order: OrderFacts };

type Placed = EventData<'OrderPlaced'>;
/** What the letters about an order need to know of it. */
export function contactFrom({ orderId, owner, number, person, lines, receipt, method, exchangeOf }: Placed): Contact {
  return {
    orderId,
    owner,
    number,
    person: { email: person.email, name: person.address.name, locale: person.locale, follow: person.follow },
    order: { lines, receipt, method, ...(exchangeOf && { exchangeOf }) },
  };
}

/** What happened, to whom, and the key that a mail about it is written once for. */
export type News =
  | { fact: 'welcome'; about: string; data: EventData<'UserRegistered'> }
  | { fact: 'order-received'; about: string }
  | { fact: 'order-confirmed'; about: string; data: EventData<'OrderPaid'> }
  | { fact: 'order-cancelled'; about: string; data: EventData<'OrderCancelled'> }
  | { fact: 'order-dispatched'; about: string; data: EventData<'ShipmentDispatched'> }
  | { fact: 'order-delivered'; about: string; data: EventData<'ShipmentDelivered'> }
  | { fact: 'parcel-delayed'; about: string; data: EventData<'ShipmentDelayed'> }
  | { fact: 'payment-failed'; about: string; data: EventData<'PaymentFailed'> }
  | { fact: 'refunded'; about: string; data: EventData<'PaymentRefunded'> }
  | { fact: 'refund-returned'; about: string; data: EventData<'RefundReturned'> }
  | { fact: 'pieces-cancelled'; about: string; data: EventData<'PiecesCancelled'> }
  | { fact: 'readdressed'; about: string; data: EventData<'OrderReaddressed'> }
  | { fact: 'return-asked'; about: string; data: EventData<'ReturnAsked'> }
  | { fact: 'return-labelled'; about: string; data: EventData<'ReturnLabelled'> }
  | { fact: 'return-received'; about: string; data: EventData<'ReturnReceived'> }
  | { fact: 'return-settled'; about: string; data: EventData<'ReturnSettled'> }
  | { fact: 'return-declined'; about: string; data: EventData<'ReturnDeclined'> };
export type OrderNews = Exclude<News, { fact: 'welcome' }>;
/** What somebody waits for who left an address for it, and perhaps nothing else. */
export type NoticeNews = { fact: 'notice-asked' | 'back-in-stock'; data: EventData<'NoticeAsked'> };

export type Reporting = Extract<
  Message['type'],
  | 'OrderPaid'
  | 'OrderCancelled'
  | 'ShipmentDispatched'
  | 'ShipmentDelivered'
  | 'ShipmentDelayed'
  | 'PaymentFailed'
  | 'PaymentRefunded'
  | 'RefundReturned'
  | 'PiecesCancelled'
  | 'OrderReaddressed'
  | 'ReturnAsked'
  | 'ReturnLabelled'
  | 'ReturnReceived'
  | 'ReturnSettled'
  | 'ReturnDeclined'
>;

/** An order is confirmed, cancelled and told of a failed payment once; each parcel, refund and return has letters of its own. */
export function newsOf({ type, data }: Message<Reporting>): OrderNews {
  switch (type) {
    case 'OrderPaid':
      return { fact: 'order-confirmed', about: data.orderId, data };
    case 'OrderCancelled':
      return { fact: 'order-cancelled', about: data.orderId, data };
    case 'ShipmentDispatched':
      return { fact: 'order-dispatched', about: data.shipmentId, data };
    case 'ShipmentDelivered':
      return { fact: 'order-delivered', about: data.shipmentId, data };
    case 'ShipmentDelayed':
      return { fact: 'parcel-delayed', about: data.shipmentId, data };
    case 'PaymentFailed':
      return { fact: 'payment-failed', about: data.orderId, data };
    case 'PaymentRefunded':
      return { fact: 'refunded', about: data.refundId, data };
    case 'RefundReturned':
      return { fact: 'refund-returned', about: data.refundId, data };
    case 'PiecesCancelled':
      return { fact: 'pieces-cancelled', about: data.changeId, data };
    case 'OrderReaddressed':
      return { fact: 'readdressed', about: data.changeId, data };
    case 'ReturnAsked':
      return { fact: 'return-asked', about: data.returnId, data };
    case 'ReturnLabelled':
      return { fact: 'return-labelled', about: data.returnId, data };
    case 'ReturnReceived':
      return { fact: 'return-received', about: data.returnId, data };
    case 'ReturnSettled':
      return { fact: 'return-settled', about: data.returnId, data };
    case 'ReturnDeclined':
      return { fact: 'return-declined', about: data.returnId, data };
  }
}

/** What makes a fact no news any more: events of two owners may overtake each other. */
const overtakenBy: Partial<Record<FactName, readonly FactName[]>> = {
  'order-received': ['order-confirmed', 'order-cancelled'],
  'payment-failed': ['order-confirmed', 'order-cancelled'],
  'parcel-delayed': ['order-dispatched', 'order-cancelled'],
};
export const isStale = (fact: FactName, sent: readonly FactName[]): boolean => (overtakenBy[fact] ?? []).some((later) => sent.includes(later));

/** The same for the same fact, whenever it is written: a mail sent twice can be recognised. */
export const messageIdOf = (fact: FactName, about: string): string => `<${fact}.${about}@kontor>`;
