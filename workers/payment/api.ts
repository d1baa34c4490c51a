import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Locale } from '@kontor/contracts/ids';
import { giftCard } from '@kontor/contracts/gift-card';
import { type Due, payment as contract } from '@kontor/contracts/payment';
import { Refusal } from '@kontor/contracts/refusals';
import { Permanent } from '@kontor/kit/asks';
import { now } from '@kontor/kit/clock';
import { log } from '@kontor/kit/log';
import { serve, shopperOf, staffOf } from '@kontor/kit/rpc';
import { traceparent } from '@kontor/kit/telemetry';
import { doneTogether, together } from '@kontor/kit/together';
import { findGiftCards, giftCardBalance, giftCardLedger, hashOf, issueGiftCard, switchGiftCard } from './cards.ts';
import { type Attempt, attemptUnderWay, beginAttempt, giveUp, payByCard, type Payment } from './domain.ts';
import { env } from './env.ts';
import { customerOf, removeMethod, savedMethods } from './methods.ts';
import { changePayments, hearOf, type Heard } from './news.ts';
import { type Opening, StillOpening } from './provider.ts';
import { provider } from './providers.ts';
import { cards, journal, keeper, openDisputes, pages, paymentOf, paymentsOf } from './store.ts';
import { dueOf } from './tenders.ts';

/** The gateway waits five seconds: whoever answers later has not answered. */
const PATIENCE_MS = 4_500;
const PAYABLE_WITHIN_MS = 2_000;
const LOOK_MS = 50;

const served = { ...contract, ...giftCard };

export const api = serve(served, {
  async start({ orderId, locale }, context) {
    const shopper = shopperOf(context);
    const { id: actor } = shopper;
    const deadline = Date.now() + PATIENCE_MS;
    const kept = await pages.find(orderId);
    if (kept?.owner === actor) return { attemptId: kept.attemptId, url: kept.url };
    if ((await payableOf(orderId)).owner !== actor) throw new Refusal('NotFound');

    const payment = await begin({ orderId, locale, customer: await customerOf(shopper), trace: traceparent() });
    if (payment.phase === 'paid') return { attemptId: payment.attempts.at(-1)?.id ?? '', url: ways(payment, locale).returnUrl };
    const open = await openAtProvider(payment, deadline);
    if (!open.url) throw new Refusal('StillRunning');
    if (payment.payBy) await pages.keep(orderId, { attemptId: open.id, owner: payment.owner, url: open.url, payBy: payment.payBy });
    return { attemptId: open.id, url: open.url };
  },

  async byOrder({ orderId }, context) {
    const payment = await paymentOf(orderId);
    if (payment?.owner !== shopperOf(context).id) throw new Refusal('NotFound');
    return payment.attempts;
  },

  async due({ orderId }, context) {
    const payment = await paymentOf(orderId);
    if (payment?.owner !== shopperOf(context).id) throw new Refusal('NotFound');
    return dueShown(payment);
  },

  async useGiftCard({ orderId, code }, context) {
    if ((await payableOf(orderId)).owner !== shopperOf(context).id) throw new Refusal('NotFound');
    const payment = await journal.transaction(async (tx) => {
      // The payment before the card, as everywhere: so that two who want both never wait for each other.
      await keeper.lock(tx, [orderId]);
      const card = await cards.lock(tx, hashOf(code));
      if (!card) throw new Refusal('GiftCardRefused', { field: 'code', reason: 'unknown' });
      await changePayments(tx, [{ id: orderId, facts: { card, attemptId: randomUUID(), now: now() } }], payByCard);
      return paymentOf(orderId, tx);
    });
    if (!payment) throw new Refusal('NotFound');
    return dueShown(payment);
  },

  disputes: () => openDisputes(),

  savedMethods: (_input, context) => savedMethods(shopperOf(context).id),
  removeMethod: ({ id }, context) => removeMethod(shopperOf(context).id, id),

  giftCardBalance: (input) => giftCardBalance(input),
  issueGiftCard: (input, context) => issueGiftCard(input, staffOf(context).id),
  switchGiftCard: (input, context) => switchGiftCard(input, staffOf(context).id),
  giftCardLedger: (input) => giftCardLedger(input),
  findGiftCards: (input) => findGiftCards(input),
  giftCards: (page) => cards.list(page),
});

function dueShown(payment: Payment): Due {
  const used = payment.tenders.filter(({ phase }) => phase !== 'released').map(({ last4, amount }) => ({ last4, amount }));
  const paid = payment.phase === 'paid';
  return { orderId: payment.orderId, currency: payment.currency, total: payment.amount, giftCards: used, due: paid ? 0 : dueOf(payment), paid };
}

/** The shopper may be here before OrderReadyToPay is: waits for it a little. */
async function payableOf(orderId: string): Promise<Payment> {
  for (const deadline = Date.now() + PAYABLE_WITHIN_MS; Date.now() < deadline; await pause(LOOK_MS)) {
    const payment = await paymentOf(orderId);
    if (payment) return payment;
  }
  throw new Refusal('StillRunning');
}

type Beginning = { orderId: string; locale: Locale; customer: string | null; trace: string };

/** The attempt is committed before the provider hears of it: whatever happens then, it is known and asked about. Those who begin at once share a commit. */
const begin = together<Beginning, Payment>((beginning) =>
  journal.transaction(async (tx) => {
    const later = env.PAYMENT_CAPTURE === 'at-dispatch';
    const todo = beginning.map(({ orderId, trace, ...facts }) => ({ id: orderId, facts: { ...facts, attemptId: randomUUID(), later, now: now() }, trace }));
    const begun = new Map((await changePayments(tx, todo, beginAttempt)).map((payment) => [payment.orderId, payment]));
    const asked = beginning.map(({ orderId }) => orderId);
    const unchanged = asked.filter((id) => !begun.has(id));
    for (const payment of unchanged.length > 0 ? await paymentsOf(unchanged, tx) : []) begun.set(payment.orderId, payment);
    return asked.map((id) => begun.get(id) ?? new Refusal('NotFound'));
  }),
);

const takeOpened = doneTogether<Heard>((opened) => journal.transaction((tx) => hearOf(tx, opened)));

const ways = ({ orderId }: Payment, locale: Locale) => {
  const page = `${env.SHOP_URL}/${locale}/orders/${orderId}`;
  return { returnUrl: `${page}?from=payment`, cancelUrl: `${page}?from=cancelled` };
};

/** Everything here is the attempt's own, so that a second tab asks the provider the same and gets the same answer. */
const openingOf = (payment: Payment, { id, amount, currency, locale, openedAt, customer, later }: Attempt): Opening => ({
  reference: id,
  capture: later ? 'later' : 'now',
  amount,
  currency,
  description: `${{ en: 'Order', de: 'Bestellung' }[locale]} ${payment.number}`,
  locale,
  ...ways(payment, locale),
  openedAt,
  customer,
  expiresAt: payment.payBy ?? now().toISOString(),
});

async function openAtProvider(begun: Payment, deadline: number): Promise<Attempt> {
  for (let payment: Payment | null = begun; ; payment = await paymentOf(begun.orderId)) {
    const attempt = payment && attemptUnderWay(payment);
    if (payment?.phase !== 'open' || !attempt) throw new Refusal('WrongPhase', { phase: payment?.phase });
    if (attempt.url) return attempt;
    const left = deadline - Date.now();
    if (left <= 0) throw new Refusal('StillRunning');
    try {
      const session = await provider.open(openingOf(payment, attempt), left);
      await takeOpened({ orderId: begun.orderId, attemptId: attempt.id, session, trace: traceparent() });
    } catch (error) {
      if (error instanceof StillOpening) await pause(LOOK_MS);
      else throw await notOpened(attempt, error);
    }
  }
}

/** Nobody knows whether a page was opened, unless the provider said no for good: then the attempt is over and another may begin. */
async function notOpened(attempt: Attempt, error: unknown): Promise<Refusal> {
  log.warn({ orderId: attempt.orderId, attemptId: attempt.id, error: String(error) }, 'the provider did not open a payment');
  const reason = String(error);
  if (error instanceof Permanent)
    await journal.transaction((tx) => changePayments(tx, [{ id: attempt.orderId, facts: { attemptId: attempt.id, reason } }], giveUp));
  return new Refusal('Unavailable', { service: 'payment' });
}
