import type { Case, OrderRow, PayableRow } from './cases.ts';
import type { Finding, Repair } from './finding.ts';
import type { ProviderSum } from './stores.ts';

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);
const isUnderWay = ({ phase }: { phase: string }) => phase === 'opening' || phase === 'open' || phase === 'closing';
const cents = (amount: number, currency: string): string => `${(amount / 100).toFixed(2)} ${currency}`;

const closeAttempt = (orderId: string, attemptId: string): Repair => ({
  way: 'ask',
  worker: 'payment',
  kind: 'closeAttempt',
  subject: orderId,
  payload: { attemptId },
});

/**
 * What may be kept of the money of an order in this phase: nothing of one that was cancelled, of any other what was not taken back of it, or
 * pays for what was sent instead.
 */
const mayKeep = ({ phase, total, credits, replaced }: OrderRow): number =>
  phase === 'cancelled' ? 0 : total - sum(credits.map(({ amount }) => amount)) + replaced;

const isCaptured = ({ phase }: PayableRow['tenders'][number]): boolean => phase === 'captured';
const keptOfCards = (tenders: PayableRow['tenders']): number => sum(tenders.filter(isCaptured).map(({ amount, refunded }) => amount - refunded));

/** Paid back, never taken, or paid in another way after a bank had sent it back. */
const isSettled = ({ phase }: PayableRow['refunds'][number]): boolean => phase === 'succeeded' || phase === 'released' || phase === 'made-good';
const letGoOf = (refunds: PayableRow['refunds']): number => sum(refunds.filter(({ phase }) => phase === 'released').map(({ amount }) => amount));

/** People have got its money, so people pay it back. */
const isByHand = ({ attemptId, cardId }: PayableRow['refunds'][number]): boolean => attemptId === null && cardId === null;
const gotAnotherWay = ({ captures }: Pick<PayableRow, 'captures'>): number =>
  sum(captures.filter(({ phase }) => phase === 'made-good').map(({ amount }) => amount));

/** I1 and I2 for one order: what came in, what went back, and what the order's page shows of it. */
export function* checkMoney({ key: id, order, payable }: Case): Generator<Finding> {
  const attempts = payable?.attempts ?? [];
  const money = { subject: id, wayOn: 'Look at the order and at the provider’s books, and put it right by hand.' };
  const kept = sum(attempts.map(({ captured, refunded }) => captured - refunded)) + keptOfCards(payable?.tenders ?? []);
  if (!order) {
    if (payable)
      yield {
        ...money,
        promised: 'I14',
        what: 'payment without order',
        sentence: `Payment knows of order ${id}, which the order worker does not, and keeps ${cents(kept, payable.currency)} for it.`,
        repairs: [],
      };
    return;
  }
  const name = `Order ${order.number} (${id})`;
  if (!payable) {
    // What replaces goods is paid with them: nobody collects money for it.
    if (order.phase !== 'placed' && order.phase !== 'cancelled' && !order.exchange)
      yield {
        ...money,
        promised: 'I5',
        what: 'payable unknown',
        sentence: `${name} is ${order.phase}, but payment has never heard of it.`,
        repairs: [{ way: 'tell again', type: 'OrderReadyToPay', subject: id, hearer: 'payment' }],
      };
    return;
  }

  if (attempts.filter(isUnderWay).length > 1)
    yield {
      ...money,
      promised: 'I2',
      what: 'two open attempts',
      sentence: `${name} has ${attempts.filter(isUnderWay).length} attempts under way at once.`,
      repairs: [],
    };
  if (attempts.filter(({ phase }) => phase === 'succeeded').length > 1)
    yield { ...money, promised: 'I2', what: 'paid twice', sentence: `${name} was paid by more than one attempt.`, repairs: [] };

  yield* checkRefunds(name, order, payable, money);
  yield* checkHolds({ name, order, payable });

  const paid =
    sum(attempts.filter(({ phase }) => phase === 'succeeded').map(({ captured }) => captured)) +
    sum(payable.tenders.filter(isCaptured).map(({ amount }) => amount)) +
    gotAnotherWay(payable);
  if (order.captured !== paid)
    yield {
      ...money,
      promised: 'I1',
      what: 'captured differs',
      sentence: `${name} shows ${cents(order.captured, order.currency)} as captured, payment has ${cents(paid, order.currency)}.`,
      // Heard by an order that counts as paid it would be late money, and go back.
      repairs:
        order.captured < paid && order.phase !== 'paid' && order.phase !== 'completed'
          ? [{ way: 'tell again', type: 'PaymentSucceeded', subject: id, hearer: 'order' }]
          : [],
    };
  const back = sum(payable.refunds.filter(({ told, phase }) => told && phase === 'succeeded').map(({ amount }) => amount));
  if (order.refunded !== back)
    yield {
      ...money,
      promised: 'I1',
      what: 'refunded differs',
      sentence: `${name} shows ${cents(order.refunded, order.currency)} as refunded, payment has ${cents(back, order.currency)}.`,
      repairs: order.refunded < back ? [{ way: 'tell again', type: 'PaymentRefunded', subject: id, hearer: 'order' }] : [],
    };
  // What was set aside and then let go of, because its goods never left, was paid as well.
  const came = order.authorised + order.captured + letGoOf(payable.refunds);
  if ((order.phase === 'paid' || order.phase === 'completed') && came < order.total)
    yield {
      ...money,
      promised: 'I1',
      what: 'paid too little',
      sentence: `${name} counts as paid, but only ${cents(came, order.currency)} of ${cents(order.total, order.currency)} came in.`,
      repairs: [],
    };
  const isOver = order.phase === 'cancelled' || order.phase === 'paid' || order.phase === 'completed';
  if (isOver && (payable.phase === 'open' || payable.phase === 'closing'))
    yield {
      ...money,
      promised: 'I2',
      what: 'still payable',
      sentence: `${name} is ${order.phase}, but payment would still take money for it.`,
      repairs: [
        order.phase === 'cancelled'
          ? { way: 'tell again', type: 'OrderCancelled', subject: id, hearer: 'payment' }
          : { way: 'tell again', type: 'PaymentSucceeded', subject: id, hearer: 'order' },
      ],
    };
}

function* checkRefunds(
  name: string,
  order: OrderRow,
  { key: id, attempts, captures, refunds, disputes, tenders }: PayableRow,
  money: { subject: string; wayOn: string },
): Generator<Finding> {
  for (const refund of refunds) {
    if (isSettled(refund)) continue;
    const asked = refund.phase === 'asked';
    yield {
      ...money,
      promised: 'I2',
      what: `refund ${refund.id} ${asked ? 'waits' : refund.phase}`,
      sentence: `${name}: a refund of ${cents(refund.amount, order.currency)} ${asked ? 'was asked for and has not been made' : refund.phase === 'returned' ? (isByHand(refund) ? 'is for people to pay, who got its money' : "was sent back by the shopper's bank") : 'was refused by the provider'}.`,
      wayOn: asked ? 'See whether the provider answers.' : 'Pay it back by hand: the provider will not.',
      repairs: asked ? [{ way: 'ask', worker: 'payment', kind: 'refund', subject: id, payload: { refundId: refund.id } }] : [],
    };
  }
  // What a bank sent back is owed already, and stands above: nobody need be told once more.
  const speaksFor = ['asked', 'succeeded', 'returned'];
  const onItsWay = (attemptId: string) =>
    sum(refunds.filter((refund) => refund.attemptId === attemptId && speaksFor.includes(refund.phase)).map(({ amount }) => amount));
  for (const { id: attemptId, phase, captured } of attempts) {
    if (phase === 'failed' && captured > onItsWay(attemptId))
      yield {
        ...money,
        promised: 'I2',
        what: `attempt ${attemptId} keeps wrong money`,
        sentence: `${name}: money that was not asked for came by attempt ${attemptId} and does not go back.`,
        repairs: [],
      };
  }
  // What a bank took is not kept, and nobody can pay it back.
  const takenBack = (attemptId: string) => sum(disputes.filter((one) => one.attemptId === attemptId && one.phase !== 'won').map(({ amount }) => amount));
  const surplus =
    sum(attempts.filter(({ phase }) => phase === 'succeeded').map(({ id: attemptId, captured }) => captured - onItsWay(attemptId) - takenBack(attemptId))) +
    gotAnotherWay({ captures }) -
    sum(refunds.filter((refund) => isByHand(refund) && speaksFor.includes(refund.phase)).map(({ amount }) => amount)) +
    keptOfCards(tenders) -
    mayKeep(order);
  if (surplus > 0 && order.phase !== 'placed' && order.phase !== 'held' && order.phase !== 'closing')
    yield {
      ...money,
      promised: 'I2',
      what: 'surplus kept',
      sentence: `${name} is ${order.phase} and ${cents(surplus, order.currency)} more is kept than is due.`,
      repairs: [
        {
          way: 'tell',
          type: 'RefundDue',
          subject: id,
          version: order.version,
          data: { orderId: id, number: order.number, owner: order.owner, amount: surplus, currency: order.currency, reason: 'surplus found' },
        },
      ],
    };
}

/** I1 and I2 of money that is only set aside: taken when goods leave, let go of when none will. */
function* checkHolds({ name, order, payable }: { name: string; order: OrderRow; payable: PayableRow }) {
  const { key: id, currency, attempts, captures } = payable;
  const say = (promised: Finding['promised'], what: string, sentence: string, repairs: Repair[], wayOn = 'Look at the order and at the provider’s books.') =>
    ({ promised, what, subject: id, sentence: `${name}: ${sentence}.`, wayOn, repairs }) satisfies Finding;
  const ask = (kind: string, payload: Record<string, unknown>): Repair => ({ way: 'ask', worker: 'payment', kind, subject: id, payload });
  for (const { id: captureId, amount, phase } of captures) {
    if (phase === 'asked')
      yield say('I1', `capture ${captureId} waits`, `${cents(amount, currency)} for goods that have left are to be taken and have not been`, [
        ask('capture', { captureId }),
      ]);
    if (phase === 'failed' && attempts.some(({ authorised }) => authorised > 0))
      yield say('I1', `capture ${captureId} failed`, `${cents(amount, currency)} for goods that have left could not be taken`, [], 'Collect it another way.');
  }
  // The order counts what people have got another way as captured, while the bank may still keep it aside.
  const aside = sum(attempts.filter(({ phase }) => phase === 'succeeded').map(({ authorised }) => authorised));
  const held = aside - Math.min(aside, gotAnotherWay(payable));
  if (held !== order.authorised)
    yield say('I1', 'authorised differs', `it shows ${cents(order.authorised, currency)} as set aside, payment has ${cents(held, currency)}`, [
      { way: 'tell again', type: 'PaymentCaptured', subject: id, hearer: 'order' },
      { way: 'tell again', type: 'PaymentReleased', subject: id, hearer: 'order' },
    ]);
  for (const { id: attemptId, phase, authorised } of attempts)
    if (authorised > 0 && (phase !== 'succeeded' || order.phase === 'cancelled'))
      yield say('I2', `attempt ${attemptId} keeps a hold`, `${cents(authorised, currency)} are set aside and nothing will be sent for them`, [
        ask('releaseHold', { attemptId }),
      ]);
  const areGone = order.lines.every(({ ordered, shipped, cancelled }) => shipped + cancelled >= ordered);
  if (areGone && order.phase !== 'cancelled' && held > 0 && captures.every(({ phase }) => phase !== 'asked' && phase !== 'failed'))
    yield say('I1', 'sent without capture', `all its goods have left, and ${cents(held, currency)} are still only set aside`, [
      { way: 'tell again', type: 'CaptureDue', subject: id, hearer: 'payment' },
    ]);
}

export type AttemptRow = { key: string; orderId: string; phase: string; authorised: number; captured: number; refunded: number; disputed: number };

/** I1 and I2 between our books and the provider's: for one attempt, which is the provider's reference. */
export function* checkBooks({ key: id, ours, theirs }: { key: string; ours?: AttemptRow; theirs?: ProviderSum }): Generator<Finding> {
  const about = { subject: id, wayOn: 'Compare the order with the provider’s books by hand.' };
  if (!ours) {
    if (theirs && theirs.captured + theirs.authorised !== theirs.refunded)
      yield {
        ...about,
        promised: 'I14',
        what: 'money without attempt',
        sentence: `The provider keeps ${cents(theirs.captured + theirs.authorised - theirs.refunded, theirs.currency)} for the reference ${id}, which payment does not know.`,
        wayOn: 'Pay it back at the provider.',
        repairs: [],
      };
    return;
  }
  const captured = theirs?.captured ?? 0;
  const refunded = theirs?.refunded ?? 0;
  const currency = theirs?.currency ?? '';
  if (captured !== ours.captured)
    yield {
      ...about,
      promised: 'I1',
      what: 'provider captured differs',
      sentence: `Attempt ${id} of order ${ours.orderId}: the provider took ${cents(captured, currency)}, our books say ${cents(ours.captured, currency)}.`,
      repairs: captured > ours.captured ? [closeAttempt(ours.orderId, id)] : [],
    };
  if (refunded !== ours.refunded)
    yield {
      ...about,
      promised: 'I1',
      what: 'provider refunded differs',
      sentence: `Attempt ${id} of order ${ours.orderId}: the provider paid back ${cents(refunded, currency)}, our books say ${cents(ours.refunded, currency)}.`,
      repairs: [],
    };
  const authorised = theirs?.authorised ?? 0;
  if (authorised !== ours.authorised)
    yield {
      ...about,
      promised: 'I1',
      what: 'provider authorised differs',
      sentence: `Attempt ${id} of order ${ours.orderId}: ${cents(authorised, currency)} are set aside at the provider, our books say ${cents(ours.authorised, currency)}.`,
      repairs: [{ way: 'ask', worker: 'payment', kind: 'askProvider', subject: ours.orderId, payload: { attemptId: id, round: 0 } }],
    };
  const disputed = theirs?.disputed ?? 0;
  if (disputed !== ours.disputed)
    yield {
      ...about,
      promised: 'I1',
      what: 'provider disputed differs',
      sentence: `Attempt ${id} of order ${ours.orderId}: banks took ${cents(disputed, currency)} back at the provider, our books say ${cents(ours.disputed, currency)}.`,
      wayOn: 'Let the provider send its news of the dispute again.',
      repairs: [],
    };
  if (theirs && theirs.open > 0 && !isUnderWay(ours))
    yield {
      ...about,
      promised: 'I2',
      what: 'open at the provider',
      sentence: `Attempt ${id} of order ${ours.orderId} is ${ours.phase} here, but can still be paid at the provider.`,
      repairs: [closeAttempt(ours.orderId, id)],
    };
}
