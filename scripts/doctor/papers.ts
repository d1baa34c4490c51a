import type { EventType } from '@kontor/contracts/events';
import { taxInside, taxOn } from '@kontor/contracts/money';
import type { Receipt } from '@kontor/contracts/receipt';
import type { Case, OrderRow } from './cases.ts';
import type { Finding, Repair } from './finding.ts';

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);

/** Why a receipt does not add up; null when it does. The rule is the one of the order's receipts: tax inside gross prices or on net ones, one rounding. */
export function flawOf(receipt: Receipt): string | null {
  // Receipts of before promotions name neither them nor a relief; those of before net prices are gross.
  const { lines, subtotal, discount, promotions = [], shipping, relief = 0, prices = 'gross', added = 0, taxes, tax, total } = receipt;
  const amounts = [
    subtotal,
    discount,
    shipping,
    relief,
    added,
    tax,
    total,
    ...promotions.map(({ amount }) => amount),
    ...lines.flatMap((line) => [line.price, line.total]),
    ...taxes.flatMap((one) => [one.gross, one.tax]),
  ];
  if (!amounts.every(Number.isSafeInteger)) return 'an amount is not a whole number of cents';
  if (sum(lines.map((line) => line.total)) !== subtotal) return 'its lines do not sum up to its subtotal';
  if (lines.some(({ price, quantity, total: of }) => of !== price * quantity)) return 'a line is not price times quantity';
  if (promotions.length > 0 && sum(promotions.map(({ amount }) => amount)) !== discount) return 'its promotions do not sum up to its discount';
  if (subtotal - discount + shipping - relief + added !== total) return 'subtotal, discount, delivery, relief and added tax do not make its total';
  if (sum(taxes.map(({ gross }) => gross)) !== total) return 'the amounts that are taxed do not sum up to its total';
  const due = ({ gross, rate, tax: of }: (typeof taxes)[number]) => (prices === 'net' ? taxOn(gross - of, rate) : taxInside(gross, rate));
  if (taxes.some((one) => one.tax !== due(one))) return 'the tax of a rate is not what its amount asks for';
  if (sum(taxes.map((one) => one.tax)) !== tax) return 'the taxes of its rates do not sum up to its tax';
  if (added !== (prices === 'net' ? tax : 0)) return 'the tax that was added is not its tax';
  return null;
}

/** Why what was taken back of a receipt does not add up; null when it does. */
function flawInCredits({ credits, lines, total, phase }: Pick<OrderRow, 'credits' | 'lines' | 'total' | 'phase'>): string | null {
  for (const { lines: some, delivery, taxes, amount } of credits) {
    if (sum(some.map((line) => line.amount)) + delivery !== amount) return 'the parts of a credit do not make its amount';
    if (sum(taxes.map(({ gross }) => gross)) !== amount) return 'the amounts that are taxed of a credit do not make its amount';
  }
  if (sum(credits.map(({ amount }) => amount)) > total) return 'more was taken back of it than it came to';
  const pieces = (sku: string, cause: 'returned' | 'cancelled') =>
    sum(credits.flatMap((credit) => (credit.cause === cause ? credit.lines.filter((line) => line.sku === sku).map(({ quantity }) => quantity) : [])));
  const wrong = lines.find(
    ({ sku, returned, cancelled }) => pieces(sku, 'returned') !== returned || (phase !== 'cancelled' && pieces(sku, 'cancelled') !== cancelled),
  );
  return wrong ? `what came back or was cancelled of ${wrong.sku} is not what was credited` : null;
}

/** The invoice that an order has once goods have left, and a credit note for each part taken back. */
function flawInPapers({ key, lines, total, credits, papers }: Pick<OrderRow, 'key' | 'lines' | 'total' | 'credits' | 'papers'>): string | null {
  if (lines.every(({ shipped }) => shipped === 0)) return papers.length > 0 ? 'has papers, although nothing has left' : null;
  const due = [
    { id: key, kind: 'invoice', amount: total },
    ...credits.filter(({ amount }) => amount > 0).map(({ id, amount }) => ({ id, kind: 'credit-note', amount })),
  ];
  for (const { id, kind, amount } of due) {
    const found = papers.find((paper) => paper.id === id && paper.kind === kind);
    if (!found) return `has no ${kind} ${id === key ? '' : `for credit ${id} `}of ${amount} cents`;
    if (found.amount !== amount) return `has a ${kind} of ${found.amount} cents where ${amount} are right`;
  }
  return null;
}

/** Which phase may follow on which; a change within a phase is always possible. */
const follows: Record<string, readonly string[]> = {
  placed: ['held', 'cancelled'],
  held: ['closing', 'paid'],
  closing: ['cancelled', 'paid'],
  paid: ['cancelling', 'completed'],
  cancelling: ['cancelled', 'paid', 'completed'],
  cancelled: [],
  completed: [],
};

/** What broke in an order's history; null when nothing did. */
export function breakIn({
  steps,
  version,
  phase,
  exchange = null,
}: Pick<OrderRow, 'steps' | 'version' | 'phase'> & Partial<Pick<OrderRow, 'exchange'>>): string | null {
  // What nobody has to pay is cancelled without asking the provider first.
  const mayFollow = (before: string, after: string) => follows[before]?.includes(after) || (exchange && before === 'held' && after === 'cancelled');
  for (const [index, step] of steps.entries()) {
    if (step.version !== index + 1) return `step ${index + 1} is missing`;
    const before = steps[index - 1]?.phase;
    if (before === undefined ? step.phase !== 'placed' : step.phase !== before && !mayFollow(before, step.phase))
      return before === undefined ? `it begins as ${step.phase}` : `it went from ${before} to ${step.phase}`;
  }
  const last = steps.at(-1);
  if (last?.version !== version) return `it has ${steps.length} steps, but version ${version}`;
  return last.phase === phase ? null : `its last step says ${last.phase}, the order ${phase}`;
}

/** The event that says of each phase that an order is in it. */
const saying: Record<string, EventType> = {
  placed: 'OrderPlaced',
  held: 'OrderReadyToPay',
  closing: 'OrderPaymentClosing',
  paid: 'OrderPaid',
  cancelling: 'OrderCancelAsked',
  cancelled: 'OrderCancelled',
  completed: 'OrderCompleted',
};

/** I6, I7 and I10 for one order: what is written about it, here and elsewhere. */
export function* checkPapers({ key: id, order, payable, mail, history }: Case): Generator<Finding> {
  if (!order) return;
  const name = `Order ${order.number} (${id})`;
  const say = (promised: Finding['promised'], what: string, sentence: string, repairs: Repair[] = []): Finding => ({
    promised,
    what,
    subject: id,
    sentence: `${name}: ${sentence}.`,
    wayOn: 'Look at the order and put it right by hand.',
    repairs,
  });
  const flaw = flawOf(order.receipt);
  if (flaw) yield say('I6', 'receipt does not add up', flaw);
  if (order.receipt.total !== order.total) yield say('I6', 'other total', `its receipt says ${order.receipt.total}, the order ${order.total} cents`);
  if (sum(order.lines.map((line) => line.total)) !== order.receipt.subtotal) yield say('I6', 'other lines', 'its lines are not those of its receipt');
  if (payable && payable.amount !== order.total)
    yield say('I6', 'other amount to pay', `payment collects ${payable.amount} cents, the order says ${order.total}`);
  if (mail?.total != null && mail.total !== order.total)
    yield say('I6', 'other total in mails', `its letters say ${mail.total} cents, the order ${order.total}`);

  const wrong = flawInCredits(order);
  if (wrong) yield say('I6', 'credits do not add up', wrong);

  const lacking = flawInPapers(order);
  if (lacking) yield say('I6', 'papers wrong', `it ${lacking}`, [{ way: 'ask', worker: 'order', kind: 'issuePapers', subject: id, payload: {} }]);

  const broken = breakIn(order);
  if (broken) yield say('I7', 'history broken', `its history is broken: ${broken}`);
  if (order.lines.some(({ ordered, shipped, delivered, returned, cancelled }) => shipped + cancelled > ordered || delivered > shipped || returned > shipped))
    yield say('I7', 'quantities broken', 'more was shipped, delivered, returned or cancelled of a line than can be');
  if (history?.phase !== order.phase) {
    const type = saying[order.phase];
    const types = type ? (['OrderPlaced', type, 'OrderAdvanced'] as const) : [];
    yield say(
      'I5',
      'history behind',
      `the shopper’s list of orders shows it as ${history?.phase ?? 'unknown'} instead of ${order.phase}`,
      [...new Set(types)].map((one) => ({ way: 'tell again', type: one, subject: id, hearer: 'user' })),
    );
  }

  const wasPaid = order.steps.some(({ phase }) => phase === 'paid');
  if (wasPaid && !mail?.forgotten && mail?.confirmations !== 1)
    yield say('I10', 'confirmation missing', `it was paid and ${mail?.confirmations ?? 0} confirmations were written`, [
      ...(mail ? [] : [{ way: 'tell again', type: 'OrderPlaced', subject: id, hearer: 'notification' } as const]),
      { way: 'tell again', type: 'OrderPaid', subject: id, hearer: 'notification' },
    ]);
  if (!wasPaid && mail && mail.confirmations > 0) yield say('I10', 'confirmed unpaid', 'it was confirmed by mail, but never paid');
  for (const mailId of mail?.unsent ?? [])
    yield say('I10', 'confirmation not sent', 'its confirmation has not been sent', [
      { way: 'ask', worker: 'notification', kind: 'sendMail', subject: id, payload: { mailId } },
    ]);
}
