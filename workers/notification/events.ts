import type { Message } from '@kontor/contracts/events';
import { now } from '@kontor/kit/clock';
import { type Hears, TooEarly } from '@kontor/kit/inbox';
import { contactFrom, isStale, newsOf, type NoticeNews, type Reporting } from './domain.ts';
import { env } from './env.ts';
import { htmlOf } from './mails/html.ts';
import type { Letter } from './mails/letter.ts';
import { textOf } from './mails/text.ts';
import { noticeLetter, orderLetter, welcomeLetter } from './mails/write.ts';
import { blankOwners, contactsOf, keepContacts, type NewMail, queueMails, type Tx } from './store.ts';

const printed = (letter: Letter) => ({ subject: letter.subject, html: htmlOf(letter), text: textOf(letter) });

/** Writes to whoever placed the order; a fact that comes before its order waits. */
async function report(messages: Message<Reporting>[], tx: Tx): Promise<void> {
  const contacts = await contactsOf(
    tx,
    messages.map(({ data }) => data.orderId),
  );
  const mails = messages.flatMap((message): NewMail[] => {
    const { orderId } = message.data;
    const contact = contacts.get(orderId);
    if (!contact) throw new TooEarly(`order ${orderId} is not known yet`);
    const news = newsOf(message);
    if (!contact.person || isStale(news.fact, contact.facts)) return [];
    return [{ fact: news.fact, about: news.about, orderId, to: contact.person.email, ...printed(orderLetter(news, contact, contact.person, env.SHOP_URL)) }];
  });
  await queueMails(tx, mails, now());
}

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
  OrderPaid: report,
  OrderCancelled: report,
  ShipmentDispatched: report,
  ShipmentDelivered: report,
  PaymentFailed: report,
  PaymentRefunded: report,
  PiecesCancelled: report,
  OrderReaddressed: report,
  ReturnAsked: report,
  ReturnLabelled: report,
  ReturnReceived: report,
  ReturnSettled: report,
  ReturnDeclined: report,
  UserClosed: (messages, tx) =>
    blankOwners(
      tx,
      messages.map(({ data }) => data.userId),
    ),
  NoticeAsked: notify('notice-asked'),
  BackInStock: notify('back-in-stock'),
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
