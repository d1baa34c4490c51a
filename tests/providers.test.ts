import assert from 'node:assert/strict';
import { createHmac, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, suite, test } from 'node:test';
import { Permanent } from '@kontor/kit/asks';
import Stripe from 'stripe';
import { startPsp } from '../simulators/psp/start.ts';
import type { News, Opening, Provider, Session } from '../workers/payment/provider.ts';
import { psp } from '../workers/payment/psp.ts';
import { stripe } from '../workers/payment/stripe.ts';
import { startStripeMock } from './stripe-mock.ts';

// One contract for every provider: what the worker relies on, whoever is behind the port.

const [old, current, foreign] = ['whsec_an_older_secret', 'whsec_a_secret', 'whsec_of_somebody_else'];
const secrets = [old, current];
const NOW_S = () => Math.floor(Date.now() / 1000);

type Told = 'paid' | 'closed' | 'refunded' | 'disputed' | 'unknown';
type Subject = {
  provider: Provider;
  /** An adapter whose calls nobody hears. */
  unheard: Provider;
  header: string;
  sign(body: string, secret: string, seconds?: number): string;
  /** The provider's own event about an attempt or refund of this reference. */
  event(told: Told, reference: string): unknown;
  /** Lets the shopper pay; only where the provider remembers. */
  pay?: (session: Session, more?: Record<string, string>) => Promise<unknown>;
};

function opening(more: Partial<Opening> = {}): Opening {
  const now = Date.now();
  const way = { returnUrl: 'https://shop.example/en/orders/1?from=payment', cancelUrl: 'https://shop.example/en/orders/1?from=cancelled' };
  const times = { customer: null, capture: 'now' as const, openedAt: new Date(now).toISOString(), expiresAt: new Date(now + 900_000).toISOString() };
  return { reference: randomUUID(), amount: 4_990, currency: 'EUR', description: 'Order K100001', locale: 'de', ...way, ...times, ...more };
}
const of = ({ reference, openedAt }: Opening, sessionId: string | null) => ({ reference, sessionId, openedAt });
const news = ({ provider, header }: Subject, body: string, signature: unknown): News => provider.news(Buffer.from(body), { [header]: signature });
const refusal = (code: string) => (error: Error) => error.message === code;

function contract(name: string, subject: Subject): void {
  const { provider, unheard, sign, event, pay } = subject;
  suite(name, () => {
    test('a page is opened where the shopper pays, and nothing has come yet', async () => {
      const session = await provider.open(opening(), 4_000);
      assert.match(session.url, /^https?:\/\//);
      assert.deepEqual([session.status, session.captured, session.declines], ['open', 0, 0]);
    });

    test('what was never opened is not found', async () => assert.equal(await provider.find(of(opening(), null)), null));

    test('what was opened is found by its id, and can be closed', async () => {
      const asked = opening();
      const { id } = await provider.open(asked, 4_000);
      assert.equal((await provider.find(of(asked, id)))?.id, id);
      const closed = await provider.close(id);
      assert.equal(closed.id, id);
      assert.equal(closed.captured, 0);
    });

    test('what the provider will never take is refused for good', async () => {
      await assert.rejects(provider.open(opening({ description: 'x'.repeat(6_000), locale: 'xx' as 'en' }), 4_000), Permanent);
    });

    test('a customer may keep a card on the page, sees it and removes it; nobody else does', async () => {
      const customer = await provider.customer(randomUUID());
      const session = await provider.open(opening({ customer }), 4_000);
      await pay?.(session, { keep: 'yes' });
      const [kept] = await provider.methodsOf(customer);
      assert.match(kept?.last4 ?? '', /^\d{4}$/);
      assert.match(kept?.expires ?? '', /^\d\d\/\d\d$/);
      if (pay) assert.equal(await provider.forgetMethod(await provider.customer(randomUUID()), kept?.id ?? ''), false);
      assert.equal(await provider.forgetMethod(customer, kept?.id ?? ''), true);
      if (pay) assert.deepEqual(await provider.methodsOf(customer), []);
      await provider.forgetCustomer(customer);
      await provider.forgetCustomer(customer);
    });

    test('money goes back in parts, and the same part once', async () => {
      const session = await provider.open(opening(), 4_000);
      await pay?.(session);
      const reference = randomUUID();
      await provider.refund({ sessionId: session.id, amount: 1_000, reference });
      await provider.refund({ sessionId: session.id, amount: 1_000, reference });
      await provider.refund({ sessionId: session.id, amount: 3_990, reference: randomUUID() });
      if (pay) await assert.rejects(provider.refund({ sessionId: session.id, amount: 1, reference: randomUUID() }), Permanent);
    });

    test('what is set aside is taken in parts, the same part once, and the last lets go of the rest', async () => {
      const asked = opening({ capture: 'later' });
      const { id: sessionId, url } = await provider.open(asked, 4_000);
      await pay?.({ url } as Session);
      const standing = () => provider.find(of(asked, sessionId));
      if (pay) {
        const { status, captured, hold } = (await standing()) ?? {};
        assert.deepEqual([status, captured, hold?.amount, hold?.inParts], ['succeeded', 0, 4_990, true]);
        assert.ok(Date.parse(hold?.until ?? '') > Date.now());
      }
      const first = { sessionId, amount: 1_000, upTo: 1_000, last: false, reference: randomUUID() };
      await provider.capture(first);
      await provider.capture(first);
      if (pay) await assert.rejects(provider.capture({ ...first, amount: 4_000, upTo: 5_000, reference: randomUUID() }), Permanent);
      await provider.capture({ sessionId, amount: 2_000, upTo: 3_000, last: true, reference: randomUUID() });
      if (!pay) return;
      const { captured, hold } = (await standing()) ?? {};
      assert.deepEqual([captured, hold], [3_000, null]);
      await assert.rejects(provider.capture({ ...first, amount: 1, upTo: 3_001, reference: randomUUID() }), Permanent);
    });

    test('what is set aside is let go of, twice is once, and cannot be taken then', async () => {
      const asked = opening({ capture: 'later' });
      const { id: sessionId, url } = await provider.open(asked, 4_000);
      await pay?.({ url } as Session);
      await provider.release(sessionId);
      await provider.release(sessionId);
      if (!pay) return;
      const { status, captured, hold } = (await provider.find(of(asked, sessionId))) ?? {};
      assert.deepEqual([status, captured, hold], ['closed', 0, null]);
      await assert.rejects(provider.capture({ sessionId, amount: 1, upTo: 1, last: true, reference: randomUUID() }), Permanent);
    });

    test('a provider who does not answer leaves it open what happened', async () => {
      const calls = [
        unheard.open(opening(), 500),
        unheard.find(of(opening(), 'x')),
        unheard.close('x'),
        unheard.capture({ sessionId: 'x', amount: 1, upTo: 1, last: true, reference: 'y' }),
        unheard.release('x'),
        unheard.refund({ sessionId: 'x', amount: 1, reference: 'y' }),
      ];
      await Promise.all(calls.map((call) => assert.rejects(call, (error) => !(error instanceof Permanent))));
    });

    test('news are believed by their signature over the bytes that came: any of the secrets, at most 300 s old or early', () => {
      const body = JSON.stringify(event('paid', randomUUID()));
      for (const secret of secrets) assert.ok(news(subject, body, sign(body, secret)).about);
      for (const seconds of [NOW_S() - 290, NOW_S() + 290]) assert.ok(news(subject, body, sign(body, current, seconds)).about);
      const bad = [
        '',
        undefined,
        ['a', 'b'],
        'nonsense',
        sign(body, foreign),
        sign(`${body} `, current),
        sign(body, current, NOW_S() - 310),
        sign(body, current, NOW_S() + 310),
      ];
      for (const signature of bad) assert.throws(() => news(subject, body, signature), refusal('BadSignature'));
      assert.throws(() => news(subject, body.replace('4990', '4991'), sign(body, current)), refusal('BadSignature'));
    });

    test('signed bytes that are no event are refused as such', () => {
      for (const body of ['', '{', '"paid"', '{"id":1}']) assert.throws(() => news(subject, body, sign(body, current)), refusal('InvalidInput'));
    });

    test('news of money say whose it is, how much and in which currency', () => {
      const reference = randomUUID();
      const { about, id, type } = told('paid', reference);
      assert.ok(id && type && about && 'session' in about);
      const { status, captured, currency } = about.session;
      assert.deepEqual([about.session.reference, status, captured, currency], [reference, 'succeeded', 4_990, 'EUR']);
    });

    test('news of an end, of a refund, of a bank that takes money back, and of what we have no use for', () => {
      const reference = randomUUID();
      const closed = told('closed', reference).about;
      assert.ok(closed && 'session' in closed && closed.session.status === 'closed' && closed.session.captured === 0);
      assert.deepEqual(told('refunded', reference).about, { refunded: reference });
      const disputed = told('disputed', reference).about;
      assert.ok(disputed && 'disputed' in disputed);
      assert.deepEqual([disputed.disputed.amount, disputed.disputed.currency, disputed.disputed.phase], [4_990, 'EUR', 'open']);
      assert.equal(told('unknown', reference).about, null);
    });

    function told(what: Told, reference: string): News {
      const body = JSON.stringify(event(what, reference));
      return news(subject, body, sign(body, current));
    }
  });
}

const folder = await mkdtemp(join(tmpdir(), 'psp-'));
const simulator = await startPsp({
  port: 0,
  host: '127.0.0.1',
  publicHost: '127.0.0.1',
  folder,
  secretKey: 'a-secret-key',
  webhookSecret: current,
  retryAfterMs: 60_000,
});
const mock = await startStripeMock();
after(async () => {
  mock?.stop();
  await simulator.stop();
  await rm(folder, { recursive: true });
});

const pspSettings = { url: simulator.url, key: 'a-secret-key', secrets, webhookUrl: 'http://127.0.0.1:9/hook' };
contract('the simulated provider', {
  provider: psp(pspSettings),
  unheard: psp({ ...pspSettings, url: 'http://127.0.0.1:9' }),
  header: 'psp-signature',
  sign: (body, secret, seconds = NOW_S()) => `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`,
  event(told, reference) {
    const session = { id: 'ps_1', reference, url: 'https://pay.example/1', currency: 'EUR', tries: [] };
    const dispute = {
      id: 'dp_1',
      sessionReference: reference,
      amount: 4990,
      currency: 'EUR',
      reason: 'fraudulent',
      status: 'open',
      answerBy: '2026-12-01T00:00:00.000Z',
    };
    const events = {
      paid: { type: 'session.succeeded', data: { session: { ...session, status: 'succeeded', capturedAmount: 4990 } } },
      closed: { type: 'session.closed', data: { session: { ...session, status: 'closed', capturedAmount: 0 } } },
      refunded: { type: 'refund.succeeded', data: { refund: { reference } } },
      disputed: { type: 'dispute.opened', data: { dispute } },
      unknown: { type: 'payout.paid', data: {} },
    };
    return { id: `evt_${randomUUID()}`, ...events[told] };
  },
  pay: ({ url }, more = {}) => fetch(url, { method: 'POST', redirect: 'manual', body: new URLSearchParams({ card: 'accepted', ...more }) }),
});

const stripeSettings = { key: 'sk_test_123', secrets, live: false };
if (!mock) test('Stripe’s adapter against Stripe’s own description', { skip: 'stripe-mock is not to be had on this machine' }, () => undefined);
else
  contract('Stripe, held against Stripe’s own description', {
    provider: stripe({ ...stripeSettings, url: mock.url }),
    unheard: stripe({ ...stripeSettings, url: 'http://127.0.0.1:9' }),
    header: 'stripe-signature',
    sign: (payload, secret, timestamp = NOW_S()) => new Stripe('sk_test_123').webhooks.generateTestHeaderString({ payload, secret, timestamp }),
    event(told, reference) {
      const page = {
        id: 'cs_test_1',
        object: 'checkout.session',
        client_reference_id: reference,
        payment_intent: 'pi_1',
        amount_total: 4990,
        currency: 'eur',
        url: null,
      };
      const dispute = {
        id: 'du_1',
        object: 'dispute',
        payment_intent: 'pi_1',
        amount: 4990,
        currency: 'eur',
        reason: 'fraudulent',
        status: 'needs_response',
        evidence_details: { due_by: 1_764_547_200 },
      };
      const events = {
        paid: { type: 'checkout.session.completed', object: { ...page, payment_status: 'paid', status: 'complete' } },
        closed: { type: 'checkout.session.expired', object: { ...page, payment_status: 'unpaid', status: 'expired' } },
        refunded: { type: 'refund.updated', object: { id: 're_1', object: 'refund', status: 'succeeded', metadata: { reference } } },
        disputed: { type: 'charge.dispute.created', object: dispute },
        unknown: { type: 'payout.paid', object: { id: 'po_1', object: 'payout' } },
      };
      const { type, object } = events[told];
      return { id: `evt_${randomUUID()}`, object: 'event', type, created: NOW_S(), livemode: false, data: { object } };
    },
  });
