import type { Message } from '@kontor/contracts/events';
import { now } from '@kontor/kit/clock';
import type { Hears } from '@kontor/kit/inbox';
import { contactFrom, newsOf, type NoticeNews, type Reporting } from './domain.ts';
import { env } from './env.ts';
import { noticeLetter, welcomeLetter } from './mails/write.ts';
import { keepRanLow } from './ran-low.ts';
import { printed, report } from './report.ts';
import { blankOwners, keepContacts, queueMails, type Tx } from './store.ts';

const tellOrder = (messages: Message<Reporting>[], tx: Tx): Promise<void> =>
  report(
    tx,
    messages.map((message) => ({ orderId: message.data.orderId, news: newsOf(message) })),
  );

/** Writes to whoever waits for something that was sold out. */
const notify =
  (fact: NoticeNews['fact']) =>
  async (messages: Message<'NoticeAsked' | 'BackInStock'>[], tx: Tx): Promise<void> => {
    const mails = messages.map(({ data }) => ({
      fact,
      about: data.noticeId,
      orderId: null,
      to: data.person.email,
      ...printed(noticeLetter({ fact, data }, env.SHOP_URL)),
    }));
    await queueMails(tx, mails, now());
  };

export const hears: Hears<Tx> = {
  OrderPlaced: (messages, tx) =>
    keepContacts(
      tx,
      messages.map(({ data }) => contactFrom(data)),
      now(),
    ),
  OrderPaid: tellOrder,
  // Whoever sent goods back that are not taken gets one mail about it: that of the return.
  OrderCancelled: (messages, tx) =>
    tellOrder(
      messages.filter(({ data }) => !data.toldWithReturn),
      tx,
    ),
  ShipmentDispatched: tellOrder,
  ShipmentDelivered: tellOrder,
  ShipmentDelayed: tellOrder,
  PaymentFailed: tellOrder,
  PaymentRefunded: tellOrder,
  RefundReturned: tellOrder,
  PiecesCancelled: tellOrder,
  OrderReaddressed: tellOrder,
  ReturnAsked: tellOrder,
  ReturnLabelled: tellOrder,
  ReturnReceived: tellOrder,
  // Of a replacement and nothing else its confirmation tells.
  ReturnSettled: (messages, tx) =>
    tellOrder(
      messages.filter(({ data: { exchanged, amount, refused, answer } }) => !exchanged || amount > 0 || refused.length > 0 || answer),
      tx,
    ),
  ReturnDeclined: tellOrder,
  UserClosed: (messages, tx) =>
    blankOwners(
      tx,
      messages.map(({ data }) => data.userId),
    ),
  NoticeAsked: notify('notice-asked'),
  BackInStock: notify('back-in-stock'),
  StockRanLow: keepRanLow,
  UserRegistered: async (messages, tx) => {
    const mails = messages.map(({ data: { userId, person } }) => ({
      fact: 'welcome' as const,
      about: userId,
      orderId: null,
      to: person.email,
      ...printed(welcomeLetter(person, env.SHOP_URL)),
    }));
    await queueMails(tx, mails, now());
  },
};
