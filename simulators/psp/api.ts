import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Faults } from '../faults.ts';
import { sendLedgerPage, webhookBadges } from '../ledger-page.ts';
import { type Html, html, moment, money } from '../page.ts';
import { read, Refusal } from '../refusal.ts';
import { demandKey, hang, type Offer } from '../server.ts';
import type { Webhooks } from '../webhooks.ts';
import { pageOf } from '../books.ts';
import { readBooks, sumByReference } from './books.ts';
import { pspMark, sendConfirmPage, sendPayPage, sendUnknownPage } from './pay-page.ts';
import { keepable, type Method, type Methods } from './methods.ts';
import { type Dispute, newCapture, newDispute, newRefund, newSession, type Session, type Sessions, verdict } from './sessions.ts';

type Parts = {
  sessions: Sessions;
  methods: Methods;
  webhooks: Webhooks;
  faults: Faults;
  offer: Offer;
  secretKey: string;
  stopped: AbortSignal;
  address: () => string;
};

const byReference = z.object({ reference: z.string().min(1).optional() });
const ofCustomer = z.object({ customer: z.string().min(1).max(200) });
const Choice = z.object({ card: z.enum(['accepted', 'declined', 'confirm']).or(z.templateLiteral(['saved:', z.string()])), keep: z.literal('yes').optional() });
const ById = z.object({ id: z.string() });
const idOf = (request: FastifyRequest) => read(ById, request.params).id;

/** A session as the API and the webhooks show it. */
export function showSession(session: Session, address: string) {
  const { returnUrl: _return, cancelUrl: _cancel, webhookUrl: _webhook, ...shown } = session;
  return { ...shown, tries: [...session.tries], url: `${address}/pay/${session.id}` };
}

/** The provider's API for merchants: `/v1`, with the secret key. */
export function serveApi(app: FastifyInstance, { sessions, methods, webhooks, faults, offer, secretKey, address }: Parts): void {
  const shown = (session: Session) => showSession(session, address());
  const create = offer(
    'create_session',
    (request) => {
      const session = sessions.create(read(newSession, request.body));
      // The forged news claims a payment that never was: the sharpest test of who believes what.
      const claim = { ...shown(session), status: 'succeeded', capturedAmount: session.amount };
      webhooks.maybeForge('create_session', {
        type: 'session.succeeded',
        data: { session: claim },
        url: session.webhookUrl,
        reference: session.reference,
      });
      return { status: 201, body: shown(session) };
    },
    'keyed',
  );
  const find = offer('get_session', (request) => ({ status: 200, body: shown(sessions.find(idOf(request))) }));
  const list = offer('list_sessions', (request) => {
    const { reference } = read(byReference, request.query);
    const found = sessions.list(reference).slice(0, 100);
    return { status: 200, body: { sessions: found.map(({ id }) => shown(sessions.find(id))) } };
  });
  const close = offer('close_session', (request) => ({ status: 200, body: shown(sessions.close(idOf(request))) }));
  const refund = offer('refund', (request) => ({ status: 201, body: sessions.refund(read(newRefund, request.body)) }), 'keyed');
  const capture = offer(
    'capture',
    (request) => {
      const asked = read(newCapture, request.body);
      if (faults.take('decline', 'capture', asked.reference)) throw new Refusal(422, 'card_declined', 'the bank declines: card_declined');
      return { status: 201, body: sessions.take(asked) };
    },
    'keyed',
  );
  const release = offer('release', (request) => ({ status: 200, body: shown(sessions.release(idOf(request))) }));
  const lapse = offer('release', (request) => ({ status: 200, body: shown(sessions.release(idOf(request), 'lapsed')) }));
  // In the world these two, and what lapses before its time, are the bank's; here a test or a person plays it.
  const dispute = offer('dispute', (request) => ({ status: 201, body: { ...sessions.dispute(read(newDispute, request.body)) } }));
  const decide = offer('dispute', (request) => ({ status: 200, body: { ...sessions.decide(idOf(request), read(verdict, request.body)) } }));

  const listMethods = offer('methods', (request) => {
    const { customer } = read(ofCustomer, request.query);
    return { status: 200, body: { methods: methods.of(customer).map(({ id, brand, last4, expires }) => ({ id, brand, last4, expires })) } };
  });
  const forgetMethod = offer('methods', (request) => {
    methods.forget(read(ofCustomer, request.body).customer, idOf(request));
    return { status: 200, body: {} };
  });
  const forgetCustomer = offer('methods', (request) => {
    methods.forgetAll(read(ofCustomer, request.body).customer);
    return { status: 200, body: {} };
  });

  app.register(
    (api, _options, done) => {
      api.addHook('onRequest', demandKey(secretKey));
      api.post('/sessions', create);
      api.get('/sessions', list);
      api.get('/sessions/:id', find);
      api.post('/sessions/:id/close', close);
      api.post('/captures', capture);
      api.post('/sessions/:id/release', release);
      api.post('/sessions/:id/lapse', lapse);
      api.post('/refunds', refund);
      api.get('/methods', listMethods);
      api.post('/methods/:id/forget', forgetMethod);
      api.post('/customers/forget', forgetCustomer);
      api.post('/disputes', dispute);
      api.post('/disputes/:id/decide', decide);
      done();
    },
    { prefix: '/v1' },
  );

  app.get('/ledger', (request) => {
    const { reference } = read(byReference, request.query);
    return { ...readBooks(sessions, webhooks.list(reference), reference), faults: faults.list() };
  });

  app.get('/ledger/references', (request) => pageOf(Object.entries(sumByReference(sessions.list())), request.query, (sum) => sum));
}

/** The pages for shoppers and for those who watch. */
export function servePages(app: FastifyInstance, { sessions, methods, webhooks, faults, stopped }: Parts): void {
  app.get('/pay/:id', (request, reply) => {
    const id = idOf(request);
    if (!sessions.has(id)) return sendUnknownPage(reply);
    const session = sessions.find(id);
    return sendPayPage(reply, session, session.customer ? methods.of(session.customer) : []);
  });
  app.get('/pay/:id/confirm', (request, reply) => {
    const id = idOf(request);
    const { keep } = read(Choice.pick({ keep: true }), request.query);
    return sessions.has(id) ? sendConfirmPage(reply, sessions.find(id), keep !== undefined) : sendUnknownPage(reply);
  });

  /** Ends a try: the shop's page after money was taken, the payment page again otherwise. */
  const settle = (id: string, take: boolean, reason: 'card_declined' | 'authentication_failed') => {
    const { status, reference: about } = sessions.find(id);
    const open = status === 'open';
    const declined = open && (faults.take('decline', 'pay', about) !== undefined || !take);
    if (declined) return sessions.decline(id, reason);
    return sessions.capture(id, open ? faults.take('other_amount', 'pay', about) : undefined);
  };

  /** Only what was paid with, and only for somebody whom the merchant knows. */
  const keepCard = ({ status, customer }: Session, card: string) => {
    const kept = keepable.find((one): one is Method['card'] => one === card);
    if (kept && customer && status === 'succeeded') methods.keep(customer, kept);
  };

  app.post('/pay/:id', async (request, reply) => {
    const id = idOf(request);
    if (!sessions.has(id)) return sendUnknownPage(reply);
    const { card: choice, keep } = read(Choice, request.body);
    const { reference: about, customer } = sessions.find(id);
    const card = choice.startsWith('saved:') ? methods.find(customer ?? '', choice.slice('saved:'.length)).card : choice;
    const lost = faults.takeNamed('timeout_before', 'pay', about);
    if (lost) return hang(reply, lost.ms, stopped);
    if (card === 'confirm' && sessions.find(id).status === 'open') return reply.redirect(`/pay/${id}/confirm${keep ? '?keep=yes' : ''}`, 303);
    const session = settle(id, card !== 'declined', 'card_declined');
    if (keep) keepCard(session, card);
    const unheard = faults.takeNamed('timeout_after', 'pay', about);
    if (unheard) return hang(reply, unheard.ms, stopped);
    return reply.redirect(session.status === 'succeeded' ? session.returnUrl : `/pay/${id}`, 303);
  });
  app.post('/pay/:id/confirm', (request, reply) => {
    const id = idOf(request);
    if (!sessions.has(id)) return sendUnknownPage(reply);
    const { answer, keep } = read(Choice.pick({ keep: true }).extend({ answer: z.enum(['yes', 'no']) }), request.body);
    const session = settle(id, answer === 'yes', 'authentication_failed');
    if (keep) keepCard(session, 'confirm');
    return reply.redirect(session.status === 'succeeded' ? session.returnUrl : `/pay/${id}`, 303);
  });

  app.post('/sessions/:id/dispute', (request, reply) => {
    sessions.dispute({ sessionId: idOf(request), reason: 'fraudulent' });
    return reply.redirect('/', 303);
  });
  app.post('/disputes/:id/decide', (request, reply) => {
    sessions.decide(idOf(request), read(verdict, request.body));
    return reply.redirect('/', 303);
  });

  app.get('/', (request, reply) => {
    const reference = read(byReference, request.query).reference;
    const { sums, sessions: chosen } = readBooks(sessions, [], reference);
    const currency = chosen[0]?.currency ?? 'EUR';
    const colours = { open: 'badge', succeeded: 'badge good', closed: 'badge warn' };
    const rows = chosen.slice(0, 100).map((session) => {
      const fails = session.tries.filter((one) => one.outcome === 'declined').length;
      const sent = webhooks.list(session.reference).filter((one) => concerns(one.event.data, session.id));
      return html`<tr><td><b>${session.reference}</b><br><span class="soft">${moment(session.createdAt, 'en')}</span></td>
<td><span class="${colours[session.status]}">${session.status}</span>${fails > 0 && html` <span class="badge bad">${fails} declined</span>`}</td>
<td class="right" data-label="Asked">${money(session.amount, session.currency, 'en')}</td>
<td class="right" data-label="Set aside">${money(session.authorisedAmount, session.currency, 'en')}</td>
<td class="right" data-label="Captured">${money(session.capturedAmount, session.currency, 'en')}</td>
<td class="right" data-label="Refunded">${money(session.refundedAmount, session.currency, 'en')}</td>
<td class="wide">${webhookBadges(sent)}</td>
<td class="wide"><div class="deeds">${disputeForms(session, sessions.disputesOf([session]))}<a href="/pay/${session.id}">Page<span class="hidden"> of ${session.reference}</span></a></div></td></tr>`;
    });
    return sendLedgerPage(reply, {
      title: 'Test Pay',
      mark: pspMark,
      note: 'A payment provider for laptops and tests. No money moves.',
      tiles: [
        ['Set aside', money(sums.authorised, currency, 'en')],
        ['Captured', money(sums.captured, currency, 'en')],
        ['Refunded', money(sums.refunded, currency, 'en')],
        ['Taken back by banks', money(sums.disputed, currency, 'en')],
        ['Kept', money(sums.captured - sums.refunded - sums.disputed, currency, 'en')],
        ['Open sessions', String(sessions.list(reference).filter((session) => session.status === 'open').length)],
      ],
      heading: 'Payment sessions',
      reference,
      table:
        rows.length > 0
          ? html`<table class="rows"><thead><tr><th scope="col">Reference</th><th scope="col">Status</th><th scope="col" class="right">Asked</th><th scope="col" class="right">Set aside</th><th scope="col" class="right">Captured</th>
<th scope="col" class="right">Refunded</th><th scope="col">Webhooks</th><th scope="col"><span class="hidden">The shopper’s bank and the hosted page</span></th></tr></thead><tbody>${rows}</tbody></table>`
          : undefined,
      empty: 'No payment session yet. The first checkout in the shop opens one.',
      faults,
    });
  });
}

/** What the shopper's bank can do next: take the money back, or decide. */
function disputeForms(session: Session, disputes: readonly Dispute[]): Html {
  const open = disputes.find(({ status }) => status === 'open');
  const decided = disputes
    .filter(({ status }) => status !== 'open')
    .map(({ status }) => html`<span class="badge ${status === 'won' ? 'good' : 'bad'}">dispute ${status}</span> `);
  if (open)
    return html`${decided}<form method="post" action="/disputes/${open.id}/decide"><button name="outcome" value="won">Merchant wins<span class="hidden"> ${session.reference}</span></button>
<button name="outcome" value="lost">Shopper wins<span class="hidden"> ${session.reference}</span></button></form>`;
  const left = session.capturedAmount - session.refundedAmount - session.disputedAmount;
  return html`${decided}${left > 0 && html`<form method="post" action="/sessions/${session.id}/dispute"><button>Dispute<span class="hidden"> ${session.reference}</span></button></form>`}`;
}

/** True when the news is about the session itself or about a capture, refund or dispute of it. */
function concerns(data: Record<string, unknown>, sessionId: string): boolean {
  const subject = z
    .object({ session: z.object({ id: z.string() }) })
    .or(z.object({ refund: z.object({ sessionId: z.string() }) }))
    .or(z.object({ capture: z.object({ sessionId: z.string() }) }))
    .or(z.object({ dispute: z.object({ sessionId: z.string() }) }));
  const parsed = subject.safeParse(data);
  if (!parsed.success) return false;
  if ('session' in parsed.data) return parsed.data.session.id === sessionId;
  const { data: news } = parsed;
  return ('refund' in news ? news.refund : 'capture' in news ? news.capture : news.dispute).sessionId === sessionId;
}
