import { asking, each, Permanent } from '@kontor/kit/asks';
import { change } from '@kontor/kit/change';
import { now } from '@kontor/kit/clock';
import { log } from '@kontor/kit/log';
import type { Parcel } from './carrier.ts';
import { carrier } from './carriers.ts';
import { bookingOf, hearCancel, lookAgain, notBooked, recipientOf, type Shipment } from './domain.ts';
import { hearOf, hearOfReturn } from './news.ts';
import { lookForReturn, noLabel, warehouse } from './returns.ts';
import { dropLabel, journal, keeper, returnKeeper, returnOf, shipmentOf, type Tx } from './store.ts';

/** A paid order is never given up: an unreachable carrier is asked again, at last once an hour. */
const attempts = Number.POSITIVE_INFINITY;

async function known(orderId: string): Promise<Shipment> {
  const shipment = await shipmentOf(orderId);
  if (!shipment) throw new Permanent('there is no such shipment');
  return shipment;
}

export const asks = {
  /** Null: the order is to be stopped and the carrier has nothing. */
  bookCarrier: asking<Tx, unknown, Parcel | null>({
    attempts,
    async call({ id, subject }) {
      const shipment = await known(subject);
      if (shipment.stopAsked) return carrier.find(shipment.id, shipment.carrierId);
      const booking = bookingOf(shipment);
      if (!booking) throw new Permanent('the address is not known');
      return carrier.book(booking, id);
    },
    done: each(async (tx, { subject }, parcel) => {
      if (parcel) await hearOf(tx, subject, parcel);
      else await change(journal, tx, keeper, [{ id: subject, facts: { failure: null } }], notBooked);
    }),
    async failed(tx, { subject }, reason) {
      log.error({ alert: 'parcel', orderId: subject }, 'the carrier will not take a parcel: its address has to be looked at');
      await change(journal, tx, keeper, [{ id: subject, facts: { failure: reason } }], notBooked);
    },
  }),

  /** Null: the carrier has no labels for the way back. */
  bookReturn: asking<Tx, { returnId: string }, Parcel | null>({
    attempts,
    async call({ id, subject, payload: { returnId } }) {
      const [{ person: sender }, back] = await Promise.all([known(subject), returnOf(returnId)]);
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
  cancelCarrier: asking<Tx, unknown, boolean>({
    attempts,
    async call({ subject }) {
      const { carrierId } = await known(subject);
      if (!carrierId) throw new Permanent('nothing is booked');
      return carrier.cancel(carrierId);
    },
    done: each(async (tx, { subject }, granted) => void (await change(journal, tx, keeper, [{ id: subject, facts: { granted } }], hearCancel))),
  }),

  /** Finds what a lost webhook would have said; goes on, with growing gaps, until the parcel has arrived or was stopped. */
  askCarrier: asking<Tx, { round: number }, Parcel | null>({
    attempts,
    async call({ subject }) {
      const { id, phase, carrierId } = await known(subject);
      return phase === 'booked' || phase === 'dispatched' ? carrier.find(id, carrierId) : null;
    },
    done: each(async (tx, { subject, payload: { round }, trace }, parcel) => {
      if (parcel) await hearOf(tx, subject, parcel);
      const shipment = await shipmentOf(subject, tx);
      if (shipment?.phase !== 'booked' && shipment?.phase !== 'dispatched') return;
      await journal.leave(tx, [], [{ ...lookAgain(shipment, round + 1, now()), trace }]);
    }),
  }),
};
