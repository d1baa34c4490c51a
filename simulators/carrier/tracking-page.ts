import type { FastifyReply } from 'fastify';
import { html, moment, sendPage } from '../page.ts';
import { baseStyle } from '../style.ts';
import type { Shipment, Status } from './shipments.ts';

export const carrierMark = html`<svg viewBox="0 0 26 26" aria-hidden="true" fill="none"><rect width="26" height="26" rx="7" fill="var(--accent)"/><path d="M6 9.5 13 6l7 3.5v7L13 20l-7-3.5zM6 9.5l7 3.5 7-3.5M13 13v7" stroke="var(--accent-ink)" stroke-width="1.8" stroke-linejoin="round"/></svg>`;

const de = {
  title: 'Sendung verfolgen',
  number: 'Sendungsnummer',
  to: (city: string) => `Nach ${city}`,
  service: { standard: 'Standardversand', express: 'Expressversand' },
  status: { booked: 'Angekündigt', dispatched: 'Unterwegs', delivered: 'Zugestellt', returned: 'Zurück beim Absender', cancelled: 'Storniert' },
  text: {
    booked: 'Der Händler hat uns die Sendung angekündigt.',
    dispatched: 'Die Sendung ist übergeben und auf dem Weg.',
    delivered: 'Die Sendung wurde zugestellt.',
    returned: 'Niemand hat die Sendung angenommen. Sie ist wieder beim Absender.',
    cancelled: 'Der Händler hat die Sendung vor der Übergabe storniert.',
  },
  next: 'Steht noch aus',
  test: 'Testversender: Es ist kein echtes Paket unterwegs.',
  other: 'In English',
  unknown: 'Diese Sendungsnummer kennen wir nicht.',
  unknownHint: 'Bitte prüfen Sie den Link aus der Versandmail.',
};

const en: typeof de = {
  title: 'Track your parcel',
  number: 'Tracking number',
  to: (city) => `To ${city}`,
  service: { standard: 'Standard delivery', express: 'Express delivery' },
  status: { booked: 'Announced', dispatched: 'On its way', delivered: 'Delivered', returned: 'Back with the sender', cancelled: 'Cancelled' },
  text: {
    booked: 'The merchant has announced the parcel to us.',
    dispatched: 'The parcel has been handed over and is on its way.',
    delivered: 'The parcel has been delivered.',
    returned: 'Nobody took the parcel in. It is back with its sender.',
    cancelled: 'The merchant cancelled the parcel before it was handed over.',
  },
  next: 'Still to come',
  test: 'Test carrier: no real parcel is on its way.',
  other: 'Auf Deutsch',
  unknown: 'We do not know this tracking number.',
  unknownHint: 'Please check the link in your dispatch mail.',
};

/** What the carrier says of each step, in both languages. */
export const words = { de, en };
export type Locale = keyof typeof words;

const style = `${baseStyle}
.sheet{max-width:560px;margin:0 auto;padding:16px}
.head{display:flex;align-items:center;justify-content:space-between;gap:12px;padding:4px 0 20px}
.note{padding:10px 14px;border-radius:12px;background:var(--warn-wash);color:var(--warn);font-size:14px;font-weight:500;margin-top:16px}
.box{background:var(--card);border:1px solid var(--line);border-radius:18px;box-shadow:var(--shade);padding:24px}
h1{font-size:32px;line-height:1.15;letter-spacing:-.03em;margin:2px 0 8px}
.facts{display:flex;flex-wrap:wrap;gap:4px 14px;padding-bottom:20px;margin-bottom:24px;border-bottom:1px solid var(--line)}
.way li{position:relative;padding:0 0 28px 44px}
.way li:last-child{padding-bottom:0}
.way li::before{content:"";position:absolute;left:13px;top:26px;bottom:-2px;width:2px;background:var(--line)}
.way li:last-child::before{display:none}
.way .done::before{background:var(--accent)}
.dot{position:absolute;left:0;top:0;display:grid;place-items:center;width:28px;height:28px;border-radius:50%;border:2px solid var(--line);background:var(--card)}
.dot svg{width:16px;height:16px}
.done .dot,.now .dot{background:var(--accent);border-color:var(--accent);color:var(--accent-ink)}
.now .dot{box-shadow:0 0 0 5px var(--accent-wash)}
.way b{display:block;line-height:28px}
@media (min-width:860px){.sheet{padding-top:48px}.box{padding:36px}}
`;

const tick = html`<svg viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-width="2.4" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="m3.5 8.5 3 3 6-7"/></svg>`;

/** The public way of a parcel. It names the city only: whoever has the number may read this page. */
export function sendTrackingPage(reply: FastifyReply, shipment: Shipment | undefined, locale: Locale): FastifyReply {
  const w = words[locale];
  const content = shipment
    ? html`<p class="soft small num">${w.number} ${shipment.trackingNumber}</p><h1>${w.status[shipment.status]}</h1>
<p class="facts soft small"><span>${w.service[shipment.service]}</span><span>${w.to(shipment.recipient.city)}</span></p>
<ol class="way">${stepsOf(shipment).map(
        ({ status, at, now }) =>
          html`<li class="${now ? 'now' : at ? 'done' : 'next'}"${now && html` aria-current="step"`}><span class="dot">${at !== undefined && tick}</span>
<b${at === undefined && html` class="soft"`}>${w.status[status]}</b>${at !== undefined && html`<p>${w.text[status]}</p>`}
<p class="soft small">${at === undefined ? w.next : html`<time datetime="${at}">${moment(at, locale)}</time>`}</p></li>`,
      )}</ol>`
    : html`<h1>${w.unknown}</h1><p class="soft">${w.unknownHint}</p>`;
  const other = locale === 'de' ? 'en' : 'de';
  const body = html`<main class="sheet"><div class="head"><p class="mark">${carrierMark}Test Parcel</p><a class="small" href="?locale=${other}" lang="${other}">${w.other}</a></div>
<section class="box">${content}</section><p class="note">${w.test}</p></main>`;
  return sendPage(reply.code(shipment ? 200 : 404), { lang: locale, title: `${w.title} · Test Parcel`, style, body });
}

type Step = { status: Status; at?: string; now: boolean };

function stepsOf(shipment: Shipment): Step[] {
  const past = shipment.history.map((step) => ({ ...step, now: step.status === shipment.status }));
  if (shipment.status === 'booked') return [...past, { status: 'dispatched', now: false }, { status: 'delivered', now: false }];
  if (shipment.status === 'dispatched') return [...past, { status: 'delivered', now: false }];
  return past;
}
