import { now } from '@kontor/kit/clock';
import { TooEarly } from '@kontor/kit/inbox';
import { isStale, type OrderNews } from './domain.ts';
import { env } from './env.ts';
import { htmlOf } from './mails/html.ts';
import type { Letter } from './mails/letter.ts';
import { textOf } from './mails/text.ts';
import { orderLetter } from './mails/write.ts';
import { contactsOf, type NewMail, queueMails, type Tx } from './store.ts';

/** A letter as a mail has it: in HTML, and the same as plain text. */
export const printed = (letter: Letter) => ({ subject: letter.subject, html: htmlOf(letter), text: textOf(letter) });

/** Writes to whoever placed each order; what is no news any more is left out. Throws `TooEarly` for an order that is not known yet. */
export async function report(tx: Tx, happened: { orderId: string; news: OrderNews }[]): Promise<void> {
  const contacts = await contactsOf(
    tx,
    happened.map(({ orderId }) => orderId),
  );
  const mails = happened.flatMap(({ orderId, news }): NewMail[] => {
    const contact = contacts.get(orderId);
    if (!contact) throw new TooEarly(`order ${orderId} is not known yet`);
    if (!contact.person || isStale(news.fact, contact.facts)) return [];
    return [{ fact: news.fact, about: news.about, orderId, to: contact.person.email, ...printed(orderLetter(news, contact, contact.person, env.SHOP_URL)) }];
  });
  await queueMails(tx, mails, now());
}
