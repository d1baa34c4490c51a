import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, suite, test } from 'node:test';
import { Permanent } from '@kontor/kit/asks';
import { startCarrier } from '../simulators/carrier/start.ts';
import { startDhl } from '../simulators/dhl/start.ts';
import type { Booking, Carrier, ReturnBooking } from '../workers/shipping/carrier.ts';
import { dhl } from '../workers/shipping/dhl.ts';
import { inLines } from '../workers/shipping/dhl-texts.ts';
import { parcels } from '../workers/shipping/parcels.ts';

// One contract for every carrier: what the worker relies on, whoever is behind the port.

type Subject = {
  carrier: Carrier;
  /** An adapter whose calls nobody hears. */
  unheard: Carrier;
  advance(id: string): Promise<unknown>;
  /** Nobody takes it in. */
  bringBack(id: string): Promise<unknown>;
  /** The next booking is refused for good. */
  refuse(): Promise<unknown>;
  /** The next booking is made, but its answer is lost. */
  lose(): Promise<unknown>;
};

const recipient = { name: 'Änne Vogt', street: 'Am Markt 1', postcode: '28195', city: 'Bremen', country: 'DE' };
const booking = (more: Partial<Booking> = {}): Booking => ({
  reference: randomUUID(),
  service: 'standard',
  recipient,
  parcels: [{ weightGrams: 900 }],
  ...more,
});

const returning = (more: Partial<ReturnBooking> = {}): ReturnBooking => ({
  reference: randomUUID(),
  sender: recipient,
  recipient: { name: 'Kontor GmbH', street: 'Lagerstraße 1', postcode: '20357', city: 'Hamburg', country: 'DE' },
  weightGrams: 900,
  ...more,
});

function contract(name: string, { carrier, unheard, advance, bringBack, refuse, lose }: Subject): void {
  const back = (booking: ReturnBooking) => carrier.bookReturn?.(booking, randomUUID()) ?? assert.fail('this carrier has no labels for returns');
  suite(name, () => {
    test('a parcel is booked with a number, a page to follow it and a label to print', async () => {
      const asked = booking();
      const { status, reference, trackingNumber, trackingUrl, labelUrl } = await carrier.book(asked, randomUUID());
      assert.deepEqual([status, reference], ['booked', asked.reference]);
      assert.ok(trackingNumber.length > 5);
      assert.ok(trackingUrl.includes(trackingNumber));
      const label = await fetch(labelUrl ?? '');
      assert.equal(label.status, 200);
      assert.match(label.headers.get('content-type') ?? '', /^(application\/pdf|image\/svg\+xml)/);
    });

    test('it is followed from the counter to the door', async () => {
      const asked = booking();
      const { id } = await carrier.book(asked, randomUUID());
      for (const status of ['booked', 'dispatched', 'delivered']) {
        const found = await carrier.find(asked.reference, id);
        assert.deepEqual([found?.id, found?.reference, found?.status], [id, asked.reference, status]);
        if (status !== 'delivered') await advance(id);
      }
      const steps = (await carrier.find(asked.reference, id))?.steps ?? [];
      assert.ok(steps.length >= 3 && steps.every(({ what }) => what.en !== '' && what.de !== ''));
      assert.deepEqual(steps.at(-1)?.place, asked.recipient.city);
      assert.deepEqual(
        steps,
        steps.toSorted((one, other) => one.at.localeCompare(other.at)),
      );
    });

    test('what nobody took in is back with us, and not delivered', async () => {
      const asked = booking();
      const { id } = await carrier.book(asked, randomUUID());
      await advance(id);
      await bringBack(id);
      const { status, steps } = (await carrier.find(asked.reference, id)) ?? {};
      assert.equal(status, 'returned');
      assert.match(steps?.at(-1)?.what.en ?? '', /back/);
    });

    test('what was never booked is not found', async () => assert.equal(await carrier.find(randomUUID(), null), null));

    test('it is cancelled before it left, twice is once, and not after', async () => {
      const stays = await carrier.book(booking(), randomUUID());
      assert.deepEqual([await carrier.cancel(stays.id), await carrier.cancel(stays.id)], [true, true]);
      assert.equal((await carrier.find(stays.reference, stays.id))?.status, 'cancelled');
      const leaves = await carrier.book(booking(), randomUUID());
      await advance(leaves.id);
      assert.equal(await carrier.cancel(leaves.id), false);
      assert.equal((await carrier.find(leaves.reference, leaves.id))?.status, 'dispatched');
    });

    test('an order too heavy for one parcel goes in several', async () => {
      const asked = booking({ parcels: [{ weightGrams: 20_000 }, { weightGrams: 20_001 }] });
      const { id, status } = await carrier.book(asked, randomUUID());
      assert.equal(status, 'booked');
      assert.equal(await carrier.cancel(id), true);
    });

    test('a parcel back to us has a label of its own, once, and is followed to our door; an address that is none is refused for good', async () => {
      const asked = returning();
      const { id, status, reference, trackingNumber, labelUrl, labelPdf } = await back(asked);
      assert.deepEqual([status, reference], ['booked', asked.reference]);
      assert.ok(trackingNumber.length > 5);
      if (labelPdf) assert.match(Buffer.from(labelPdf, 'base64').toString('latin1'), /^%PDF/);
      else assert.equal((await fetch(labelUrl ?? '')).status, 200);
      for (const wanted of ['booked', 'dispatched', 'delivered']) {
        const found = await carrier.find(asked.reference, id);
        assert.deepEqual([found?.id, found?.reference, found?.status, found?.trackingNumber], [id, asked.reference, wanted, trackingNumber]);
        if (wanted !== 'delivered') await advance(id.replace('back:', ''));
      }
      for (const street of ['Am Markt', 'Straße des 17. Juni 135a, Hinterhaus', 'Weg 7 - 9 b', '12, Rue du Bac'])
        assert.equal((await back(returning({ sender: { ...recipient, street } }))).status, 'booked');
      await assert.rejects(back(returning({ sender: { ...recipient, postcode: '00000' } })), Permanent);
    });

    test('an address that the carrier does not know is refused for good, with the reason', async () => {
      await assert.rejects(carrier.book(booking({ recipient: { ...recipient, postcode: '00000' } }), randomUUID()), (error: Error) => {
        assert.ok(error instanceof Permanent);
        assert.match(error.message, /postal|postcode/i);
        return true;
      });
      await refuse();
      await assert.rejects(carrier.book(booking(), randomUUID()), Permanent);
    });

    test('an answer that was lost is asked for again, and a parcel is booked', async () => {
      const [asked, key] = [booking(), randomUUID()];
      await lose();
      await assert.rejects(carrier.book(asked, key), (error) => !(error instanceof Permanent));
      assert.equal((await carrier.book(asked, key)).status, 'booked');
    });

    test('a carrier who does not answer leaves it open what happened', async () => {
      const calls = [unheard.book(booking(), randomUUID()), unheard.find(randomUUID(), '1'), unheard.cancel('1')];
      await Promise.all(calls.map((call) => assert.rejects(call, (error) => !(error instanceof Permanent))));
    });

    test('names, streets and towns of any length and script are taken', async () => {
      const long = {
        name: 'Gesellschaft für außergewöhnlich lange Firmennamen mit beschränkter Haftung, Änne-Katharina von der Vogtenburg-Lilienthal',
        street: 'Straße des siebzehnten Juni in der Nähe des Brandenburger Tors 135a, Hinterhaus, dritter Stock links',
      };
      assert.equal((await carrier.book(booking({ recipient: { ...recipient, ...long } }), randomUUID())).status, 'booked');
    });

    test('news that the carrier did not sign are not believed', () => {
      assert.throws(() => carrier.news(Buffer.from('{}'), {}), { message: 'BadSignature' });
    });
  });
}

const folder = await mkdtemp(join(tmpdir(), 'carriers-'));
const place = { port: 0, host: '127.0.0.1', publicHost: '127.0.0.1', folder };
const own = await startCarrier({ ...place, apiKey: 'a-secret-key', webhookSecret: 'a-webhook-secret' });
const keys = { apiKey: 'an-api-key', user: 'sandy_sandbox', password: 'pass' };
const theirs = await startDhl({ ...place, keys });
after(async () => {
  await Promise.all([own.stop(), theirs.stop()]);
  await rm(folder, { recursive: true });
});
const plan = (url: string, fault: object) =>
  fetch(`${url}/faults`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(fault) });

const settings = { url: own.url, key: 'a-secret-key', secrets: ['a-webhook-secret'], webhookUrl: 'http://127.0.0.1:9/hook' };
contract('the simulated carrier', {
  carrier: parcels(settings),
  unheard: parcels({ ...settings, url: 'http://127.0.0.1:9' }),
  advance: (id) => fetch(`${own.url}/v1/shipments/${id}/advance`, { method: 'POST', headers: { authorization: 'Bearer a-secret-key' } }),
  bringBack: (id) => fetch(`${own.url}/v1/shipments/${id}/return`, { method: 'POST', headers: { authorization: 'Bearer a-secret-key' } }),
  refuse: () => plan(own.url, { kind: 'refuse' }),
  lose: () => plan(own.url, { kind: 'timeout_after', ms: 20, on: 'book' }),
});

const sender = { name: 'Kontor GmbH', street: 'Lagerstraße 1', postcode: '20357', city: 'Hamburg', country: 'DE' };
const returnReceivers = new Map([
  ['DE', 'deu'],
  ['CH', 'che'],
]);
const account = {
  url: theirs.url,
  ...keys,
  profile: 'STANDARD_GRUPPENPROFIL',
  billing: { inland: '33333333330102', abroad: '33333333335301' },
  sender,
  returnReceivers,
};
contract('DHL Parcel DE, held against its public description', {
  carrier: dhl(account),
  unheard: dhl({ ...account, url: 'http://127.0.0.1:9' }),
  advance: (id) => fetch(`${theirs.url}/orders/${id}/advance`, { method: 'POST', redirect: 'manual' }),
  bringBack: (id) => fetch(`${theirs.url}/orders/${id}/return`, { method: 'POST', redirect: 'manual' }),
  refuse: () => plan(theirs.url, { kind: 'refuse' }),
  lose: () => plan(theirs.url, { kind: 'timeout_after', ms: 20, on: 'create_orders' }),
});

test('DHL: a parcel abroad is booked on the other billing number, and refused where there is none', async () => {
  const abroad = booking({ recipient: { ...recipient, postcode: '1010', city: 'Wien', country: 'AT' } });
  assert.equal((await dhl(account).book(abroad, randomUUID())).status, 'booked');
  await assert.rejects(
    dhl({ ...account, billing: { inland: account.billing.inland, abroad: undefined } }).book(abroad, randomUUID()),
    /DHL_BILLING_NUMBER_ABROAD/,
  );
  await assert.rejects(dhl(account).book(booking({ recipient: { ...recipient, country: 'JP' } }), randomUUID()), Permanent);
});

test('DHL: what leaves the customs union says what it is, piece by piece; what is missing is named', async () => {
  const to = { ...recipient, postcode: '8001', city: 'Zürich', country: 'CH' };
  const mug = { description: 'Mug, sage', quantity: 2, value: 1_990, weightGrams: 380 };
  const customs = { currency: 'EUR', delivery: 1_490, items: [mug, { ...mug, description: 'Plate', hsCode: '69111000', origin: 'PT' }] };
  const outside = booking({ recipient: to, customs });
  const withDefaults = (defaults: object) => dhl({ ...account, customs: defaults });
  const known = withDefaults({ hsCode: '69120023', origin: 'DE', eori: 'DE73282932000074' });
  assert.equal((await known.book(outside, randomUUID())).status, 'booked');
  assert.equal((await known.book({ ...outside, recipient: { ...to, postcode: 'SW1A 1AA', city: 'London', country: 'GB' } }, randomUUID())).status, 'booked');
  const incomplete: [Carrier, Booking, RegExp][] = [
    [withDefaults({ origin: 'DE' }), outside, /CUSTOMS_HS_CODE/],
    [withDefaults({ hsCode: '69120023' }), outside, /CUSTOMS_ORIGIN/],
    [known, booking({ recipient: to }), /customs of CH want to know/],
    [known, { ...outside, parcels: [{ weightGrams: 900 }, { weightGrams: 900 }] }, /parcel by parcel/],
  ];
  for (const [carrier, asked, missing] of incomplete)
    await assert.rejects(carrier.book(asked, randomUUID()), (error: Error) => error instanceof Permanent && missing.test(error.message));
});

test('DHL: when one parcel of several cannot be booked, none is', async () => {
  const asked = booking({ parcels: [{ weightGrams: 900 }, { weightGrams: 40_000 }] });
  await assert.rejects(dhl(account).book(asked, randomUUID()), /details.weight/);
  const { orders } = (await (await fetch(`${theirs.url}/ledger?reference=${asked.reference.replaceAll('-', '')}`)).json()) as { orders: { status: string }[] };
  assert.deepEqual(
    orders.map(({ status }) => status),
    ['deleted'],
  );
});

test('DHL: a shipment of several parcels is on its way with the first and delivered with the last', async () => {
  const carrier = dhl(account);
  const asked = booking({ parcels: [{ weightGrams: 900 }, { weightGrams: 900 }] });
  const { id } = await carrier.book(asked, randomUUID());
  const [first = '', second = ''] = id.split(' ');
  const standing = async () => (await carrier.find(asked.reference, id))?.status;
  const step = (number: string) => fetch(`${theirs.url}/orders/${number}/advance`, { method: 'POST', redirect: 'manual' });
  const seen = [await standing()];
  for (const number of [first, first, second, second]) {
    await step(number);
    seen.push(await standing());
  }
  assert.deepEqual(seen, ['booked', 'dispatched', 'dispatched', 'dispatched', 'delivered']);
});

test('DHL: returns come from countries of the contract alone, and from none without one', async () => {
  const from = (country: string, postcode: string) => returning({ sender: { ...recipient, country, postcode } });
  const carrier = dhl(account);
  await assert.rejects(carrier.bookReturn?.(from('AT', '1010'), randomUUID()) ?? assert.fail(), /DHL_RETURN_RECEIVERS/);
  await assert.rejects(carrier.bookReturn?.(from('CH', '8001'), randomUUID()) ?? assert.fail(), /customsDetails/);
  assert.equal(dhl({ ...account, returnReceivers: new Map() }).bookReturn, undefined);
});

test('DHL: wrong keys are no answer about a parcel', async () => {
  for (const wrong of [{ apiKey: 'another-key' }, { password: 'other' }])
    await assert.rejects(
      dhl({ ...account, ...wrong }).book(booking(), randomUUID()),
      (error: Error) => !(error instanceof Permanent) && /401/.test(error.message),
    );
});

test('a text is broken between words, and within one that is too long', () => {
  assert.deepEqual(inLines('Kontor GmbH, Ada Byron', 12, 3), ['Kontor GmbH', 'Ada Byron']);
  assert.deepEqual(inLines('Donaudampfschifffahrt', 10, 2), ['Donaudampf', 'schifffahr']);
  assert.deepEqual(inLines('', 10, 2), []);
});
