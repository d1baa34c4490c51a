import { join } from 'node:path';
import { z } from 'zod';
import { answerEntry, openAnswers } from '../answers.ts';
import { callFaults, openFaults, serveFaults, webhookFaults } from '../faults.ts';
import { openLedger } from '../ledger.ts';
import { listen, openOffer, openServer, type Running } from '../server.ts';
import { deliveryEntry, eventEntry, openWebhooks, serveResend } from '../webhooks.ts';
import { serveApi, servePages, showShipment } from './api.ts';
import { openShipments, shipmentEntries } from './shipments.ts';

export type CarrierSettings = {
  port: number;
  host: string;
  publicHost: string;
  folder: string;
  apiKey: string;
  webhookSecret: string;
  /** Milliseconds from booking to dispatch, and from dispatch to delivery; undefined moves nothing by itself. */
  dispatchAfterMs?: number | undefined;
  deliverAfterMs?: number | undefined;
  now?: (() => Date) | undefined;
  retryAfterMs?: number | undefined;
};

const entry = z.discriminatedUnion('kind', [...shipmentEntries, eventEntry, deliveryEntry, answerEntry]);
type Entry = z.infer<typeof entry>;

const operations = ['book', 'get', 'list', 'cancel', 'advance', 'return', 'shipment.dispatched', 'shipment.delivered', 'shipment.returned'];

/** Starts the carrier on a ledger of its own; port 0 takes any free port. */
export async function startCarrier(settings: CarrierSettings): Promise<Running> {
  const { apiKey, webhookSecret, dispatchAfterMs, deliverAfterMs, retryAfterMs, now = () => new Date() } = settings;
  const stopping = new AbortController();
  let url = '';
  const write = (line: Entry) => ledger.write(line);
  const faults = openFaults(['refuse', ...callFaults, ...webhookFaults], operations);
  const answers = openAnswers(write, now);
  const webhooks = openWebhooks({ header: 'Carrier-Signature', secret: webhookSecret, faults, write, now, retryAfterMs });
  const shipments = openShipments({
    write,
    now,
    dispatchAfterMs,
    deliverAfterMs,
    told: (type, shipment) => webhooks.tell({ type, data: { shipment: showShipment(shipment, url) }, url: shipment.webhookUrl, reference: shipment.reference }),
  });
  const ledger = openLedger(join(settings.folder, 'carrier.ndjson'), entry, (line) => {
    if (line.kind === 'answer') answers.apply(line);
    else if (line.kind === 'event' || line.kind === 'delivery') webhooks.apply(line);
    else shipments.apply(line);
  });

  const app = openServer();
  const offer = openOffer(faults, answers, stopping.signal);
  const parts = { shipments, webhooks, faults, offer, apiKey, address: () => url };
  serveApi(app, parts);
  servePages(app, parts);
  serveFaults(app, faults);
  serveResend(app, webhooks);
  url = await listen(app, settings);
  webhooks.resume();
  const sweep = setInterval(() => shipments.advanceDue(), 250);

  return {
    url,
    async stop() {
      clearInterval(sweep);
      stopping.abort();
      await Promise.all([app.close(), webhooks.stop()]);
      ledger.close();
    },
  };
}
