import { asking, each, Permanent } from '@kontor/kit/asks';
import { change } from '@kontor/kit/change';
import { now } from '@kontor/kit/clock';
import { log } from '@kontor/kit/log';
import type { Parcel } from './carrier.ts';
import { carrier } from './carriers.ts';
import { bookingOf, type Consignment, lookAgain, recipientOf, type Shipment } from './domain.ts';
import { hearOf, hearOfReturn } from './news.ts';
import { lookForReturn, noLabel, warehouse } from './returns.ts';
import { hearCancel, notBooked } from './standing.ts';
import { consignmentOf, dropLabel, journal, keeper, returnKeeper, returnOf, type Tx } from './store.ts';

/** A paid order is never given up: an unreachable carrier is asked again, at last once an hour. */
const attempts = Number.POSITIVE_INFINITY;

/** Which parcel an ask is about; one of before an order had several names none. */
type About = { shipmentId?: string | undefined };

async function known(orderId: string, { shipmentId }: About, tx?: Tx): Promise<{ consignment: Consignment; shipment: Shipment }> {
  const consignment = await consignmentOf(orderId, tx);
  const shipment = shipmentId ? consignment?.parcels.find(({ id }) => id === shipmentId) : consignment?.parcels[0];
  if (!consignment || !shipment) throw new Permanent('there is no such shipment');
  return { consignment, shipment };
}

/** Records that nothing was booked, and why not where the carrier never will. */
async function recordNotBooked(tx: Tx, orderId: string, about: About, failure: string | null): Promise<void> {
  const { shipment } = await known(orderId, about, tx);
  await change(journal, tx, keeper, [{ id: orderId, facts: { shipmentId: shipment.id, failure } }], notBooked);
}

export const asks = {
  /** Null: the parcel is to be stopped and the carrier has nothing. */
  bookCarrier: asking<Tx, About, Parcel | null>({
    attempts,
    async call({ id, subject, payload }) {
      const { consignment, shipment } = await known(subject, payload);
      if (shipment.wish === 'stop') return carrier.find(shipment.id, shipment.carrierId);
      const booking = bookingOf(consignment, shipment);
      if (!booking) throw new Permanent('the address is not known');
      return carrier.book(booking, id);
    },
    async done(tx, ended) {
      await hearOf(
        tx,
        ended.flatMap(({ ask: { subject, trace }, result: parcel }) => (parcel ? [{ orderId: subject, parcel, trace }] : [])),
      );
      for (const { ask, result } of ended) if (!result) await recordNotBooked(tx, ask.subject, ask.payload, null);
    },
    async failed(tx, { subject, payload }, reason) {
      log.error({ alert: 'parcel', orderId: subject }, 'the carrier will not take a parcel: its address has to be looked at');
      await recordNotBooked(tx, subject, payload, reason);
    },
  }),

  /** Null: the carrier has no labels for the way back. */
  bookReturn: asking<Tx, { returnId: string }, Parcel | null>({
    attempts,
    async call({ id, subject, payload: { returnId } }) {
      const [consignment, back] = await Promise.all([consignmentOf(subject), returnOf(returnId)]);
      const sender = consignment?.person;
      if (!sender || !back) throw new Permanent('the address is not known');
      return carrier.bookReturn?.({ reference: returnId, sender, recipient: recipientOf(warehouse), weightGrams: back.weightGrams }, id) ?? null;
    },
    done: each(async (tx, _ask, parcel) => void (parcel && (await hearOfReturn(tx, parcel)))),
    async failed(tx, { payload: { returnId } }, reason) {
      log.error({ alert: 'parcel', returnId }, 'the carrier will not give a label for a return: the shopper needs another way');
      await change(journal, tx, returnKeeper, [{ id: returnId, facts: { reason } }], noLabel);
    },
  }),

  /** Finds what nobody told of a parcel back to us; goes on, with growing gaps, until it is here. */
  askReturn: asking<Tx, { returnId: string; round: number }, Parcel | null>({
    attempts,
    async call({ payload: { returnId } }) {
      const back = await returnOf(returnId);
      return back && back.phase !== 'arrived' ? carrier.find(returnId, back.carrierId) : null;
    },
    done: each(async (tx, { payload: { returnId, round }, trace }, parcel) => {
      if (parcel) await hearOfReturn(tx, parcel);
      const back = await returnOf(returnId, tx);
      if (!back || back.phase === 'arrived') return;
      const looks = lookForReturn(back, round + 1, now());
      if (looks.length === 0) return dropLabel(tx, returnId);
      await journal.leave(
        tx,
        [],
        looks.map((look) => ({ ...look, trace })),
      );
    }),
  }),

  /** The carrier decides: cancelled, or it has left. */
  cancelCarrier: asking<Tx, About, boolean>({
    attempts,
    async call({ subject, payload }) {
      const { carrierId } = (await known(subject, payload)).shipment;
      if (!carrierId) throw new Permanent('nothing is booked');
      return carrier.cancel(carrierId);
    },
    done: each(async (tx, { subject, payload }, granted) => {
      const { shipment } = await known(subject, payload, tx);
      await change(journal, tx, keeper, [{ id: subject, facts: { shipmentId: shipment.id, granted } }], hearCancel);
    }),
  }),

  /** Finds what a lost webhook would have said; goes on, with growing gaps, until the parcel has arrived or was stopped. */
  askCarrier: asking<Tx, About & { round: number }, Parcel | null>({
    attempts,
    async call({ subject, payload }) {
      const { id, phase, carrierId } = (await known(subject, payload)).shipment;
      return phase === 'booked' || phase === 'dispatched' ? carrier.find(id, carrierId) : null;
    },
    done: each(async (tx, { subject, payload, trace }, parcel) => {
      if (parcel) await hearOf(tx, [{ orderId: subject, parcel, trace }]);
      const { shipment } = await known(subject, payload, tx);
      if (shipment.phase !== 'booked' && shipment.phase !== 'dispatched') return;
      await journal.leave(tx, [], [{ ...lookAgain(subject, shipment, payload.round + 1, now()), trace }]);
    }),
  }),
};
