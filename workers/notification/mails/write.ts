import { placeLines } from '@kontor/contracts/countries';
import type { EventData } from '@kontor/contracts/events';
import { countryName, formatCalendarDay, formatDate, formatMoney, formatPercent } from '@kontor/contracts/format';
import type { Locale } from '@kontor/contracts/ids';
import type { Later } from '@kontor/contracts/inventory';
import type { Address } from '@kontor/contracts/order';
import { Receipt } from '@kontor/contracts/receipt';
import type { ReturnKind } from '@kontor/contracts/return';
import type { Contact, NoticeNews, OrderNews, Person } from '../domain.ts';
import type { Letter } from './letter.ts';
import { type Words, words } from './words.ts';

/** Day and minute where the shop is: a withdrawal is confirmed with the time it came (BGB § 356a). */
const moment = (at: string, locale: Locale) => formatDate(at, locale, 'moment');

type Part = Partial<Pick<Letter, 'lines' | 'totals' | 'details' | 'aside'>> & { about: Words['welcome']; href: string };

function letterTo({ name, locale }: Person, shopUrl: string, { about, href, lines = [], totals = [], details = [], aside = null }: Part): Letter {
  const { subject, title, paragraphs, button } = about;
  const say = words[locale];
  const home = `${shopUrl}/${locale}`;
  return {
    locale,
    subject,
    preview: paragraphs[0] ?? '',
    title,
    paragraphs: [say.hello(name), ...paragraphs],
    button: { label: button, href },
    lines,
    totals,
    details,
    aside,
    closing: say.closing,
    home,
  };
}

/** The letter to somebody who has opened an account. */
export const welcomeLetter = (person: Person, shopUrl: string): Letter =>
  letterTo(person, shopUrl, { about: words[person.locale].welcome, href: `${shopUrl}/${person.locale}/account` });

/** The letter about something that was sold out: the link confirms the wish, or leads to what is back; another one stops them all. */
export function noticeLetter({ fact, data: { sku, handle, name, variant, person } }: NoticeNews, shopUrl: string): Letter {
  const { locale, email, token } = person;
  const what = [name[locale], variant[locale]].filter(Boolean).join(', ');
  const home = `${shopUrl}/${locale}`;
  const stop = `${home}/notices/${token}?stop=1`;
  return fact === 'notice-asked'
    ? letterTo({ email, name: '', locale }, shopUrl, { about: words[locale].noticeAsked(what), href: `${home}/notices/${token}` })
    : letterTo({ email, name: '', locale }, shopUrl, {
        about: words[locale].backInStock(what),
        href: `${home}/p/${handle}?sku=${encodeURIComponent(sku)}`,
        aside: { label: words[locale].stopNotices, href: stop },
      });
}

type RanLow = { named: readonly Pick<EventData<'StockRanLow'>, 'sku' | 'name' | 'variant' | 'available'>[]; count: number };

/** The letter to staff about what runs low: those named, of so many; the link opens the list of all that do. */
export function ranLowLetter({ named, count }: RanLow, locale: Locale, shopUrl: string): Letter {
  const say = words[locale];
  return letterTo({ email: '', name: '', locale }, shopUrl, {
    about: say.ranLow(count, count - named.length),
    href: `${shopUrl}/${locale}/admin/stock?low=1`,
    lines: named.map(({ sku, name, variant, available }) => ({
      what: [name[locale], variant[locale]].filter(Boolean).join(', '),
      detail: sku,
      amount: say.pieces(Math.max(0, available)),
    })),
  });
}

/** The letter about an order, in the language it was placed in. */
export function orderLetter(news: OrderNews, { orderId, number, order }: Contact, person: Person, shopUrl: string): Letter {
  const { locale } = person;
  const say = words[locale];
  const orderPage = person.follow ? `${shopUrl}/${locale}/follow/${person.follow}` : `${shopUrl}/${locale}/orders/${orderId}`;
  const write = (part: Omit<Part, 'href'> & { href?: string }) => letterTo(person, shopUrl, { href: orderPage, ...part });
  switch (news.fact) {
    case 'order-received':
      return write({ about: say.received(number), ...receiptOf(order, order, locale) });
    case 'order-confirmed':
      return write({
        about: order.exchangeOf ? say.replaced(order.exchangeOf) : say.confirmed(number),
        ...receiptOf(news.data, order, locale),
        details: deliveryOf(news.data, locale),
      });
    case 'order-cancelled':
      return write({
        about: order.exchangeOf ? say.notReplaced(order.exchangeOf, news.data.reason) : say.cancelled(number, news.data.reason, moneyOf(news.data)),
        details: shortOf(news.data.short, order, locale),
      });
    case 'order-dispatched':
      return write({
        about: say.dispatched(number, whichOf(news.data)),
        href: webAddress(news.data.trackingUrl) ?? orderPage,
        details: [{ label: say.tracking, value: [news.data.trackingNumber] }, ...parcelOf(news.data, order, locale)],
      });
    case 'order-delivered':
      return write({ about: say.delivered(number, whichOf(news.data)), details: parcelOf(news.data, order, locale) });
    case 'parcel-delayed':
      return write({ about: say.delayed(number) });
    case 'payment-failed':
      return write({ about: say.paymentFailed(number) });
    case 'refunded':
      return write({ about: say.refunded(number, formatMoney(news.data.amount, news.data.currency, locale)) });
    case 'refund-returned':
      return write({ about: say.refundReturned(number, formatMoney(news.data.amount, news.data.currency, locale)) });
    case 'pieces-cancelled': {
      const { amount, currency, lines, authorised } = news.data;
      const goods = lines.map((line) => `${line.quantity} × ${namedAs(line, locale)}`);
      return write({
        about: say.piecesCancelled(number, { amount: formatMoney(amount, currency, locale), isSetAside: authorised >= amount }),
        details: [{ label: say.cancelledPieces, value: goods }],
      });
    }
    case 'readdressed':
      return write({ about: say.readdressed(number), details: [{ label: say.deliverTo, value: addressLines(news.data.person.address, locale) }] });
    case 'return-asked': {
      const { kind, at, lines, returnNumber, replacements } = news.data;
      const named = (some: typeof lines) => some.map((line) => `${line.quantity} × ${namedAs(line, locale)}`);
      const kept = replacements.length > 0 ? [{ label: say.keptForYou, value: named(replacements) }] : [];
      return write({
        about: say.returnAsked(number, { kind, at: moment(at, locale), exchanged: kept.length > 0 }),
        details: [{ label: `${say.returnNumber} ${returnNumber}`, value: named(lines) }, ...kept],
      });
    }
    case 'return-labelled':
      return write({
        about: say.returnLabelled(number),
        href: webAddress(news.data.labelUrl) ?? orderPage,
        details: [{ label: say.tracking, value: [news.data.trackingNumber] }],
      });
    case 'return-received':
      return write({
        about: say.returnReceived(number, isUndelivered(news.data)),
        // Whoever sent it back knows what is in it.
        details:
          news.data.kind === 'undelivered'
            ? [{ label: say.undelivered, value: news.data.lines.map((line) => `${line.quantity} × ${namedAs(line, locale)}`) }]
            : [],
      });
    case 'return-settled': {
      const { amount, currency, answer, refused, exchanged, letGo } = news.data;
      const back = refused.map((line) => `${line.quantity} × ${namedAs(line, locale)}`);
      return write({
        about: say.returnSettled(number, {
          amount: amount > 0 ? formatMoney(amount, currency, locale) : null,
          answer,
          exchanged,
          letGo,
          ...isUndelivered(news.data),
        }),
        details: back.length > 0 ? [{ label: say.refusedPieces, value: back }] : [],
      });
    }
    case 'return-declined':
      return write({ about: say.returnDeclined(number, { answer: news.data.answer, letGo: news.data.letGo, ...isUndelivered(news.data) }) });
  }
}

const isUndelivered = ({ kind }: { kind: ReturnKind }) => ({ undelivered: kind === 'undelivered' });

/** A carrier's address goes into a link only if it is one that a browser opens as a page. */
const webAddress = (url: string): string | undefined => (/^https?:\/\//i.test(url) && URL.canParse(url) ? url : undefined);

const namedAs = ({ name, variant }: Pick<Contact['order']['lines'][number], 'name' | 'variant'>, locale: Locale) =>
  [name[locale], variant[locale]].filter(Boolean).join(', ');

/** Which of the shopper's money comes back in which way; before it was told, only an order that was never paid was sure. */
function moneyOf({ reason, captured, authorised }: EventData<'OrderCancelled'>): Parameters<Words['cancelled']>[2] {
  if (captured === undefined || authorised === undefined) return reason === 'out-of-stock' || reason === 'not-paid' ? 'nothing-charged' : 'unknown';
  if (authorised === 0) return captured === 0 ? 'nothing-charged' : 'paid-back';
  return captured === 0 ? 'let-go' : 'let-go-and-paid-back';
}

type InParcel = Pick<EventData<'ShipmentDelivered'>, 'lines' | 'no' | 'of' | 'toCome'>;
const whichOf = ({ no, of, toCome }: InParcel) => ({ no, of, more: toCome.length > 0 });

/** What is in one of several parcels, and what the others have still to bring. */
function parcelOf({ lines = [], of, toCome }: InParcel, { lines: ordered }: Contact['order'], locale: Locale): Letter['details'] {
  if (of === 1) return [];
  const say = words[locale];
  const named = (pieces: InParcel['toCome']) => {
    const counts = new Map<string, number>();
    for (const { sku, quantity } of pieces) counts.set(sku, (counts.get(sku) ?? 0) + quantity);
    return [...counts].map(([sku, quantity]) => {
      const line = ordered.find((one) => one.sku === sku);
      return `${quantity} × ${line ? namedAs(line, locale) : sku}`;
    });
  };
  return [
    { label: say.inThisParcel, value: named(lines) },
    { label: say.stillToCome, value: named(toCome) },
  ].filter(({ value }) => value.length > 0);
}

const laterIn = ({ pieces, shipsOn, weeks }: Later, locale: Locale): string => {
  const day = shipsOn && formatCalendarDay(shipsOn, locale);
  return words[locale].later(pieces, { day, weeks });
};

/** The same numbers as at checkout: nothing is worked out again here. */
function receiptOf(
  { lines, method }: Pick<EventData<'OrderPaid'>, 'lines' | 'method'>,
  { receipt: kept }: Contact['order'],
  locale: Locale,
): Pick<Letter, 'lines' | 'totals'> {
  // What was kept before receipts named their promotions reads all the same.
  const receipt = Receipt.parse(kept);
  const say = words[locale];
  const sum = (amount: number) => formatMoney(amount, receipt.currency, locale);
  const isNet = receipt.prices === 'net';
  const taxes = receipt.taxes.map(({ rate, gross, tax }) => ({
    label: isNet ? say.taxAdded(formatPercent(rate, locale), sum(gross - tax)) : say.tax(formatPercent(rate, locale), sum(gross)),
    amount: sum(tax),
    weight: isNet ? ('usual' as const) : ('quiet' as const),
  }));
  return {
    lines: lines.map((line) => ({
      what: namedAs(line, locale),
      detail: [say.quantity(line.quantity, sum(line.price)), ...(line.later ? [laterIn(line.later, locale)] : [])].join(' · '),
      amount: sum(line.total),
    })),
    totals: [
      { label: say.subtotal, amount: sum(receipt.subtotal), weight: 'usual' },
      ...discountsOf(receipt, locale).map(({ label, amount }) => ({ label, amount: sum(-amount), weight: 'usual' as const })),
      { label: say.shipping(method.name[locale]), amount: receipt.shipping > 0 ? sum(receipt.shipping) : say.free, weight: 'usual' },
      ...(receipt.relief > 0 ? [{ label: say.relief, amount: sum(-receipt.relief), weight: 'usual' as const }] : []),
      ...(isNet ? taxes : []),
      { label: say.total, amount: sum(receipt.total), weight: 'strong' },
      ...(isNet ? [] : taxes),
    ],
  };
}

/** Each promotion by its name; one sum where a receipt does not name them. */
function discountsOf({ promotions, discount }: Receipt, locale: Locale): { label: string; amount: number }[] {
  if (promotions.length === 0) return discount > 0 ? [{ label: words[locale].discount, amount: discount }] : [];
  return promotions.map(({ name, code, amount }) => ({ label: code ? `${name[locale]} (${code})` : name[locale], amount }));
}

function addressLines(address: Address, locale: Locale): string[] {
  const { name, company, street, addition, country } = address;
  const land = countryName(country, locale);
  return [name, company, street, addition, ...placeLines(address), land].filter(Boolean);
}

function deliveryOf({ person, method }: EventData<'OrderPaid'>, locale: Locale): Letter['details'] {
  const say = words[locale];
  return [
    { label: say.deliverTo, value: addressLines(person.address, locale) },
    { label: say.delivery, value: [`${method.name[locale]}, ${say.days(method.daysFrom, method.daysTo)}`] },
  ];
}

function shortOf(short: EventData<'OrderCancelled'>['short'], { lines }: Contact['order'], locale: Locale): Letter['details'] {
  const say = words[locale];
  const value = short.map(({ sku, available }) => {
    const line = lines.find((one) => one.sku === sku);
    return say.short(line ? namedAs(line, locale) : sku, available);
  });
  return value.length > 0 ? [{ label: say.soldOut, value }] : [];
}
