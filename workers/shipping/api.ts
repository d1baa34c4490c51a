import { Refusal } from '@kontor/contracts/refusals';
import { shipping as contract } from '@kontor/contracts/shipping';
import { leaving, type Told } from '@kontor/kit/journal';
import { serve, staffOf } from '@kontor/kit/rpc';
import { traceparent } from '@kontor/kit/telemetry';
import { journal, keepRates, labelBy, rateTable, shipmentOf } from './store.ts';

export const api = serve(contract, {
  async byOrder({ orderId }) {
    const shipment = await shipmentOf(orderId);
    return shipment ? [shipment] : [];
  },

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
