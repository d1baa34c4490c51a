import type { Order } from '@kontor/contracts/order';

/** As much of an order as its way needs; a link in a mail shows no more. */
export type Moving = Pick<
  Order,
  'phase' | 'placedAt' | 'payBy' | 'lines' | 'authorised' | 'captured' | 'refunded' | 'timeline' | 'exchange' | 'parcels' | 'returns'
>;

export const stageNames = ['placed', 'reserved', 'paid', 'dispatched', 'delivered'] as const;
export type StageName = (typeof stageNames)[number] | 'cancelled' | 'cameBack';
/** `now` is the one that is being worked on. */
export type Stage = { name: StageName; state: 'done' | 'now' | 'ahead'; at: string | null };

/** The way of an order for people: what is done and since when, what comes next; one that was cancelled, or came back, ends where it stopped. */
export function stagesOf(order: Moving): Stage[] {
  const done = stageNames.filter((name) => reached(order)[name]);
  const passed = done.map((name): Stage => ({ name, state: 'done', at: momentOf(order, name) }));
  if (order.phase === 'cancelled') return [...passed, { name: 'cancelled', state: 'done', at: momentOf(order, 'cancelled') }];
  if (backOf(order) === 'cameBack') return [...passed, { name: 'cameBack', state: 'done', at: momentOf(order, 'cameBack') }];
  const ahead = stageNames.slice(done.length);
  return [...passed, ...ahead.map((name, index): Stage => ({ name, state: index === 0 ? 'now' : 'ahead', at: null }))];
}

/** Whether the order will not change any more, so that nobody need ask again. */
export const isSettled = (order: Moving): boolean =>
  (order.phase === 'completed' && order.returns.every(({ phase }) => phase === 'settled' || phase === 'declined')) ||
  (order.phase === 'cancelled' && order.captured === order.refunded && order.authorised === 0);

/** Whether the shopper may still ask to cancel; who decides in the end is the shop. */
export const isCancellable = (order: Moving): boolean => order.phase === 'held' || (order.phase === 'paid' && !isShipped(order));

export const isPayable = (order: Moving, now: number): boolean =>
  order.phase === 'held' && !order.exchange && (order.payBy === null || Date.parse(order.payBy) > now);

/** Whether at least a part of it has left. */
export const isShipped = (order: Moving): boolean => order.lines.some((line) => line.shipped + line.delivered > 0);

/** Whether a paid order can still be changed: something of it is here. */
export const isChangeable = (order: Moving): boolean => order.phase === 'paid' && order.lines.some((line) => line.held > 0);

/** Of an order that is over: whether nobody took it in, or a part of it. */
const backOf = ({ phase, parcels, lines }: Moving): 'cameBack' | 'partlyBack' | null =>
  phase !== 'completed' || parcels.every((one) => one.phase !== 'returned') ? null : lines.some(({ delivered }) => delivered > 0) ? 'partlyBack' : 'cameBack';

/** Whether a paid order cannot be packed, because something of it is not there yet. */
export const isAwaited = (order: Moving): boolean => order.phase === 'paid' && !isShipped(order) && order.lines.some(({ later }) => later);

/**
 * How far the money is that is due back: `back` since when, `none` where it was never taken, `due` before that and of a replacement, whose
 * money another order has. What was let go of at the bank is not due.
 */
export function moneyBack({
  receipt,
  authorised,
  captured,
  refunded,
  credits,
  exchange,
  timeline,
}: Pick<Order, 'receipt' | 'authorised' | 'captured' | 'refunded' | 'credits' | 'exchange' | 'timeline'>): {
  money: 'back' | 'none' | 'due';
  at: string | null;
} {
  const due = credits.reduce((sum, { amount }) => sum + amount, 0) - (receipt.total - captured - authorised);
  const at = timeline.findLast(({ what }) => what === 'refunded')?.at ?? null;
  if (exchange || refunded < due) return { money: 'due', at: null };
  return at && refunded > 0 ? { money: 'back', at } : { money: captured === 0 ? 'none' : 'due', at: null };
}

type Told =
  | Order['phase']
  | 'kept'
  | 'replaced'
  | 'awaited'
  | 'delayed'
  | 'partly'
  | 'shipped'
  | 'carried'
  | 'partlyHere'
  | 'cameBack'
  | 'partlyBack'
  | 'cameBackPaid'
  | 'partlyBackPaid'
  | 'returned';

/** What the order's page says first. It is true of all of the order: what holds of a part of it is told as that. */
export function toldOf(order: Moving): Told {
  if (order.exchange && order.phase === 'held') return 'kept';
  if (order.phase === 'paid') return underWay(order);
  if (order.phase !== 'completed') return order.phase;
  const back = backOf(order);
  if (back) return order.returns.some(({ kind, phase }) => kind === 'undelivered' && phase !== 'settled') ? back : `${back}Paid`;
  return order.lines.every(({ ordered, returned, cancelled }) => returned + cancelled >= ordered) ? 'returned' : 'completed';
}

function underWay(order: Moving): Told {
  if (isAwaited(order)) return 'awaited';
  if (!isShipped(order) && order.parcels.some(({ delayed }) => delayed)) return 'delayed';
  if (!isShipped(order)) return order.exchange ? 'replaced' : 'paid';
  if (isChangeable(order)) return 'partly';
  if (order.parcels.some(({ phase }) => phase === 'delivered')) return 'partlyHere';
  // Somebody else than the carrier brings it, and nobody can look where it is.
  return order.parcels.some(({ url }) => url) || order.parcels.length === 0 ? 'shipped' : 'carried';
}

function reached(order: Moving): Record<(typeof stageNames)[number], boolean> {
  const been = new Set([order.phase, ...order.timeline.map((entry) => entry.phase)]);
  const paid = been.has('paid') || been.has('completed');
  const back = backOf(order);
  const delivered =
    back === 'partlyBack' ||
    (back === null &&
      order.lines.every((line) => line.delivered + line.returned + line.cancelled >= line.ordered) &&
      order.lines.some((line) => line.delivered + line.returned > 0));
  return { placed: true, reserved: been.has('held') || paid, paid, dispatched: isShipped(order) || delivered, delivered };
}

function momentOf(order: Moving, name: StageName): string | null {
  const first = (matches: (entry: Order['timeline'][number]) => boolean) => order.timeline.find(matches)?.at ?? null;
  switch (name) {
    case 'placed':
      return order.placedAt;
    case 'reserved':
      return first((entry) => entry.phase === 'held');
    case 'paid':
      return first((entry) => entry.phase === 'paid');
    case 'dispatched':
      return first((entry) => /dispatch/i.test(entry.what));
    case 'delivered':
      return order.timeline.findLast((entry) => /deliver/i.test(entry.what))?.at ?? null;
    case 'cameBack':
      return first((entry) => entry.what.startsWith('came-back'));
    case 'cancelled':
      return first((entry) => entry.phase === 'cancelled');
  }
}
