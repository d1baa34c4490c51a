import type { aftercare } from '@kontor/contracts/aftercare';
import type { FollowedOrder, Order } from '@kontor/contracts/order';
import { Refusal } from '@kontor/contracts/refusals';
import { change, type Rule } from '@kontor/kit/change';
import { now } from '@kontor/kit/clock';
import { randomUUID } from 'node:crypto';
import type { Wish } from '@kontor/contracts/aftercare';
import type { z } from 'zod';
import { type OrderState, showFollower } from '../domain.ts';
import { env } from '../env.ts';
import { orderOfLink } from '../links.ts';
import { journal } from '../store/journal.ts';
import { offersOf } from '../store/offers.ts';
import { isAnswered, orderById, orders } from '../store/orders.ts';
import { placeReplacement } from '../store/placing.ts';
import { settled } from '../waiting.ts';
import { cancelPieces, readdress } from './changes.ts';
import { followReturn, replacementFor, wantedInstead } from './exchanges.ts';
import { askReturn, declineReturn, receiveReturn, settleReturn } from './returns.ts';

type In<V extends { input: z.ZodType }> = z.output<V['input']>;

/** The order as it is after a rule has decided on it; `who` says whether it is the caller's to change at all. */
async function changed<Facts>(orderId: string, who: (owner: string, order: Order) => boolean, facts: Facts, rule: Rule<OrderState, Facts>): Promise<Order> {
  const found = await orderById(orderId);
  if (!found || !who(found.owner, found.order)) throw new Refusal('NotFound');
  await journal.transaction((tx) => change(journal, tx, orders, [{ id: orderId, facts }], rule));
  return shown(orderId);
}

/** The same by a member of staff, with an entry in the audit log where something changed. */
async function changedByStaff<Facts>(actor: string, act: string, orderId: string, facts: Facts, rule: Rule<OrderState, Facts>, detail: object): Promise<Order> {
  if (!(await orderById(orderId))) throw new Refusal('NotFound', { field: 'orderId' });
  await journal.transaction(async (tx) => {
    const done = await change(journal, tx, orders, [{ id: orderId, facts }], rule);
    if (done.length > 0) await journal.records.note(tx, { actor, act, about: orderId, detail: { ...detail } });
  });
  return shown(orderId);
}

/** Asks for a return and, where something is wanted instead of the money, places the order that will bring it; then waits until stock has answered. */
async function asked(orderId: string, who: (owner: string, order: Order) => boolean, wish: Wish): Promise<Order> {
  const found = await orderById(orderId);
  if (!found || !who(found.owner, found.order)) throw new Refusal('NotFound');
  const skus = wantedInstead(wish);
  const offers = skus.length > 0 ? await offersOf(skus) : new Map();
  const about = { id: randomUUID(), at: now() };
  const placed = await journal.transaction(async (tx) => {
    const [order] = skus.length > 0 ? await orders.lock(tx, [orderId]) : [];
    const replacement = order ? replacementFor(order, wish, offers, { ...about, prices: env.PRICES }) : null;
    const done = await change(journal, tx, orders, [{ id: orderId, facts: { wish, at: about.at, replacement } }], askReturn);
    if (done.length > 0 && replacement) await placeReplacement(tx, replacement);
    return done.length > 0 ? replacement : null;
  });
  if (placed) await settled(placed.id, isAnswered);
  return shown(orderId);
}

/** What staff decide about a return decides about its replacement too, in one transaction. */
async function decided<Facts extends { returnId: string; at: Date }>(
  actor: string,
  act: string,
  orderId: string,
  facts: Facts,
  rule: Rule<OrderState, Facts & { replacement: OrderState | null }>,
  detail: object,
): Promise<Order> {
  const found = await orderById(orderId);
  if (!found) throw new Refusal('NotFound', { field: 'orderId' });
  const other = found.order.returns.find(({ id }) => id === facts.returnId)?.exchange?.orderId;
  await journal.transaction(async (tx) => {
    const replacement = other ? ((await orders.lock(tx, [orderId, other])).find(({ id }) => id === other) ?? null) : null;
    const [done] = await change(journal, tx, orders, [{ id: orderId, facts: { ...facts, replacement } }], rule);
    if (!done) return;
    const back = done.returns.find(({ id }) => id === facts.returnId);
    if (other) await change(journal, tx, orders, [{ id: other, facts: { back, at: facts.at } }], followReturn);
    await journal.records.note(tx, { actor, act, about: orderId, detail: { ...detail } });
  });
  return shown(orderId);
}

async function shown(orderId: string): Promise<Order> {
  const found = await orderById(orderId);
  if (!found) throw new Refusal('NotFound');
  return found.order;
}

export const askOwnReturn = (owner: string, { orderId, ...wish }: In<typeof aftercare.askReturn>): Promise<Order> => asked(orderId, (of) => of === owner, wish);

/** Whoever has the link of the mail and knows where it was sent to may send back. */
export async function askReturnByLink({ token, email, ...wish }: In<typeof aftercare.askReturnByLink>): Promise<FollowedOrder> {
  const orderId = orderOfLink(env.ORDER_LINK_SECRET, token, now());
  if (!orderId) throw new Refusal('NotFound');
  const isTheirs = (_owner: string, { person }: Order) => {
    if (person.email !== email) throw new Refusal('InvalidInput', { field: 'email', reason: 'this is not the e-mail that the order was placed with' });
    return true;
  };
  return showFollower(await asked(orderId, isTheirs, wish));
}

export const cancelOwnPieces = (owner: string, { orderId, changeId, lines: pieces }: In<typeof aftercare.cancelPieces>): Promise<Order> =>
  changed(orderId, (of) => of === owner, { changeId, pieces, by: 'shopper' as const, at: now() }, cancelPieces);

export const cancelPiecesByStaff = (actor: string, { orderId, changeId, lines: pieces }: In<typeof aftercare.cancelPiecesByStaff>): Promise<Order> =>
  changedByStaff(actor, 'cancelPieces', orderId, { changeId, pieces, by: 'staff' as const, at: now() }, cancelPieces, { changeId, pieces });

export const readdressOwn = (owner: string, { orderId, changeId, address }: In<typeof aftercare.readdress>): Promise<Order> =>
  changed(orderId, (of) => of === owner, { changeId, address, at: now() }, readdress);

export const readdressByStaff = (actor: string, { orderId, changeId, address }: In<typeof aftercare.readdressByStaff>): Promise<Order> =>
  changedByStaff(actor, 'readdress', orderId, { changeId, address, at: now() }, readdress, { changeId });

export const receiveByStaff = (actor: string, { orderId, returnId }: In<typeof aftercare.receiveReturn>): Promise<Order> =>
  changedByStaff(actor, 'receiveReturn', orderId, { returnId, at: now() }, receiveReturn, { returnId });

export const settleByStaff = (actor: string, { orderId, returnId, lines: looked, answer }: In<typeof aftercare.settleReturn>): Promise<Order> =>
  decided(actor, 'settleReturn', orderId, { returnId, looked, answer, at: now() }, settleReturn, { returnId, looked });

export const declineByStaff = (actor: string, { orderId, returnId, answer }: In<typeof aftercare.declineReturn>): Promise<Order> =>
  decided(actor, 'declineReturn', orderId, { returnId, answer, at: now() }, declineReturn, { returnId });
