import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Faults } from '../faults.ts';
import { sendLedgerPage, webhookBadges } from '../ledger-page.ts';
import { html, moment } from '../page.ts';
import { Refusal, read } from '../refusal.ts';
import { demandKey, type Offer } from '../server.ts';
import type { Webhooks } from '../webhooks.ts';
import { pageOf } from '../books.ts';
import { drawLabel } from './label.ts';
import { newShipment, type Shipment, type Shipments } from './shipments.ts';
import { carrierMark, sendTrackingPage, words } from './tracking-page.ts';

type Parts = { shipments: Shipments; webhooks: Webhooks; faults: Faults; offer: Offer; apiKey: string; address: () => string };

const byReference = z.object({ reference: z.string().min(1).optional() });
const listed = 200;
const ById = z.object({ id: z.string() });
const idOf = (request: FastifyRequest) => read(ById, request.params).id;

const toldOf = (status: Shipment['status'], { recipient }: Shipment) => ({
  text: { en: words.en.text[status], de: words.de.text[status] },
  place: status === 'delivered' ? recipient.city : status === 'dispatched' || status === 'returned' ? 'Hannover' : '',
});

/** A shipment as the API and the webhooks show it. */
export function showShipment(shipment: Shipment, address: string) {
  const { webhookUrl: _webhook, ...shown } = shipment;
  const trackingUrl = `${address}/track/${shipment.trackingNumber}`;
  return {
    ...shown,
    history: shipment.history.map((step) => ({ ...step, ...toldOf(step.status, shipment) })),
    trackingUrl,
    labelUrl: `${address}/labels/${shipment.id}.svg`,
  };
}

/** The carrier's API for merchants: `/v1`, with the API key. */
export function serveApi(app: FastifyInstance, { shipments, webhooks, faults, offer, apiKey, address }: Parts): void {
  const shown = (shipment: Shipment) => showShipment(shipment, address());
  const book = offer(
    'book',
    (request) => {
      const asked = read(newShipment, request.body);
      if (faults.take('refuse', 'book', asked.reference))
        throw new Refusal(422, 'address_unknown', 'recipient: the carrier does not deliver there', 'recipient');
      return { status: 201, body: shown(shipments.book(asked)) };
    },
    'keyed',
  );
  const find = offer('get', (request) => ({ status: 200, body: shown(shipments.find(idOf(request))) }));
  const list = offer('list', (request) => {
    const { reference } = read(byReference, request.query);
    return { status: 200, body: { shipments: shipments.list(reference).slice(0, 100).map(shown) } };
  });
  const cancel = offer('cancel', (request) => ({ status: 200, body: shown(shipments.cancel(idOf(request))) }));
  const advance = offer('advance', (request) => ({ status: 200, body: shown(shipments.advance(idOf(request))) }));
  const bringBack = offer('return', (request) => ({ status: 200, body: shown(shipments.bringBack(idOf(request))) }));

  app.register(
    (api, _options, done) => {
      api.addHook('onRequest', demandKey(apiKey));
      api.post('/shipments', book);
      api.get('/shipments', list);
      api.get('/shipments/:id', find);
      api.post('/shipments/:id/cancel', cancel);
      api.post('/shipments/:id/advance', advance);
      api.post('/shipments/:id/return', bringBack);
      done();
    },
    { prefix: '/v1' },
  );

  /** All counts are whole; without a reference the lists hold the newest 200. */
  app.get('/ledger', (request) => {
    const { reference } = read(byReference, request.query);
    const chosen = shipments.list(reference);
    const sent = webhooks.list(reference).reverse();
    const most = reference === undefined ? listed : Number.POSITIVE_INFINITY;
    return {
      sums: countByStatus(chosen),
      byReference: stateByReference(chosen),
      shipments: chosen.slice(0, most),
      webhooks: sent.slice(0, most),
      faults: faults.list(),
    };
  });

  app.get('/ledger/references', (request) => pageOf(Object.entries(stateByReference(shipments.list())), request.query, (states) => ({ states })));
}

/** The label, the tracking page and the page for those who watch. */
export function servePages(app: FastifyInstance, { shipments, webhooks, faults }: Parts): void {
  app.get('/labels/:id.svg', (request, reply) => {
    const label = drawLabel(shipments.find(idOf(request)));
    return reply.header('content-security-policy', "default-src 'none'").type('image/svg+xml').send(label);
  });

  app.get('/track/:number', (request, reply) => {
    const { number } = read(z.object({ number: z.string() }), request.params);
    const { locale } = read(z.object({ locale: z.enum(['de', 'en']).catch('en') }), request.query);
    return sendTrackingPage(reply, shipments.byTracking(number), locale);
  });

  app.post('/shipments/:id/advance', (request, reply) => {
    shipments.advance(idOf(request));
    return reply.redirect('/', 303);
  });
  app.post('/shipments/:id/return', (request, reply) => {
    shipments.bringBack(idOf(request));
    return reply.redirect('/', 303);
  });

  app.get('/', (request, reply) => {
    const { reference } = read(byReference, request.query);
    const chosen = shipments.list(reference);
    const sums = countByStatus(chosen);
    const colours = { booked: 'badge', dispatched: 'badge warn', delivered: 'badge good', returned: 'badge bad', cancelled: 'badge bad' };
    const rows = chosen.slice(0, 100).map((shipment) => {
      const { recipient, trackingNumber } = shipment;
      const next = { booked: 'Dispatch', dispatched: 'Deliver', delivered: undefined, returned: undefined, cancelled: undefined }[shipment.status];
      return html`<tr><td><b>${shipment.reference}</b><br><span class="soft">${moment(shipment.createdAt, 'en')}</span></td>
<td><span class="${colours[shipment.status]}">${shipment.status}</span></td>
<td class="wide">${recipient.name}<br><span class="soft">${recipient.postcode} ${recipient.city}, ${recipient.country}</span></td>
<td class="wide nowrap"><a href="/track/${trackingNumber}"><code>${trackingNumber}</code></a> · <a href="/labels/${shipment.id}.svg">Label<span class="hidden"> of ${shipment.reference}</span></a></td>
<td>${webhookBadges(webhooks.list(shipment.reference).filter((sent) => concerns(sent.event.data, shipment.id)))}</td>
<td class="wide"><div class="deeds">${next !== undefined && html`<form method="post" action="/shipments/${shipment.id}/advance"><button>${next}<span class="hidden"> ${shipment.reference}</span></button></form>`}${shipment.status === 'dispatched' && !shipment.sender && html` <form method="post" action="/shipments/${shipment.id}/return"><button>Bring back<span class="hidden"> ${shipment.reference}</span></button></form>`}</div></td></tr>`;
    });
    return sendLedgerPage(reply, {
      title: 'Test Parcel',
      mark: carrierMark,
      note: 'A carrier for laptops and tests. No parcel moves.',
      tiles: [
        ['Announced', String(sums.booked)],
        ['On their way', String(sums.dispatched)],
        ['Delivered', String(sums.delivered)],
        ['Returned', String(sums.returned)],
        ['Cancelled', String(sums.cancelled)],
      ],
      heading: 'Shipments',
      reference,
      table:
        rows.length > 0
          ? html`<table class="rows"><thead><tr><th scope="col">Reference</th><th scope="col">Status</th><th scope="col">Recipient</th><th scope="col">Tracking</th>
<th scope="col">Webhooks</th><th scope="col"><span class="hidden">Next step</span></th></tr></thead><tbody>${rows}</tbody></table>`
          : undefined,
      empty: 'No shipment yet. The first paid order in the shop books one.',
      faults,
    });
  });
}

function countByStatus(shipments: readonly Shipment[]) {
  const sums = { booked: 0, dispatched: 0, delivered: 0, returned: 0, cancelled: 0 };
  for (const shipment of shipments) sums[shipment.status] += 1;
  return sums;
}

/** Per reference the statuses of its shipments, newest first: more than one live shipment is a double booking. */
function stateByReference(shipments: readonly Shipment[]): Record<string, string[]> {
  const states: Record<string, string[]> = {};
  for (const { reference, status } of shipments) {
    states[reference] ??= [];
    states[reference]?.push(status);
  }
  return states;
}

function concerns(data: Record<string, unknown>, shipmentId: string): boolean {
  const parsed = z.object({ shipment: z.object({ id: z.string() }) }).safeParse(data);
  return parsed.success && parsed.data.shipment.id === shipmentId;
}
