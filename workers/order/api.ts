import { aftercare } from '@kontor/contracts/aftercare';
import { order } from '@kontor/contracts/order';
import { paper } from '@kontor/contracts/paper';
import { promotion } from '@kontor/contracts/promotion';
import { Refusal } from '@kontor/contracts/refusals';
import { change } from '@kontor/kit/change';
import { now } from '@kontor/kit/clock';
import { verifier } from '@kontor/kit/identity';
import { serve, shopperOf, staffOf } from '@kontor/kit/rpc';
import { together } from '@kontor/kit/together';
import {
  askOwnReturn,
  askReturnByLink,
  cancelOwnPieces,
  cancelPiecesByStaff,
  declineByStaff,
  readdressByStaff,
  readdressOwn,
  receiveByStaff,
  settleByStaff,
} from './aftercare/api.ts';
import { addToCart, applyCode, changeSaved, contentsOf, joinCart, removeCode, setQuantity, shopperFor, showCart } from './cart/api.ts';
import { dropSavedLine, saveLine, takeUpLine } from './cart/store.ts';
import { cancel, showFollower } from './domain.ts';
import { env } from './env.ts';
import { orderOfLink } from './links.ts';
import { printByLink, printForStaff, printOwn } from './papers/api.ts';
import { quoteFor } from './pricing/order.ts';
import { journal } from './store/journal.ts';
import { currentRates, offersOf } from './store/offers.ts';
import { isAnswered, orderById, orders, ordersOf } from './store/orders.ts';
import { figures, listOrders } from './store/overview.ts';
import { placeAll, placingTrace } from './store/placing.ts';
import { archivePromotion, dealFor, listPromotions, savePromotion, switchPromotion } from './store/promotions.ts';
import { listReturns } from './store/returns.ts';
import { standingOf } from './vat.ts';
import { settled, wake } from './waiting.ts';

const place = together(placeAll);
/** A guest's own access token is the proof that the guest's cart may be taken over. */
const guestOf = verifier({ jwks: new URL(`${env.USER_URL}/jwks`), issuer: 'user', audience: 'gateway' });

/** One of this shopper's orders; somebody else's is not there. */
async function own(owner: string, id: string) {
  const found = await orderById(id);
  if (!found || found.owner !== owner) throw new Refusal('NotFound');
  return found.order;
}

async function any(id: string) {
  const found = await orderById(id);
  if (!found) throw new Refusal('NotFound');
  return found.order;
}

const served = { ...order, ...aftercare, ...paper, ...promotion };

export const api = serve(served, {
  cart: (_input, context) => showCart(shopperOf(context)),
  addToCart: (input, context) => addToCart(shopperOf(context), input),
  setQuantity: (input, context) => setQuantity(shopperOf(context), input),
  saveForLater: ({ sku }, context) => changeSaved(shopperOf(context), sku, saveLine),
  takeUpAgain: ({ sku }, context) => changeSaved(shopperOf(context), sku, takeUpLine),
  dropSaved: ({ sku }, context) => changeSaved(shopperOf(context), sku, dropSavedLine),
  applyCode: (input, context) => applyCode(shopperOf(context), input),
  removeCode: (input, context) => removeCode(shopperOf(context), input),
  async joinCart({ guestToken }, context) {
    const guest = await guestOf(guestToken);
    if (guest?.kind !== 'guest') throw new Refusal('InvalidInput', { field: 'guestToken', reason: 'this is not a valid guest token' });
    return joinCart(shopperOf(context), guest);
  },
  async quote({ country, method, vatId }, context) {
    const actor = shopperOf(context);
    const { lines, codes } = await contentsOf(actor);
    const [offers, rates, deal, vat] = await Promise.all([offersOf(lines.map(({ sku }) => sku)), currentRates(), dealFor(actor.id, codes), standingOf(vatId)]);
    const shopper = shopperFor(actor, codes, deal, now());
    return quoteFor(lines, offers, rates, { country, method }, { prices: env.PRICES, promotions: deal.promotions, shopper, vat });
  },
  async place(checkout, context) {
    const actor = shopperOf(context);
    const [{ lines: cart, codes }, vat] = await Promise.all([contentsOf(actor), standingOf(checkout.vatId)]);
    const { id, fresh } = await place({ owner: actor.id, signedIn: actor.kind === 'customer', checkout, cart, codes, vat, ...placingTrace() });
    if (fresh) await settled(id, isAnswered);
    return own(actor.id, id);
  },
  byId: ({ id }, context) => own(shopperOf(context).id, id),
  mine: (page, context) => ordersOf(shopperOf(context).id, page),
  async followed({ token }) {
    const id = orderOfLink(env.ORDER_LINK_SECRET, token, now());
    const found = id && (await orderById(id));
    if (!found) throw new Refusal('NotFound');
    return showFollower(found.order);
  },
  async cancel({ id }, context) {
    const { id: owner } = shopperOf(context);
    await own(owner, id);
    await journal.transaction((tx) => change(journal, tx, orders, [{ id, facts: { at: now() } }], cancel));
    wake(id);
    return own(owner, id);
  },
  all: (input) => listOrders(input),
  inspect: ({ id }) => any(id),
  async cancelByStaff({ id }, context) {
    const { id: actor } = staffOf(context);
    const { phase } = await any(id);
    await journal.transaction(async (tx) => {
      const changed = await change(journal, tx, orders, [{ id, facts: { at: now(), by: 'staff' as const } }], cancel);
      if (changed.length > 0) await journal.records.note(tx, { actor, act: 'cancelOrder', about: id, detail: { was: phase } });
    });
    wake(id);
    return any(id);
  },
  figures: () => figures(now()),
  askReturn: (wish, context) => askOwnReturn(shopperOf(context).id, wish),
  askReturnByLink: (wish) => askReturnByLink(wish),
  cancelPieces: (wish, context) => cancelOwnPieces(shopperOf(context).id, wish),
  cancelPiecesByStaff: (wish, context) => cancelPiecesByStaff(staffOf(context).id, wish),
  readdress: (wish, context) => readdressOwn(shopperOf(context).id, wish),
  readdressByStaff: (wish, context) => readdressByStaff(staffOf(context).id, wish),
  returns: (page) => listReturns(page),
  receiveReturn: (which, context) => receiveByStaff(staffOf(context).id, which),
  settleReturn: (looked, context) => settleByStaff(staffOf(context).id, looked),
  declineReturn: (declined, context) => declineByStaff(staffOf(context).id, declined),
  print: (which, context) => printOwn(shopperOf(context).id, which),
  printByLink: (which) => printByLink(which),
  printForStaff: (which) => printForStaff(which),
  promotions: (input) => listPromotions(input),
  savePromotion: (input, context) => savePromotion(input, staffOf(context).id),
  archivePromotion: (input, context) => archivePromotion(input, staffOf(context).id),
  switchPromotion: (input, context) => switchPromotion(input, staffOf(context).id),
});
