import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Locale } from '@kontor/contracts/ids';
import { Receipt } from '@kontor/contracts/receipt';
import type { Contact, OrderNews, Person } from '../domain.ts';
import { htmlOf } from './html.ts';
import { textOf } from './text.ts';
import { orderLetter, welcomeLetter } from './write.ts';

const id = '3f1f6f0e-6d0c-4b6e-9a58-0c8f6a0b6a11';
const shop = 'https://shop.example';
const cup = { sku: 'CUP', quantity: 2, name: { en: 'Cup', de: 'Tasse' }, variant: { en: 'Sage', de: 'Salbei' }, price: 1250, total: 2500, weightGrams: 300 };
const book = { sku: 'BOOK', quantity: 1, name: { en: 'Book', de: 'Buch' }, variant: { en: '', de: '' }, price: 1000, total: 1000, weightGrams: 300 };
const method = { id: 'standard', name: { en: 'Standard', de: 'Standard' }, price: 490, daysFrom: 1, daysTo: 3 };
const receipt = Receipt.parse({
  currency: 'EUR',
  lines: [],
  subtotal: 3500,
  discount: 350,
  shipping: 490,
  taxes: [
    { rate: 1900, gross: 2640, tax: 422 },
    { rate: 700, gross: 1000, tax: 65 },
  ],
  tax: 487,
  total: 3640,
});
const address = {
  name: 'Ada Lovelace',
  company: '',
  street: 'Lindenweg 4',
  addition: '',
  postcode: '10115',
  city: 'Berlin',
  region: '',
  country: 'DE',
  phone: '',
};
const contact: Contact = { orderId: id, owner: 'ada', number: 'K100001', person: null, order: { lines: [cup, book], receipt, method } };
const person = (locale: Locale, name = 'Ada Lovelace'): Person => ({ email: 'ada@example.com', name, locale });
const about = { orderId: id, number: 'K100001', owner: 'ada', total: 3640, currency: 'EUR' };
const paid: OrderNews = {
  fact: 'order-confirmed',
  about: id,
  data: { ...about, lines: [cup, book], method, allocation: [], person: { email: 'ada@example.com', locale: 'de', address } },
};
const parcel = { orderId: id, shipmentId: id, steps: [], no: 1, of: 1, toCome: [] };
const news: OrderNews[] = [
  { fact: 'order-received', about: id },
  paid,
  { fact: 'order-cancelled', about: id, data: { ...about, reason: 'out-of-stock', short: [{ sku: 'CUP', wanted: 2, available: 1 }] } },
  { fact: 'order-dispatched', about: id, data: { ...parcel, trackingNumber: 'T1', trackingUrl: 'https://carrier.example/T1?a=1&b=2', leftOut: [] } },
  { fact: 'order-delivered', about: id, data: parcel },
  { fact: 'parcel-delayed', about: id, data: parcel },
  { fact: 'payment-failed', about: id, data: { orderId: id, attemptId: id, amount: 3640, currency: 'EUR', reason: 'declined' } },
  { fact: 'refunded', about: id, data: { orderId: id, refundId: id, amount: 3640, currency: 'EUR' } },
  { fact: 'refund-returned', about: id, data: { orderId: id, refundId: id, amount: 3640, currency: 'EUR', reason: 'expired card' } },
];
const write = (one: OrderNews, locale: Locale) => orderLetter(one, contact, person(locale), shop);
/** Intl puts a no-break space before the euro sign. */
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

test('a confirmation has every line, every sum, the tax, the address and the way to the order, in German', () => {
  const letter = write(paid, 'de');
  for (const printed of [plain(htmlOf(letter)), plain(textOf(letter))]) {
    for (const part of [
      'K100001',
      'Tasse, Salbei',
      '2 × 12,50 €',
      '25,00 €',
      'Buch',
      'Zwischensumme',
      '35,00 €',
      '-3,50 €',
      'Versand, Standard',
      '4,90 €',
      '36,40 €',
      'darin 19 % MwSt. aus 26,40 €',
      '4,22 €',
      '0,65 €',
      'Lindenweg 4',
      '10115 Berlin',
      'Deutschland',
      '1–3 Werktage',
      `${shop}/de/orders/${id}`,
    ]) {
      assert.ok(printed.includes(part), `${part} is missing`);
    }
  }
});

test('a confirmation speaks English to those who ordered in English', () => {
  const text = textOf(write(paid, 'en'));
  for (const part of ['Hello Ada Lovelace,', 'Cup, Sage', '€12.50', '€36.40', 'includes 19% VAT on €26.40', 'Germany', `${shop}/en/orders/${id}`])
    assert.ok(text.includes(part), `${part} is missing`);
});

test('every letter, in both languages, names the order and leads to a page', () => {
  for (const locale of ['en', 'de'] as const) {
    for (const one of news) {
      const letter = write(one, locale);
      assert.ok(textOf(letter).includes('K100001'), one.fact);
      assert.ok(htmlOf(letter).includes(`<html lang="${locale}">`));
      assert.equal(letter.button.href, one.fact === 'order-dispatched' ? one.data.trackingUrl : `${shop}/${locale}/orders/${id}`);
    }
    assert.equal(welcomeLetter(person(locale), shop).button.href, `${shop}/${locale}/account`);
  }
});

test('a letter about one of several parcels says which, what is in it and what is still to come; about the only one it does not', () => {
  const half = {
    ...parcel,
    of: 2,
    lines: [
      { sku: 'CUP', quantity: 1 },
      { sku: 'CUP', quantity: 1 },
    ],
    toCome: [{ sku: 'BOOK', quantity: 1 }],
  };
  const sent: OrderNews = {
    fact: 'order-dispatched',
    about: id,
    data: { ...half, trackingNumber: 'T1', trackingUrl: 'https://carrier.example/T1', leftOut: [] },
  };
  const [german, english] = [write(sent, 'de'), write(sent, 'en')];
  assert.deepEqual([german.title, english.title], ['Paket 1 von 2 ist unterwegs', 'Parcel 1 of 2 is on its way']);
  assert.deepEqual(german.details.slice(1), [
    { label: 'In diesem Paket', value: ['2 × Tasse, Salbei'] },
    { label: 'Kommt noch', value: ['1 × Buch'] },
  ]);
  const arrived = (data: typeof half): OrderNews => ({ fact: 'order-delivered', about: id, data });
  assert.match(textOf(write(arrived(half), 'en')), /rest of the order is still to come/);
  const last = write(arrived({ ...half, no: 2, toCome: [] }), 'en');
  assert.match(textOf(last), /return it within 30 days/);
  assert.deepEqual(write({ fact: 'order-delivered', about: id, data: parcel }, 'en').details, []);
});

test('a cancelled order says what was short, by name', () => {
  const short = news.find(({ fact }) => fact === 'order-cancelled');
  assert.match(textOf(write(short ?? paid, 'de')), /Tasse, Salbei: nur noch 1 da/);
});

test('a cancelled order says what becomes of the money: nothing was charged, it is paid back, it was only set aside, or some of each', () => {
  const said = (money: object, locale: Locale, reason: 'shopper' | 'not-paid' = 'shopper') =>
    textOf(write({ fact: 'order-cancelled', about: id, data: { ...about, reason, short: [], ...money } }, locale));
  assert.match(said({ captured: 0, authorised: 0 }, 'en'), /Nothing was charged\.\n/);
  assert.match(said({ captured: 3640, authorised: 0 }, 'en'), /Your money is on its way back/);
  assert.doesNotMatch(said({ captured: 3640, authorised: 0 }, 'de'), /nichts abgebucht|reserviert/);
  assert.match(said({ captured: 0, authorised: 3640 }, 'en'), /Nothing was charged\. The amount that was set aside on your card is free again/);
  assert.match(said({ captured: 0, authorised: 3640 }, 'de'), /nichts abgebucht\. Der Betrag, der auf Ihrer Karte reserviert war, ist wieder frei/);
  assert.doesNotMatch(said({ captured: 1000, authorised: 2640 }, 'en'), /Nothing was charged/);
  assert.match(said({ captured: 1000, authorised: 2640 }, 'de'), /Was Sie bezahlt haben, ist auf dem Weg zurück.*wieder frei/);
  assert.match(said({}, 'en'), /If you have paid already/, 'one that was cancelled before this was told');
  assert.match(said({}, 'en', 'not-paid'), /Nothing was charged/);
});

test('pieces that are cancelled before the card is charged are not paid back but not charged', () => {
  const cancelled = (authorised: number): OrderNews => ({
    fact: 'pieces-cancelled',
    about: id,
    data: { ...about, amount: 1200, lines: [{ ...cup, quantity: 1 }], leftOut: [], changeId: id, authorised },
  });
  assert.match(textOf(write(cancelled(3640), 'en')), /€12\.00 for them will not be charged/);
  assert.match(textOf(write(cancelled(0), 'en')), /€12\.00 for them is on its way back/);
  assert.match(textOf(write(cancelled(3640), 'de')), /werden nicht abgebucht/);
});

test('nothing that people write becomes markup or a strange link', () => {
  const evil = `<img src=x onerror="alert('1')">&`;
  const html = htmlOf(orderLetter(paid, contact, person('en', evil), shop));
  assert.ok(!html.includes('<img'));
  assert.ok(html.includes('&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;'));
  const trap: OrderNews = { fact: 'order-dispatched', about: id, data: { ...parcel, trackingNumber: 'T1', trackingUrl: 'javascript:alert(1)', leftOut: [] } };
  assert.equal(write(trap, 'en').button.href, `${shop}/en/orders/${id}`);
});

test('with a link of its own the mail leads there, so that the order opens without an account', () => {
  const letter = orderLetter(paid, contact, { ...person('de'), follow: 'the-signed-part' }, shop);
  assert.equal(letter.button.href, 'https://shop.example/de/follow/the-signed-part');
});

test('a withdrawal is confirmed with the moment it came and the pieces, in both languages', () => {
  const data = {
    ...{ orderId: id, number: 'K100001', owner: 'ada', returnId: id, returnNumber: 'K100001-R1', weightGrams: 300 },
    ...{ kind: 'withdrawal' as const, at: '2026-11-23T23:30:00.000Z', lines: [{ ...cup, quantity: 1 }], replacements: [] },
  };
  const news: OrderNews = { fact: 'return-asked', about: id, data };
  const [german, english] = (['de', 'en'] as const).map((locale) => textOf(orderLetter(news, contact, person(locale), shop)));
  assert.match(german ?? '', /24\. November 2026 um 00:30.*widerrufen/s);
  assert.match(german ?? '', /Rücksendung K100001-R1\n {2}1 × Tasse, Salbei/);
  assert.match(english ?? '', /24 November 2026 at 00:30/);
});

test('a settled return names the amount, the answer and what goes back to the shopper', () => {
  const data = {
    ...{ orderId: id, number: 'K100001', owner: 'ada', returnId: id, returnNumber: 'K100001-R1' },
    ...{
      kind: 'return' as const,
      amount: 1_250,
      currency: 'EUR',
      restock: [],
      refused: [{ ...cup, quantity: 1 }],
      letGo: true,
      answer: 'The handle was glued.',
      exchanged: false,
    },
  };
  const text = textOf(orderLetter({ fact: 'return-settled', about: id, data }, contact, person('en'), shop));
  assert.match(text, /€12\.50.*is on the shelf again.*The handle was glued\..*Sent back to you, not refunded\n {2}1 × Cup, Sage/s);
});

test('a return says what is kept instead, and the letters about a replacement name the order whose goods it replaces', () => {
  const asked: OrderNews = {
    fact: 'return-asked',
    about: id,
    data: {
      ...{ orderId: id, number: 'K100001', owner: 'ada', returnId: id, returnNumber: 'K100001-R1', weightGrams: 300 },
      ...{ kind: 'return' as const, at: '2026-11-23T23:30:00.000Z', lines: [{ ...cup, quantity: 1 }], replacements: [{ ...book, quantity: 1 }] },
    },
  };
  assert.match(textOf(write(asked, 'en')), /kept for you for 30 days.*Kept for you\n {2}1 × Book/s);
  assert.match(textOf(write(asked, 'de')), /30 Tage für Sie bereit.*Für Sie zurückgelegt\n {2}1 × Buch/s);
  const replacing = { ...contact, number: 'K100002', order: { ...contact.order, exchangeOf: 'K100001' } };
  const letter = (one: OrderNews) => orderLetter(one, replacing, person('en'), shop);
  assert.equal(letter(paid).subject, 'Your replacement for order K100001 is being packed');
  const dropped: OrderNews = { fact: 'order-cancelled', about: id, data: { ...about, reason: 'not-exchanged', short: [] } };
  assert.match(textOf(letter(dropped)), /within 30 days.*return for order K100001/s);
});

test('a confirmation says which pieces come later, and when', () => {
  const later = { kind: 'pre-order' as const, shipsOn: '2030-05-01', weeks: null, pieces: 1 };
  const waits: OrderNews = {
    ...paid,
    data: {
      ...paid.data,
      lines: [
        { ...cup, later },
        { ...book, later: { ...later, kind: 'back-order', shipsOn: null, weeks: 3 } },
      ],
    },
  };
  assert.match(plain(textOf(write(waits, 'de'))), /2 × 12,50 € · davon 1 versandbereit ab 1\. Mai 2030/);
  assert.match(plain(textOf(write(waits, 'en'))), /1 of them ship in about 3 weeks/);
});
