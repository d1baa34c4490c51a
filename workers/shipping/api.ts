import { Refusal } from '@kontor/contracts/refusals';
import { shipping as contract, type Shipment } from '@kontor/contracts/shipping';
import { change } from '@kontor/kit/change';
import { now } from '@kontor/kit/clock';
import { leaving, type Told } from '@kontor/kit/journal';
import { serve, staffOf } from '@kontor/kit/rpc';
import { traceparent } from '@kontor/kit/telemetry';
import { type Consignment, contents, type Decided, sendReady, shownLines, split } from './domain.ts';
import { packing } from './events.ts';
import { arriveOtherwise, comeBack, goesOtherwise, sendOtherwise } from './otherwise.ts';
import { consignmentOf, journal, keeper, keepRates, labelBy, rateTable } from './store.ts';

/** What of an order's parcels those see who pack; those that nothing is in any more are left out. */
async function parcelsOf(orderId: string): Promise<Shipment[]> {
  const consignment = await consignmentOf(orderId);
  if (!consignment) return [];
  return consignment.parcels.flatMap((shipment) => {
    const { no, of } = contents(consignment, shipment);
    return shipment.phase === 'stopped' && shipment.lines.length === 0
      ? []
      : [{ ...shipment, orderId, no, of, lines: shownLines(shipment), otherwise: goesOtherwise(shipment) }];
  });
}

/** Lets staff decide how an order is packed, with an entry in the audit log where something changed. */
async function packedByStaff(
  orderId: string,
  { actor, act, detail }: { actor: string; act: string; detail: object },
  rule: (consignment: Consignment) => Decided,
) {
  if (!(await consignmentOf(orderId))) throw new Refusal('NotFound', { field: 'orderId' });
  await journal.transaction(async (tx) => {
    const done = await change(journal, tx, keeper, [{ id: orderId, facts: null }], rule);
    if (done.length > 0) await journal.records.note(tx, { actor, act, about: orderId, detail: { ...detail } });
  });
  return parcelsOf(orderId);
}

export const api = serve(contract, {
  byOrder: ({ orderId }) => parcelsOf(orderId),

  split: ({ orderId, ...wanted }, context) =>
    packedByStaff(orderId, { actor: staffOf(context).id, act: 'splitParcel', detail: wanted }, (consignment) =>
      split(consignment, { ...wanted, packing: packing() }),
    ),

  sendReady: ({ orderId }, context) =>
    packedByStaff(orderId, { actor: staffOf(context).id, act: 'sendReady', detail: {} }, (consignment) => sendReady(consignment, { packing: packing() })),

  sendOtherwise: ({ orderId, ...leaving }, context) =>
    packedByStaff(orderId, { actor: staffOf(context).id, act: 'sendOtherwise', detail: leaving }, (consignment) =>
      sendOtherwise(consignment, { ...leaving, now: now() }),
    ),

  arrivedOtherwise: ({ orderId, shipmentId }, context) =>
    packedByStaff(orderId, { actor: staffOf(context).id, act: 'arrivedOtherwise', detail: { shipmentId } }, (consignment) =>
      arriveOtherwise(consignment, { shipmentId, now: now() }),
    ),

  cameBack: ({ orderId, shipmentId }, context) =>
    packedByStaff(orderId, { actor: staffOf(context).id, act: 'cameBack', detail: { shipmentId } }, (consignment) =>
      comeBack(consignment, { shipmentId, now: now() }),
    ),

  async returnLabel({ token }) {
    const base64 = await labelBy(token);
    if (!base64) throw new Refusal('NotFound', { field: 'token' });
    return { name: 'label.pdf', base64 };
  },

  rates: async () => (await rateTable()).rates,

  setRates: ({ rates }, context) =>
    journal.transaction(async (tx) => {
      const version = await keepRates(tx, rates);
      await journal.records.note(tx, { actor: staffOf(context).id, act: 'setRates', about: 'rates', detail: { version } });
      await journal.leave(tx, [leaving({ type: 'RatesChanged', subject: 'rates', data: { rates } }, version, traceparent())], []);
      return { version };
    }),
});

/** The rates as they stand, for a hearer that starts new. */
export async function* retell(): AsyncGenerator<Told & { version: number }> {
  const { version, rates } = await rateTable();
  if (version > 0) yield { type: 'RatesChanged', subject: 'rates', version, data: { rates } };
}
