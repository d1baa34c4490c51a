import type { EventType, Worker } from '@kontor/contracts/events';
import { goesOtherwise } from '../../workers/shipping/otherwise.ts';
import { EXCHANGE_DAYS } from '@kontor/contracts/return';
import type { Case, ConsignmentRow, HoldRow, OrderRow, ParcelOfOrder } from './cases.ts';
import type { Finding, Repair } from './finding.ts';

/** How long a step between workers may take before somebody should look. */
const SOON_MS = 60_000;
const DAY_MS = 24 * 60 * 60 * 1000;

const again = (type: EventType, subject: string, hearer: Worker): Repair => ({ way: 'tell again', type, subject, hearer });
/** Goods and parcels of an order that nobody knows: let go as if it had been cancelled. */
const letGo = (orderId: string, hearer: Worker): Repair => ({
  way: 'say',
  type: 'OrderCancelled',
  subject: orderId,
  version: 1,
  data: { orderId, number: '', owner: 'nobody', total: 0, currency: 'EUR', reason: 'staff', short: [] },
  hearer,
});
const left = ({ phase }: ParcelOfOrder) => phase === 'dispatched' || phase === 'delivered' || phase === 'returned';
const live = ({ phase }: ParcelOfOrder) => phase !== 'stopped';

/** I3, I4 and I14 for one order: every order ends, with its goods and its parcel where its phase says. */
export function* checkEnds(one: Case, now: Date): Generator<Finding> {
  const { key: id, order, hold, consignment } = one;
  if (!order) {
    if (hold?.phase === 'held' || hold?.phase === 'allocated')
      yield finding('I14', id, 'goods without order', `Goods are ${hold.phase} for order ${id}, which does not exist.`, [letGo(id, 'inventory')]);
    const parcels = consignment?.parcels.filter(live) ?? [];
    for (const { id: parcel, phase } of parcels)
      yield finding(
        'I14',
        id,
        'parcel without order',
        `Shipment ${parcel} is ${phase} for order ${id}, which does not exist.`,
        parcels.some(left) ? [] : [letGo(id, 'shipping')],
      );
    return;
  }
  yield* checkProgress(one, order, now);
  yield* checkExchange(order, now);
  yield* checkGoods(one, order, hold);
  yield* checkPutBack(order, hold);
  yield* checkParcels(one, order, consignment);
}

const finding = (
  promised: Finding['promised'],
  subject: string,
  what: string,
  sentence: string,
  repairs: Repair[],
  wayOn = 'Look at the order and put it right by hand.',
): Finding => ({
  promised,
  what,
  subject,
  sentence,
  wayOn,
  repairs,
});
const named = ({ number, key }: OrderRow): string => `Order ${number} (${key})`;

/** A phase that something was to end by now. */
function* checkProgress({ key: id, hold, payable, consignment }: Case, order: OrderRow, now: Date): Generator<Finding> {
  const since = now.getTime() - order.lastStepAt.getTime();
  const waits = (what: string, repairs: Repair[]) =>
    finding('I4', id, `stuck ${order.phase}`, `${named(order)} ${what}.`, repairs, 'See whether the workers run and what they log.');
  if (order.phase === 'placed' && since > SOON_MS) {
    const answer = hold?.phase === 'refused' ? 'StockRefused' : 'StockHeld';
    yield waits('was placed and nobody said whether there is stock', [hold ? again(answer, id, 'order') : again('OrderPlaced', id, 'inventory')]);
  }
  if (order.phase === 'held' && order.payBy && now.getTime() - order.payBy.getTime() > SOON_MS)
    yield waits('is held although the time to pay is over', [{ way: 'ask', worker: 'order', kind: 'payBy', subject: id, payload: {} }]);
  if (order.phase === 'closing' && since > SOON_MS) {
    const attempt = payable?.attempts.find(({ phase }) => phase === 'opening' || phase === 'open' || phase === 'closing');
    const repair: Repair =
      payable?.phase === 'closed'
        ? again('PaymentClosed', id, 'order')
        : payable?.phase === 'paid'
          ? again('PaymentSucceeded', id, 'order')
          : attempt && payable?.phase === 'closing'
            ? { way: 'ask', worker: 'payment', kind: 'closeAttempt', subject: id, payload: { attemptId: attempt.id } }
            : again('OrderPaymentClosing', id, 'payment');
    yield waits('waits for the provider to say whether it was paid', [repair]);
  }
  if (order.phase === 'paid' && order.change && since > SOON_MS)
    yield waits('is to be changed and waits for shipping', [again('OrderChangeAsked', id, 'shipping')]);
  if (order.phase === 'cancelling' && since > SOON_MS) {
    const repair = consignment?.parcels.some(left)
      ? again('ShipmentTooLate', id, 'order')
      : consignment?.stop === 'done'
        ? again('ShipmentStopped', id, 'order')
        : again('OrderCancelAsked', id, 'shipping');
    yield waits('is to be cancelled and waits for its parcels to be stopped', [repair]);
  }
}

/** I4 and I14 of what replaces goods that come back: kept until their return is decided on, and sent if, and only if, it paid for them. */
function* checkExchange(order: OrderRow, now: Date): Generator<Finding> {
  const { key: id, phase, exchange } = order;
  if (!exchange) return;
  const { of, returnPhase, done } = exchange;
  const since = now.getTime() - order.lastStepAt.getTime();
  const name = `${named(order)}, which replaces goods of order ${of.number},`;
  if (phase === 'held' && returnPhase !== 'asked' && returnPhase !== 'received' && since > SOON_MS)
    yield finding('I4', id, 'stuck held', `${name} is kept, although their return is ${returnPhase ?? 'not there'}.`, [], 'Cancel it, or pay back its return.');
  if (phase === 'held' && returnPhase === 'asked' && since > EXCHANGE_DAYS * DAY_MS + SOON_MS)
    yield finding('I4', id, 'stuck held', `${name} is kept, although their return has not come in ${EXCHANGE_DAYS} days.`, [
      { way: 'ask', worker: 'order', kind: 'giveUpExchange', subject: id, payload: {} },
    ]);
  if ((phase === 'paid' || phase === 'completed') && !done)
    yield finding('I14', id, 'sent without goods back', `${name} is ${phase}, but no return has paid for it.`, [], 'Ask the shopper for the goods.');
}

const summed = (lines: readonly { sku: string; quantity: number }[]): string =>
  [...lines.reduce((sums, { sku, quantity }) => sums.set(sku, (sums.get(sku) ?? 0) + quantity), new Map<string, number>())]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([sku, quantity]) => `${quantity} × ${sku}`)
    .join(', ');

/** What may have become of the goods of an order in each phase. */
const goods: Record<string, readonly (string | undefined)[]> = {
  placed: [undefined, 'held', 'refused'],
  held: ['held'],
  closing: ['held'],
  paid: ['allocated', 'dispatched'],
  cancelling: ['allocated', 'dispatched'],
  cancelled: [undefined, 'refused', 'released'],
  completed: ['dispatched'],
};

function* checkGoods({ key: id, consignment }: Case, order: OrderRow, hold: HoldRow | undefined): Generator<Finding> {
  const fine = goods[order.phase];
  if (fine && !fine.includes(hold?.phase)) {
    const kept = hold?.phase === 'held' || hold?.phase === 'allocated';
    const repairs =
      order.phase === 'cancelled' && kept
        ? [again('OrderCancelled', id, 'inventory')]
        : hold?.phase === 'held' && order.phase !== 'completed'
          ? [again('OrderPaid', id, 'inventory')]
          : order.phase === 'completed' && kept
            ? [again('OrderPaid', id, 'inventory'), again('ShipmentDispatched', id, 'inventory')]
            : [];
    yield finding(
      order.phase === 'cancelled' ? 'I14' : 'I3',
      id,
      'goods not where they should be',
      `${named(order)} is ${order.phase}, but its goods are ${hold?.phase ?? 'unknown to inventory'}.`,
      repairs,
      'Count the stock of its lines and look at the parcel.',
    );
  }
  const gone = consignment?.parcels.filter(left) ?? [];
  if (hold?.phase === 'allocated' && gone.some((parcel) => !hold.parcels.includes(parcel.id)))
    yield finding('I3', id, 'parcel left, goods kept', `${named(order)}: a parcel has left, but its goods still lie there in the books.`, [
      again('ShipmentDispatched', id, 'inventory'),
    ]);
  // Of a cancelled order nothing is kept, whatever was cancelled of it before.
  const wanted = order.lines.map(({ sku, ordered, cancelled }) => ({ sku, quantity: ordered - cancelled })).filter(({ quantity }) => quantity > 0);
  const kept = hold?.phase === 'held' || hold?.phase === 'allocated' ? hold.lines : [];
  if (hold && hold.phase !== 'refused' && order.phase !== 'cancelled' && summed([...kept, ...hold.dispatched]) !== summed(wanted))
    yield finding(
      'I3',
      id,
      'other goods',
      `${named(order)} has other goods kept or booked out for it (${summed([...kept, ...hold.dispatched])}) than were ordered.`,
      [again('PiecesCancelled', id, 'inventory')],
    );
  const heard = gone.filter((parcel) => hold?.parcels.includes(parcel.id));
  const packed = summed(heard.flatMap(({ lines }) => lines));
  // A parcel without lines is of before parcels knew theirs.
  if (hold && heard.every(({ lines }) => lines.length > 0) && (heard.length > 0 || hold.phase !== 'dispatched') && summed(hold.dispatched) !== packed)
    yield finding(
      'I3',
      id,
      'booked out wrongly',
      `${named(order)}: booked out were ${summed(hold.dispatched) || 'no goods'}, its parcels left with ${packed || 'none'}.`,
      [],
    );
}

/** I3: what somebody found fit to be sold again lies on its shelf, once. */
function* checkPutBack(order: OrderRow, hold: HoldRow | undefined): Generator<Finding> {
  const settled = order.returns.filter(({ phase }) => phase === 'settled').flatMap(({ lines }) => lines);
  const resold = summed(settled.flatMap(({ sku, resell }) => (resell > 0 ? [{ sku, quantity: resell }] : [])));
  const there = summed(hold?.putBack ?? []);
  if (resold !== there)
    yield finding(
      'I3',
      order.key,
      'put back wrongly',
      `${named(order)}: ${resold || 'nothing'} came back to be sold again, ${there || 'nothing'} was put back.`,
      [again('ReturnSettled', order.key, 'inventory')],
      'Count the stock of its lines.',
    );
}

function* checkParcels({ key: id, hold }: Case, order: OrderRow, consignment: ConsignmentRow | undefined): Generator<Finding> {
  const { phase } = order;
  const name = named(order);
  const parcels = consignment?.parcels ?? [];
  const gone = parcels.filter(left);
  for (const parcel of parcels)
    if (parcel.failure && parcel.phase === 'booking' && phase === 'paid')
      yield finding(
        'I4',
        id,
        'carrier refuses',
        `${name}: the carrier would not book the parcel (${parcel.failure}).`,
        [],
        'Mend the address, or cancel what is in it.',
      );
  const waits = hold?.lines.some(({ waiting = 0 }) => waiting > 0);
  if (phase === 'paid' && !waits && (parcels.length === 0 || parcels.some((one) => one.phase === 'opened')) && consignment?.stop !== 'done')
    yield finding('I4', id, 'no parcel', `${name} is paid, but no parcel is being prepared.`, [
      again('OrderPaid', id, 'shipping'),
      again('StockReady', id, 'shipping'),
    ]);
  if (phase === 'paid' && consignment?.stop === 'done')
    yield finding('I4', id, 'parcel stopped', `${name} is paid, but its parcels were stopped.`, [], 'Cancel the order, or send the goods by hand.');
  if (phase === 'cancelled' && parcels.some((one) => live(one) && !left(one)))
    yield finding('I14', id, 'parcel of a cancelled order', `${name} is cancelled, but a parcel of it is ${parcels.find(live)?.phase}.`, [
      again('OrderCancelled', id, 'shipping'),
    ]);
  if (gone.length === 0) return;
  if (phase === 'placed' || phase === 'held' || phase === 'closing' || phase === 'cancelled')
    return yield finding(
      'I14',
      id,
      'sent without payment',
      `${name} is ${phase}, but its parcel is ${gone[0]?.phase}.`,
      [],
      'Ask the carrier to bring it back.',
    );
  yield* checkCounts(order, parcels);
}

/** I3 and I5 between the parcels of an order and its lines: what is packed, has left and has arrived. */
function* checkCounts(order: OrderRow, parcels: readonly ParcelOfOrder[]): Generator<Finding> {
  const { key: id, lines } = order;
  const name = named(order);
  const known = parcels.every((one) => !live(one) || one.lines.length > 0);
  const piecesOf = (some: readonly ParcelOfOrder[]) => summed(some.flatMap((one) => one.lines));
  const count = (of: (line: OrderRow['lines'][number]) => number) =>
    summed(lines.map((line) => ({ sku: line.sku, quantity: of(line) })).filter(({ quantity }) => quantity > 0));
  const arrived = parcels.filter((one) => one.phase === 'delivered');
  const shippedUnheard = known
    ? piecesOf(parcels.filter(left)) !== count(({ shipped }) => shipped)
    : lines.every(({ shipped, cancelled, ordered }) => shipped === 0 && cancelled < ordered);
  if (shippedUnheard)
    yield finding('I5', id, 'dispatch unheard', `${name}: a parcel has left and the order does not show it.`, [again('ShipmentDispatched', id, 'order')]);
  const deliveredUnheard = known ? piecesOf(arrived) !== count(({ delivered }) => delivered) : arrived.length > 0 && order.phase === 'paid';
  if (deliveredUnheard)
    yield finding('I5', id, 'delivery unheard', `${name}: a parcel has arrived and the order does not show it.`, [
      again('ShipmentDispatched', id, 'order'),
      again('ShipmentDelivered', id, 'order'),
    ]);
  const cameBack = parcels.filter((one) => one.phase === 'returned');
  if (order.phase === 'paid' && order.steps.filter(({ what }) => what.startsWith('came-back')).length < cameBack.length)
    yield finding('I5', id, 'coming back unheard', `${name}: a parcel came back and the order does not show it.`, [
      again('ShipmentDispatched', id, 'order'),
      again('ShipmentCameBack', id, 'order'),
    ]);
  if (known && !order.change && piecesOf(parcels.filter(live)) !== count(({ ordered, cancelled }) => ordered - cancelled))
    yield finding('I3', id, 'other pieces packed', `${name}: its parcels hold ${piecesOf(parcels.filter(live))}, which is not what is to be sent of it.`, []);
}

export type ParcelRow = { key: string; orderId: string; phase: string; carrierId: string | null; isReturn: boolean };

/** I5 and I14 between our parcels and the carrier's books: for one shipment, which is the carrier's reference. */
export function* checkCarrier({ key: id, ours, theirs }: { key: string; ours?: ParcelRow; theirs?: { states: string[] } }): Generator<Finding> {
  const live = (theirs?.states ?? []).filter((state) => state !== 'cancelled');
  const there = live[0];
  if (!ours) {
    if (there)
      yield finding(
        'I14',
        id,
        'parcel unknown',
        `The carrier has a parcel for the reference ${id}, which shipping does not know.`,
        [],
        'Cancel it at the carrier.',
      );
    return;
  }
  const name = `${ours.isReturn ? 'Return' : 'Shipment'} ${id} of order ${ours.orderId}`;
  if (live.length > 1)
    yield finding('I5', id, 'booked twice', `${name} was booked ${live.length} times at the carrier.`, [], 'Cancel all but one at the carrier.');
  if (ours.phase === 'stopped' && there === 'booked')
    yield finding(
      'I14',
      id,
      'stopped but booked',
      `${name} was stopped here, but is still booked at the carrier.`,
      ours.carrierId ? [{ way: 'ask', worker: 'shipping', kind: 'cancelCarrier', subject: ours.orderId, payload: { shipmentId: id } }] : [],
      'Cancel it at the carrier.',
    );
  const way = new Map(Object.entries({ booked: 0, dispatched: 1, delivered: 2, returned: 2 }));
  const reached = (phase = 'nowhere') => way.get(phase) ?? -1;
  const behind = reached(ours.phase) < reached(there);
  if (behind && ours.phase !== 'stopped' && ours.phase !== 'opened')
    yield finding('I5', id, 'carrier unheard', `${name} is ${there} at the carrier, but ${ours.phase} here.`, [
      ours.isReturn
        ? { way: 'ask', worker: 'shipping', kind: 'bookReturn', subject: ours.orderId, payload: { returnId: id } }
        : {
            way: 'ask',
            worker: 'shipping',
            kind: ours.phase === 'booking' ? 'bookCarrier' : 'askCarrier',
            subject: ours.orderId,
            payload: { round: 1, shipmentId: id },
          },
    ]);
  // Behind or not, what arrived for one and came back for the other is not the same.
  if (reached(ours.phase) >= 0 && !behind && ours.phase !== there && !goesOtherwise({ id, carrierId: ours.carrierId }))
    yield finding(
      'I14',
      id,
      'carrier knows less',
      `${name} is ${ours.phase} here, but ${there ?? 'not known'} at the carrier.`,
      [],
      'Ask the carrier where it is.',
    );
}
