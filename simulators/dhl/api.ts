import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Faults } from '../faults.ts';
import { sendLedgerPage } from '../ledger-page.ts';
import { html, moment } from '../page.ts';
import { read, Refusal } from '../refusal.ts';
import type { Offer } from '../server.ts';
import { drawLabel } from './label.ts';
import type { Order, Orders } from './orders.ts';
import { LabelType, newOrder, newOrders, newReturn } from './schema.ts';

export type Keys = { apiKey: string; user: string; password: string };
type Parts = { orders: Orders; faults: Faults; offer: Offer; keys: Keys; address: () => string };

const same = (given: unknown, expected: string): boolean =>
  timingSafeEqual(createHash('sha256').update(String(given)).digest(), createHash('sha256').update(expected).digest());
const problem = (status: number, title: string, detail: string) => ({ title, status, statusCode: status, detail });
const sstatus = (statusCode: number, detail?: string) => ({ title: statusCode === 200 ? 'OK' : 'Bad Request', statusCode, ...(detail && { detail }) });

/** DHL has two forms of errors: the gateway's flat problem, and the answer's own with a status for each shipment. */
function demandKeys({ apiKey, user, password }: Keys, withUser: boolean) {
  const basic = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
  return async ({ headers }: FastifyRequest): Promise<void> => {
    const known = same(headers['dhl-api-key'], apiKey) && (!withUser || same(headers.authorization, basic));
    if (!known) throw new Refusal(401, 'Unauthorized', 'Unauthorized for given resource.');
  };
}

const Numbers = z.union([z.string(), z.array(z.string())]).transform((given) => (typeof given === 'string' ? [given] : given));
/** The merchant's contract for returns: which receiver is for parcels from where. */
const receivers: Readonly<Record<string, string>> = { deu: 'DEU', aut: 'AUT', che: 'CHE' };
const several = (count: number, fine: boolean): number => (count > 1 ? 207 : fine ? 200 : 400);

/** DHL's interfaces as their public descriptions have them: orders, returns and tracking, each with its keys. */
export function serveApi(app: FastifyInstance, { orders, faults, offer, keys, address }: Parts): void {
  const shown = (order: Order) => ({
    shipmentNo: order.shipmentNo,
    shipmentRefNo: order.refNo,
    sstatus: sstatus(200),
    label: { url: `${address()}/parcel/de/shipping/v2/labels?token=${order.shipmentNo}`, fileFormat: 'PDF', printFormat: 'A4' },
  });

  const create = offer('create_orders', (request) => {
    const { shipments } = read(newOrders, request.body);
    const parsed = shipments.map((shipment) => newOrder.safeParse(shipment));
    const refused = faults.take('refuse', 'create_orders') !== undefined;
    const items = parsed.map((one) => {
      if (one.success && !refused) return shown(orders.book(one.data));
      const issues = one.error?.issues ?? [{ path: ['consignee'], message: 'The address could not be found.' }];
      const validationMessages = issues.map(({ path, message }) => ({ property: path.join('.'), validationMessage: message, validationState: 'Error' }));
      return { sstatus: sstatus(400, 'The shipment could not be created.'), validationMessages };
    });
    const made = items.filter((item) => 'shipmentNo' in item).length;
    const detail = `${made} of ${items.length} shipment(s) successfully created.`;
    return { status: several(items.length, made > 0), body: { status: { ...sstatus(made > 0 ? 200 : 400), detail }, items } };
  });

  const find = offer('get_order', (request) => {
    const { shipment } = read(z.object({ shipment: Numbers }), request.query);
    const items = shipment.flatMap((shipmentNo) => orders.find(shipmentNo) ?? []).map(shown);
    if (items.length === 0) return { status: 404, body: problem(404, 'Not Found', 'No shipment found.') };
    return { status: several(shipment.length, true), body: { status: sstatus(200), items } };
  });

  const remove = offer('delete_orders', (request) => {
    const { shipment } = read(z.object({ profile: z.string().min(1), shipment: Numbers }), request.query);
    const items = shipment.map((shipmentNo) => ({
      shipmentNo,
      sstatus: orders.remove(shipmentNo) ? sstatus(200) : sstatus(400, 'The shipment cannot be deleted.'),
    }));
    const fine = items.every((item) => item.sstatus.statusCode === 200);
    return { status: several(items.length, fine), body: { status: sstatus(fine ? 200 : 400), items } };
  });

  const createReturn = offer('create_return', (request) => {
    read(z.strictObject({ labelType: LabelType.default('BOTH') }), request.query);
    const wanted = read(newReturn, request.body);
    const from = receivers[wanted.receiverId];
    if (!from) throw new Refusal(422, 'Unprocessable', `receiverId: there is no receiver ${wanted.receiverId}`);
    if (from === 'DEU' && !/^(?!0+$)\d{5}$/.test(wanted.shipper.postalCode)) throw new Refusal(422, 'Unprocessable', 'shipper.postalCode: it has five digits');
    if (from === 'CHE' && !wanted.customsDetails) throw new Refusal(422, 'Unprocessable', 'customsDetails: mandatory outside the customs union');
    if (faults.take('refuse', 'create_return') !== undefined) throw new Refusal(422, 'Unprocessable', 'shipper: the address could not be found');
    const order = orders.bookReturn(wanted);
    const label = { b64: drawLabel(order).toString('base64') };
    return {
      status: 201,
      body: { sstatus: { title: 'Created', status: 201, detail: 'Created' }, shipmentNo: order.shipmentNo, label, routingCode: '40327653113+99000933090010' },
    };
  });

  const track = offer('track', (request) => {
    const { trackingNumber } = read(z.object({ trackingNumber: z.string() }), request.query);
    const order = orders.find(trackingNumber);
    if (!order) return { status: 404, body: problem(404, 'No result found', 'No shipment with given tracking number found.') };
    const events = order.history.map(({ status, at, place }) => ({
      timestamp: at,
      location: { address: { countryCode: 'DE', addressLocality: place } },
      statusCode: status === 'returned' ? 'delivered' : status,
      status,
      description: words[status],
    }));
    const shipment = { id: order.shipmentNo, service: 'parcel-de', status: events.at(-1), returnFlag: order.status === 'returned', events: events.reverse() };
    return { status: 200, body: { url: '/track/shipments', shipments: [shipment] } };
  });

  app.register(async (api) => {
    api.setErrorHandler((error, _request, reply) => {
      const refusal = error instanceof Refusal ? error : null;
      const status = refusal ? (refusal.status === 422 ? 400 : refusal.status) : 500;
      return reply.code(status).send(problem(status, refusal?.code ?? 'Internal Server Error', refusal?.message ?? 'Something went wrong here.'));
    });
    api.register(
      async (shipping) => {
        shipping.addHook('onRequest', demandKeys(keys, true));
        shipping.post('/orders', create);
        shipping.get('/orders', find);
        shipping.delete('/orders', remove);
      },
      { prefix: '/parcel/de/shipping/v2' },
    );
    api.register(
      async (returning) => {
        returning.addHook('onRequest', demandKeys(keys, true));
        returning.post('/orders', createReturn);
      },
      { prefix: '/parcel/de/shipping/returns/v1' },
    );
    api.register(async (tracking) => {
      tracking.addHook('onRequest', demandKeys(keys, false));
      tracking.get('/track/shipments', track);
    });
  });

  app.get('/parcel/de/shipping/v2/labels', (request, reply) => {
    const order = orders.find(read(z.object({ token: z.string() }), request.query).token);
    if (!order) return reply.code(404).send(problem(404, 'Not Found', 'No such label.'));
    return reply.type('application/pdf').send(drawLabel(order));
  });

  app.get('/ledger', (request) => {
    const { reference } = read(z.object({ reference: z.string().min(1).optional() }), request.query);
    return { orders: orders.list(reference).slice(0, 200), faults: faults.list() };
  });
}

const words = {
  'pre-transit': 'The instruction data for this shipment have been provided by the sender to DHL electronically',
  transit: 'The shipment has been processed in the parcel center of origin',
  delivered: 'The shipment has been successfully delivered',
  returned: 'The shipment has been delivered back to the sender',
  deleted: 'The order was deleted',
};

/** The page for those who watch, and the next step by hand. */
export function servePages(app: FastifyInstance, { orders, faults }: Pick<Parts, 'orders' | 'faults'>): void {
  app.post('/orders/:shipmentNo/advance', (request, reply) => {
    orders.advance(read(z.object({ shipmentNo: z.string() }), request.params).shipmentNo);
    return reply.redirect('/', 303);
  });
  app.post('/orders/:shipmentNo/return', (request, reply) => {
    orders.bringBack(read(z.object({ shipmentNo: z.string() }), request.params).shipmentNo);
    return reply.redirect('/', 303);
  });
  app.get('/', (request, reply) => {
    const { reference } = read(z.object({ reference: z.string().min(1).optional() }), request.query);
    const chosen = orders.list(reference);
    const count = (status: Order['status']) => String(chosen.filter((order) => order.status === status).length);
    const rows = chosen.slice(0, 100).map(({ shipmentNo, refNo, status, name, city, country, history, weightGrams }) => {
      const next = { 'pre-transit': 'Hand over', transit: 'Deliver', delivered: undefined, returned: undefined, deleted: undefined }[status];
      return html`<tr><td><code>${shipmentNo}</code><br><span class="soft">${refNo} · ${moment(history[0]?.at ?? '', 'en')}</span></td><td><span class="badge">${status}</span></td>
<td class="wide">${name}<br><span class="soft">${city}, ${country} · ${weightGrams} g</span></td><td><a href="/parcel/de/shipping/v2/labels?token=${shipmentNo}">Label</a></td>
<td class="right" data-label="">${next !== undefined && html`<form method="post" action="/orders/${shipmentNo}/advance"><button>${next}<span class="hidden"> ${shipmentNo}</span></button></form>`}${status === 'transit' && html` <form method="post" action="/orders/${shipmentNo}/return"><button>Bring back<span class="hidden"> ${shipmentNo}</span></button></form>`}</td></tr>`;
    });
    return sendLedgerPage(reply, {
      title: 'Test DHL',
      mark: html``,
      note: 'An interface like that of DHL Parcel DE, for laptops and tests. No parcel moves.',
      tiles: [
        ['Announced', count('pre-transit')],
        ['On their way', count('transit')],
        ['Delivered', count('delivered')],
        ['Returned', count('returned')],
        ['Deleted', count('deleted')],
      ],
      heading: 'Shipments',
      reference,
      table:
        rows.length > 0
          ? html`<table class="rows"><thead><tr><th scope="col">Number</th><th scope="col">Status</th><th scope="col">Recipient</th><th scope="col">Label</th><th scope="col"><span class="hidden">Next step</span></th></tr></thead><tbody>${rows}</tbody></table>`
          : undefined,
      empty: 'No shipment yet.',
      faults,
    });
  });
}
