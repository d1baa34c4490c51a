import { Refusal } from '@kontor/contracts/refusals';
import { now } from '@kontor/kit/clock';
import { env } from '../env.ts';
import { orderOfLink } from '../links.ts';
import { orderById } from '../store/orders.ts';
import { paperOf } from '../store/papers.ts';
import { printPaper } from './print.ts';

type Which = { orderId: string; paperId: string };

/** A paper of an order as a PDF; whose order it is has been looked at. */
async function printed({ orderId, paperId }: Which): Promise<{ name: string; base64: string }> {
  const found = await paperOf(orderId, paperId);
  if (!found) throw new Refusal('NotFound', { field: 'paperId' });
  const pdf = await printPaper(found.paper, found.invoice);
  return { name: `${found.paper.number}.pdf`, base64: pdf.toString('base64') };
}

export async function printOwn(owner: string, which: Which): Promise<{ name: string; base64: string }> {
  if ((await orderById(which.orderId))?.owner !== owner) throw new Refusal('NotFound');
  return printed(which);
}

export async function printByLink({ token, email, paperId }: { token: string; email: string; paperId: string }): Promise<{ name: string; base64: string }> {
  const orderId = orderOfLink(env.ORDER_LINK_SECRET, token, now());
  const found = orderId && (await orderById(orderId));
  if (!found) throw new Refusal('NotFound');
  if (found.order.person.email !== email)
    throw new Refusal('InvalidInput', { field: 'email', reason: 'this is not the e-mail that the order was placed with' });
  return printed({ orderId, paperId });
}

export const printForStaff = printed;
