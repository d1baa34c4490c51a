import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { events, type EventType, type Message } from '@kontor/contracts/events';
import { contactFrom, newsOf, type OrderNews, type Reporting } from '../workers/notification/domain.ts';
import { htmlOf } from '../workers/notification/mails/html.ts';
import type { Letter } from '../workers/notification/mails/letter.ts';
import { noticeLetter, orderLetter, ranLowLetter, welcomeLetter } from '../workers/notification/mails/write.ts';

/** Writes dist/mails.html: every mail of the shop in both languages on one page, made of the samples that the contracts keep. */
const target = resolve(import.meta.dirname, '../dist/mails.html');
const shop = 'http://localhost:3000';

/** The newest sample of an event. */
function sampleOf<T extends EventType>(type: T): Message<T>['data'] {
  const newest = globSync(resolve(import.meta.dirname, `../contracts/samples/${type}.v*.json`))
    .sort((a, b) => basename(a).localeCompare(basename(b), 'en', { numeric: true }))
    .at(-1);
  if (!newest) throw new Error(`there is no sample of ${type}`);
  return events[type].schema.parse(JSON.parse(readFileSync(newest, 'utf8'))) as Message<T>['data'];
}

const told = [
  'OrderPaid',
  'OrderCancelled',
  'PaymentFailed',
  'ShipmentDelayed',
  'ShipmentDispatched',
  'ShipmentDelivered',
  'PiecesCancelled',
  'OrderReaddressed',
  'PaymentRefunded',
  'RefundReturned',
  'ReturnAsked',
  'ReturnLabelled',
  'ReturnReceived',
  'ReturnSettled',
  'ReturnDeclined',
] as const satisfies readonly Reporting[];
const contact = contactFrom(sampleOf('OrderPlaced'));
/** What becomes of the money is said in as many ways as it can lie; the sample is one of them. */
const moneys = [
  { captured: 0, authorised: 0 },
  { captured: 18190, authorised: 0 },
  { captured: 5000, authorised: 13190 },
];
const news: OrderNews[] = [
  { fact: 'order-received', about: contact.orderId },
  ...told.map((type) => newsOf({ type, data: sampleOf(type) } as Message<Reporting>)),
  ...moneys.map((money) => newsOf({ type: 'OrderCancelled', data: { ...sampleOf('OrderCancelled'), ...money } } as Message<Reporting>)),
];

function lettersIn(locale: 'en' | 'de'): { fact: string; letter: Letter }[] {
  const registered = sampleOf('UserRegistered').person;
  const asked = sampleOf('NoticeAsked');
  const person = { email: contact.person?.email ?? '', name: contact.person?.name ?? '', locale };
  return [
    { fact: 'welcome', letter: welcomeLetter({ ...registered, locale }, shop) },
    ...news.map((one) => ({ fact: one.fact, letter: orderLetter(one, contact, person, shop) })),
    ...(['notice-asked', 'back-in-stock'] as const).map((fact) => ({
      fact,
      letter: noticeLetter({ fact, data: { ...asked, person: { ...asked.person, locale } } }, shop),
    })),
    { fact: 'stock-ran-low', letter: ranLowLetter({ named: [sampleOf('StockRanLow')], count: 1 }, locale, shop) },
  ];
}

const plain = (words: string) => words.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
const shown = (['en', 'de'] as const).flatMap(lettersIn);
const frames = shown.map(
  ({ fact, letter }) =>
    `<section><h2>${plain(fact)} · ${letter.locale}</h2><p>${plain(letter.subject)}</p><iframe title="${plain(letter.subject)}" srcdoc="${plain(htmlOf(letter))}"></iframe></section>`,
);
mkdirSync(resolve(target, '..'), { recursive: true });
writeFileSync(
  target,
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>Mails</title><style>
body{font:15px system-ui;margin:2rem;display:grid;gap:2rem;grid-template-columns:repeat(auto-fill,minmax(22rem,1fr));background:#f4f2ee}
h2{font-size:1rem;margin:0}p{margin:.25rem 0 .5rem}iframe{width:100%;height:46rem;border:1px solid #ccc;background:#fff}</style>${frames.join('')}</html>`,
);
console.log(`${shown.length} mails: ${target}`);
