import { join } from 'node:path';
import { z } from 'zod';
import { openAnswers } from '../answers.ts';
import { callFaults, openFaults, serveFaults } from '../faults.ts';
import { openLedger } from '../ledger.ts';
import { listen, openOffer, openServer, type Running } from '../server.ts';
import { type Keys, serveApi, servePages } from './api.ts';
import { openOrders, orderEntries, type OrderEntry } from './orders.ts';

export type DhlSettings = {
  port: number;
  host: string;
  publicHost: string;
  folder: string;
  keys: Keys;
  /** Milliseconds from booking to the parcel centre, and from there to the door; undefined moves nothing by itself. */
  transitAfterMs?: number | undefined;
  deliverAfterMs?: number | undefined;
  now?: (() => Date) | undefined;
};

/**
 * Starts a carrier that speaks as DHL's Parcel DE Shipping v2 and Shipment Tracking do, on a ledger of its own. Like DHL it knows no
 * idempotency keys, finds nothing by reference and tells nothing by itself.
 */
export async function startDhl({ keys, transitAfterMs, deliverAfterMs, now = () => new Date(), ...place }: DhlSettings): Promise<Running> {
  const stopping = new AbortController();
  let url = '';
  const orders = openOrders({ write: (entry: OrderEntry) => ledger.write(entry), now, transitAfterMs, deliverAfterMs });
  const ledger = openLedger(join(place.folder, 'dhl.ndjson'), z.discriminatedUnion('kind', [...orderEntries]), (entry) => orders.apply(entry));
  const faults = openFaults(['refuse', ...callFaults], ['create_orders', 'get_order', 'delete_orders', 'create_return', 'track']);
  const app = openServer();
  const offer = openOffer(
    faults,
    openAnswers(() => undefined, now),
    stopping.signal,
  );
  serveApi(app, { orders, faults, offer, keys, address: () => url });
  servePages(app, { orders, faults });
  serveFaults(app, faults);
  url = await listen(app, place);
  const sweep = setInterval(() => orders.advanceDue(), 200);
  return {
    url,
    async stop() {
      clearInterval(sweep);
      stopping.abort();
      await app.close();
      ledger.close();
    },
  };
}
