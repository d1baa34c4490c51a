import type { Locale } from '@kontor/contracts/ids';

type CancelReason = 'out-of-stock' | 'not-paid' | 'shopper' | 'staff';
type About = { subject: string; title: string; paragraphs: string[]; button: string };

/** Everything that mails say, in one language. */
export type Words = {
  welcome: About;
  confirmed: (number: string) => About;
  cancelled: (number: string, reason: CancelReason) => About;
  dispatched: (number: string) => About;
  delivered: (number: string) => About;
  paymentFailed: (number: string) => About;
  refunded: (number: string, amount: string) => About;
  hello: (name: string) => string;
  quantity: (pieces: number, price: string) => string;
  subtotal: string;
  discount: string;
  relief: string;
  shipping: (method: string) => string;
  free: string;
  total: string;
  tax: (rate: string, gross: string) => string;
  deliverTo: string;
  delivery: string;
  days: (from: number, to: number) => string;
  tracking: string;
  short: (name: string, available: number) => string;
  soldOut: string;
  closing: string;
};

const en: Words = {
  welcome: {
    subject: 'Welcome to Kontor',
    title: 'Welcome to Kontor',
    paragraphs: [
      'Your account is open. Your orders and addresses are kept there, on every device you sign in with.',
      'If it was not you who opened it, answer this mail and we will close it.',
    ],
    button: 'To your account',
  },
  confirmed: (number) => ({
    subject: `Order ${number} is confirmed`,
    title: 'Thank you. Your order is confirmed.',
    paragraphs: [`We have your payment and are packing order ${number}. You will hear from us when the parcel is on its way.`],
    button: 'Follow your order',
  }),
  cancelled: (number, reason) => ({
    subject: `Order ${number} is cancelled`,
    title: 'Your order is cancelled',
    paragraphs: [
      {
        'out-of-stock': `Somebody was faster: not everything in order ${number} was still in stock. Nothing was charged. We are sorry.`,
        'not-paid': `Order ${number} was not paid in time, so what we had put aside is back on the shelf. Nothing was charged. You can order again whenever you like.`,
        shopper: `As you asked, order ${number} is cancelled. If you have paid already, the money is on its way back to you.`,
        staff: `We had to cancel order ${number} and are sorry about it. If you have paid already, the money is on its way back to you.`,
      }[reason],
    ],
    button: 'See the order',
  }),
  dispatched: (number) => ({
    subject: `Order ${number} is on its way`,
    title: 'Your parcel is on its way',
    paragraphs: [`The carrier has the parcel with order ${number}. You can see where it is at any time.`],
    button: 'Follow the parcel',
  }),
  delivered: (number) => ({
    subject: `Order ${number} was delivered`,
    title: 'Delivered. Enjoy it.',
    paragraphs: [`The carrier says that order ${number} is with you. If something is not right, you can return it within 30 days.`],
    button: 'See the order',
  }),
  paymentFailed: (number) => ({
    subject: `The payment for order ${number} did not go through`,
    title: 'The payment did not go through',
    paragraphs: [`Nothing was charged for order ${number}. What you chose stays put aside for a few minutes: try again, or pay another way.`],
    button: 'Pay now',
  }),
  refunded: (number, amount) => ({
    subject: `${amount} for order ${number} paid back`,
    title: `${amount} paid back`,
    paragraphs: [`We have paid back ${amount} for order ${number}, the same way you paid. It can take your bank a few days to show it.`],
    button: 'See the order',
  }),
  hello: (name) => `Hello ${name},`,
  quantity: (pieces, price) => `${pieces} × ${price}`,
  subtotal: 'Subtotal',
  discount: 'Discount',
  relief: 'VAT owed by you (reverse charge)',
  shipping: (method) => `Delivery, ${method}`,
  free: 'free',
  total: 'Total',
  tax: (rate, gross) => `includes ${rate} VAT on ${gross}`,
  deliverTo: 'Delivered to',
  delivery: 'Delivery',
  days: (from, to) => (from === to ? `${to} working ${to === 1 ? 'day' : 'days'}` : `${from}–${to} working days`),
  tracking: 'Parcel number',
  short: (name, available) => (available <= 0 ? `${name}: sold out` : `${name}: only ${available} left`),
  soldOut: 'Not in stock any more',
  closing: 'Kontor, house of everyday things',
};

const de: Words = {
  welcome: {
    subject: 'Willkommen bei Kontor',
    title: 'Willkommen bei Kontor',
    paragraphs: [
      'Ihr Konto ist eröffnet. Dort finden Sie Ihre Bestellungen und Adressen, auf jedem Gerät, auf dem Sie sich anmelden.',
      'Wenn Sie es nicht selbst eröffnet haben, antworten Sie auf diese Mail. Wir schließen es dann.',
    ],
    button: 'Zu Ihrem Konto',
  },
  confirmed: (number) => ({
    subject: `Bestellung ${number} ist bestätigt`,
    title: 'Danke. Ihre Bestellung ist bestätigt.',
    paragraphs: [`Ihre Zahlung ist da, und wir packen Bestellung ${number}. Sobald das Paket unterwegs ist, schreiben wir Ihnen.`],
    button: 'Bestellung verfolgen',
  }),
  cancelled: (number, reason) => ({
    subject: `Bestellung ${number} ist storniert`,
    title: 'Ihre Bestellung ist storniert',
    paragraphs: [
      {
        'out-of-stock': `Jemand war schneller: Nicht alles aus Bestellung ${number} war noch vorrätig. Es wurde nichts abgebucht. Das tut uns leid.`,
        'not-paid': `Bestellung ${number} wurde nicht rechtzeitig bezahlt, darum liegt alles wieder im Regal. Es wurde nichts abgebucht. Sie können jederzeit neu bestellen.`,
        shopper: `Bestellung ${number} ist wie gewünscht storniert. Falls Sie schon bezahlt haben, ist das Geld auf dem Weg zurück zu Ihnen.`,
        staff: `Wir mussten Bestellung ${number} leider stornieren. Falls Sie schon bezahlt haben, ist das Geld auf dem Weg zurück zu Ihnen.`,
      }[reason],
    ],
    button: 'Bestellung ansehen',
  }),
  dispatched: (number) => ({
    subject: `Bestellung ${number} ist unterwegs`,
    title: 'Ihr Paket ist unterwegs',
    paragraphs: [`Das Paket mit Bestellung ${number} ist beim Versanddienst. Sie können jederzeit sehen, wo es gerade ist.`],
    button: 'Paket verfolgen',
  }),
  delivered: (number) => ({
    subject: `Bestellung ${number} ist angekommen`,
    title: 'Geliefert. Viel Freude damit.',
    paragraphs: [
      `Der Versanddienst meldet, dass Bestellung ${number} bei Ihnen ist. Wenn etwas nicht stimmt, können Sie es innerhalb von 30 Tagen zurückgeben.`,
    ],
    button: 'Bestellung ansehen',
  }),
  paymentFailed: (number) => ({
    subject: `Die Zahlung für Bestellung ${number} hat nicht geklappt`,
    title: 'Die Zahlung hat nicht geklappt',
    paragraphs: [
      `Für Bestellung ${number} wurde nichts abgebucht. Ihre Artikel bleiben noch einige Minuten reserviert: Versuchen Sie es noch einmal, auch auf anderem Weg.`,
    ],
    button: 'Jetzt bezahlen',
  }),
  refunded: (number, amount) => ({
    subject: `${amount} für Bestellung ${number} zurückgezahlt`,
    title: `${amount} zurückgezahlt`,
    paragraphs: [
      `Wir haben für Bestellung ${number} ${amount} zurückgezahlt, auf dem Weg, auf dem Sie bezahlt haben. Bis Ihre Bank es zeigt, kann es einige Tage dauern.`,
    ],
    button: 'Bestellung ansehen',
  }),
  hello: (name) => `Guten Tag ${name},`,
  quantity: (pieces, price) => `${pieces} × ${price}`,
  subtotal: 'Zwischensumme',
  discount: 'Rabatt',
  relief: 'Steuer schulden Sie (Reverse Charge)',
  shipping: (method) => `Versand, ${method}`,
  free: 'kostenlos',
  total: 'Gesamtsumme',
  tax: (rate, gross) => `darin ${rate} MwSt. aus ${gross}`,
  deliverTo: 'Lieferung an',
  delivery: 'Versand',
  days: (from, to) => (from === to ? `${to} ${to === 1 ? 'Werktag' : 'Werktage'}` : `${from}–${to} Werktage`),
  tracking: 'Paketnummer',
  short: (name, available) => (available <= 0 ? `${name}: ausverkauft` : `${name}: nur noch ${available} da`),
  soldOut: 'Nicht mehr vorrätig',
  closing: 'Kontor, Haus für gute Alltagsdinge',
};

export const words: Record<Locale, Words> = { en, de };
