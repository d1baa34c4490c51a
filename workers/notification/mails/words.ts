import type { Locale } from '@kontor/contracts/ids';

type CancelReason = 'out-of-stock' | 'not-paid' | 'shopper' | 'staff';
type Return = { kind: 'withdrawal' | 'return'; at: string };
type About = { subject: string; title: string; paragraphs: string[]; button: string };

/** Everything that mails say, in one language. */
/** Parcel `no` of `of`; `more`: others have still to bring something. */
type Which = { no: number; of: number; more: boolean };
export type Words = {
  welcome: About;
  received: (number: string) => About;
  confirmed: (number: string) => About;
  cancelled: (number: string, reason: CancelReason) => About;
  dispatched: (number: string, parcel: Which) => About;
  delivered: (number: string, parcel: Which) => About;
  delayed: (number: string) => About;
  paymentFailed: (number: string) => About;
  refunded: (number: string, amount: string) => About;
  refundReturned: (number: string, amount: string) => About;
  piecesCancelled: (order: string, amount: string) => About;
  readdressed: (order: string) => About;
  cancelledPieces: string;
  returnAsked: (order: string, about: Return) => About;
  returnLabelled: (order: string) => About;
  returnReceived: (order: string) => About;
  returnSettled: (order: string, amount: string | null, answer: string) => About;
  returnDeclined: (order: string, answer: string) => About;
  returnNumber: string;
  refusedPieces: string;
  noticeAsked: (what: string) => About;
  backInStock: (what: string) => About;
  stopNotices: string;
  /** `more` of them are not named in the letter */
  ranLow: (count: number, more: number) => About;
  pieces: (count: number) => string;
  hello: (name: string) => string;
  quantity: (pieces: number, price: string) => string;
  /** of pieces that are not there yet; `day` is written out already */
  later: (pieces: number, when: { day: string | null; weeks: number | null }) => string;
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
  inThisParcel: string;
  stillToCome: string;
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
  received: (number) => ({
    subject: `We have your order ${number}`,
    title: 'We have your order. It waits to be paid.',
    paragraphs: [`Everything in order ${number} is put aside for you for a quarter of an hour. As soon as it is paid we confirm it and pack.`],
    button: 'Pay now',
  }),
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
  dispatched: (number, { no, of, more }) => ({
    subject: of > 1 ? `Parcel ${no} of ${of} of order ${number} is on its way` : `Order ${number} is on its way`,
    title: of > 1 ? `Parcel ${no} of ${of} is on its way` : 'Your parcel is on its way',
    paragraphs: [
      of > 1
        ? `The carrier has parcel ${no} of ${of} of order ${number}. ${more ? 'For what is still to come you get a mail of its own.' : 'Now all of it is on its way or with you.'}`
        : `The carrier has the parcel with order ${number}. You can see where it is at any time.`,
      'Your invoice is on the order’s page.',
    ],
    button: 'Follow the parcel',
  }),
  delivered: (number, { no, of, more }) => ({
    subject: of > 1 ? `Parcel ${no} of ${of} of order ${number} was delivered` : `Order ${number} was delivered`,
    title: more ? `Parcel ${no} of ${of} is there` : 'Delivered. Enjoy it.',
    paragraphs: [
      more
        ? `The carrier says that parcel ${no} of ${of} of order ${number} is with you. The rest of the order is still to come.`
        : `The carrier says that order ${number} is with you. If something is not right, you can return it within 30 days.`,
    ],
    button: 'See the order',
  }),
  delayed: (number) => ({
    subject: `Order ${number} is delayed`,
    title: 'Your parcel leaves later than planned',
    paragraphs: [
      `The carrier could not take the parcel with order ${number} yet. We are looking after it and write to you as soon as it is on its way.`,
      'You need not do anything. If something in your address may be wrong, answer this mail.',
    ],
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
  refundReturned: (number, amount) => ({
    subject: `We could not pay back ${amount} for order ${number} yet`,
    title: 'Your bank has sent the money back',
    paragraphs: [
      `We paid back ${amount} for order ${number}, and your bank returned it to us, perhaps because the card or account is closed. The money is still yours.`,
      'Answer this mail and tell us which account in your name it should go to: the IBAN is enough. Never send us the number of a card.',
    ],
    button: 'See the order',
  }),
  piecesCancelled: (order, amount) => ({
    subject: `A part of order ${order} is cancelled`,
    title: 'A part of your order is cancelled',
    paragraphs: [`The pieces below will not be sent. ${amount} for them is on its way back to you; the rest of order ${order} comes as planned.`],
    button: 'See the order',
  }),
  readdressed: (order) => ({
    subject: `Order ${order} goes to another address`,
    title: 'We have changed the address',
    paragraphs: [`Your parcel with order ${order} now goes to the address below. If it was not you who changed it, answer this mail at once.`],
    button: 'See the order',
  }),
  cancelledPieces: 'Cancelled',
  returnAsked: (order, { kind, at }) =>
    kind === 'withdrawal'
      ? {
          subject: `We have your withdrawal from order ${order}`,
          title: 'Your withdrawal has reached us',
          paragraphs: [
            `You declared on ${at} that you withdraw from the contract for the pieces of order ${order} below. This mail confirms it.`,
            'Please send the goods back within 14 days. If we can send you a label, it comes with the next mail. Your money goes back to you at the latest 14 days after your withdrawal, as soon as the goods are with us.',
          ],
          button: 'See the order',
        }
      : {
          subject: `Your return for order ${order}`,
          title: 'We are expecting your return',
          paragraphs: [`You would like to send back these pieces of order ${order}. If we can send you a label, it comes with the next mail.`],
          button: 'See the order',
        },
  returnLabelled: (order) => ({
    subject: `The label for your return of order ${order}`,
    title: 'Here is your label',
    paragraphs: ['Print the label, put it on the parcel and hand it in at any shop of the carrier. Sending it back costs you nothing.'],
    button: 'Print the label',
  }),
  returnReceived: (order) => ({
    subject: `Your return of order ${order} has arrived`,
    title: 'Your return is with us',
    paragraphs: ['We look at the goods and then pay back what you paid for them. That takes a few days at most.'],
    button: 'See the order',
  }),
  returnSettled: (order, amount, answer) => ({
    subject: amount ? `Your return of order ${order}: ${amount} back to you` : `Your return of order ${order}`,
    title: amount ? `${amount} is on its way back to you` : 'We have looked at your return',
    paragraphs: [amount ? 'It goes back the same way you paid.' : 'We cannot pay anything back for it.', ...(answer ? [answer] : [])],
    button: 'See the order',
  }),
  returnDeclined: (order, answer) => ({
    subject: `We cannot take back your return of order ${order}`,
    title: 'We cannot take this back',
    paragraphs: [answer, 'If you see it differently, answer this mail.'],
    button: 'See the order',
  }),
  returnNumber: 'Return',
  refusedPieces: 'Sent back to you, not refunded',
  noticeAsked: (what) => ({
    subject: `Shall we tell you when ${what} is back?`,
    title: 'One press is missing',
    paragraphs: [
      `Somebody, probably you, asked to be told when ${what} can be had again. Confirm it and we write once, as soon as it is back, within six months.`,
      'If it was not you, do nothing: without the confirmation no further mail comes.',
    ],
    button: 'Yes, tell me',
  }),
  backInStock: (what) => ({
    subject: `${what} is back`,
    title: `${what} is back`,
    paragraphs: ['You asked us to tell you. Nothing is put aside for you, so the first to order gets it. This was the only mail about it.'],
    button: 'To the product',
  }),
  stopNotices: 'No more notices to this address',
  ranLow: (count, more) => ({
    subject: count === 1 ? 'One article runs low' : `${count} articles run low`,
    title: count === 1 ? 'One article runs low' : `${count} articles run low`,
    paragraphs: [
      `The stock has fallen to the number you want to be told of${more > 0 ? `; ${more} more stand in the back office` : ''}. You are told once for each fall.`,
    ],
    button: 'See all that run low',
  }),
  pieces: (count) => (count === 0 ? 'sold out' : count === 1 ? '1 piece' : `${count} pieces`),
  hello: (name) => (name ? `Hello ${name},` : 'Hello,'),
  quantity: (pieces, price) => `${pieces} × ${price}`,
  later: (pieces, { day, weeks }) =>
    `${pieces} of them ${day ? `ship from ${day}` : weeks ? `ship in about ${weeks} ${weeks === 1 ? 'week' : 'weeks'}` : 'ship as soon as they are in'}`,
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
  inThisParcel: 'In this parcel',
  stillToCome: 'Still to come',
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
  received: (number) => ({
    subject: `Ihre Bestellung ${number} ist eingegangen`,
    title: 'Ihre Bestellung ist da. Es fehlt nur die Zahlung.',
    paragraphs: [`Alles aus Bestellung ${number} liegt eine Viertelstunde für Sie bereit. Sobald sie bezahlt ist, bestätigen wir sie und packen.`],
    button: 'Jetzt bezahlen',
  }),
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
  dispatched: (number, { no, of, more }) => ({
    subject: of > 1 ? `Paket ${no} von ${of} der Bestellung ${number} ist unterwegs` : `Bestellung ${number} ist unterwegs`,
    title: of > 1 ? `Paket ${no} von ${of} ist unterwegs` : 'Ihr Paket ist unterwegs',
    paragraphs: [
      of > 1
        ? `Paket ${no} von ${of} der Bestellung ${number} ist beim Versanddienst. ${more ? 'Für das, was noch kommt, schreiben wir Ihnen eigens.' : 'Damit ist alles unterwegs oder schon bei Ihnen.'}`
        : `Das Paket mit Bestellung ${number} ist beim Versanddienst. Sie können jederzeit sehen, wo es gerade ist.`,
      'Ihre Rechnung finden Sie auf der Seite der Bestellung.',
    ],
    button: 'Paket verfolgen',
  }),
  delivered: (number, { no, of, more }) => ({
    subject: of > 1 ? `Paket ${no} von ${of} der Bestellung ${number} ist angekommen` : `Bestellung ${number} ist angekommen`,
    title: more ? `Paket ${no} von ${of} ist da` : 'Geliefert. Viel Freude damit.',
    paragraphs: [
      more
        ? `Der Versanddienst meldet, dass Paket ${no} von ${of} der Bestellung ${number} bei Ihnen ist. Der Rest der Bestellung kommt noch.`
        : `Der Versanddienst meldet, dass Bestellung ${number} bei Ihnen ist. Wenn etwas nicht stimmt, können Sie es innerhalb von 30 Tagen zurückgeben.`,
    ],
    button: 'Bestellung ansehen',
  }),
  delayed: (number) => ({
    subject: `Bestellung ${number} verspätet sich`,
    title: 'Ihr Paket geht später auf den Weg',
    paragraphs: [
      `Der Versanddienst konnte das Paket mit Bestellung ${number} noch nicht annehmen. Wir kümmern uns darum und schreiben Ihnen, sobald es unterwegs ist.`,
      'Sie müssen nichts tun. Wenn an Ihrer Adresse etwas nicht stimmen könnte, antworten Sie auf diese Mail.',
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
  refundReturned: (number, amount) => ({
    subject: `${amount} für Bestellung ${number} konnten wir noch nicht zurückzahlen`,
    title: 'Ihre Bank hat das Geld zurückgeschickt',
    paragraphs: [
      `Wir haben für Bestellung ${number} ${amount} zurückgezahlt, und Ihre Bank hat es uns zurückgeschickt, vielleicht weil es Karte oder Konto nicht mehr gibt. Das Geld steht Ihnen weiter zu.`,
      'Antworten Sie auf diese Mail und nennen Sie uns ein Konto auf Ihren Namen: Die IBAN genügt. Schicken Sie uns nie eine Kartennummer.',
    ],
    button: 'Bestellung ansehen',
  }),
  piecesCancelled: (order, amount) => ({
    subject: `Ein Teil von Bestellung ${order} ist storniert`,
    title: 'Ein Teil Ihrer Bestellung ist storniert',
    paragraphs: [`Die Stücke unten werden nicht verschickt. ${amount} dafür sind auf dem Weg zu Ihnen; der Rest von Bestellung ${order} kommt wie geplant.`],
    button: 'Bestellung ansehen',
  }),
  readdressed: (order) => ({
    subject: `Bestellung ${order} geht an eine andere Adresse`,
    title: 'Wir haben die Adresse geändert',
    paragraphs: [
      `Ihr Paket mit Bestellung ${order} geht jetzt an die Adresse unten. Wenn nicht Sie das geändert haben, antworten Sie bitte sofort auf diese Mail.`,
    ],
    button: 'Bestellung ansehen',
  }),
  cancelledPieces: 'Storniert',
  returnAsked: (order, { kind, at }) =>
    kind === 'withdrawal'
      ? {
          subject: `Ihr Widerruf zu Bestellung ${order} ist eingegangen`,
          title: 'Ihr Widerruf ist eingegangen',
          paragraphs: [
            `Sie haben am ${at} den Vertrag über die unten genannten Stücke der Bestellung ${order} widerrufen. Diese Mail bestätigt es.`,
            'Bitte senden Sie die Ware binnen 14 Tagen zurück. Wenn wir Ihnen ein Etikett schicken können, kommt es mit der nächsten Mail. Ihr Geld bekommen Sie spätestens 14 Tage nach dem Widerruf zurück, sobald die Ware bei uns ist.',
          ],
          button: 'Bestellung ansehen',
        }
      : {
          subject: `Ihre Rücksendung zu Bestellung ${order}`,
          title: 'Wir erwarten Ihre Rücksendung',
          paragraphs: [
            `Sie möchten diese Stücke der Bestellung ${order} zurückgeben. Wenn wir Ihnen ein Etikett schicken können, kommt es mit der nächsten Mail.`,
          ],
          button: 'Bestellung ansehen',
        },
  returnLabelled: (order) => ({
    subject: `Das Etikett für Ihre Rücksendung zu Bestellung ${order}`,
    title: 'Hier ist Ihr Etikett',
    paragraphs: [
      'Drucken Sie das Etikett aus, kleben Sie es auf das Paket und geben Sie es in einer Filiale des Paketdienstes ab. Die Rücksendung kostet Sie nichts.',
    ],
    button: 'Etikett drucken',
  }),
  returnReceived: (order) => ({
    subject: `Ihre Rücksendung zu Bestellung ${order} ist da`,
    title: 'Ihre Rücksendung ist da',
    paragraphs: ['Wir sehen uns die Ware an und zahlen dann zurück, was Sie dafür bezahlt haben. Das dauert höchstens ein paar Tage.'],
    button: 'Bestellung ansehen',
  }),
  returnSettled: (order, amount, answer) => ({
    subject: amount ? `Ihre Rücksendung zu Bestellung ${order}: ${amount} zurück` : `Ihre Rücksendung zu Bestellung ${order}`,
    title: amount ? `${amount} sind auf dem Weg zu Ihnen` : 'Wir haben uns Ihre Rücksendung angesehen',
    paragraphs: [
      amount ? 'Das Geld kommt auf dem Weg zurück, auf dem Sie bezahlt haben.' : 'Wir können dafür nichts zurückzahlen.',
      ...(answer ? [answer] : []),
    ],
    button: 'Bestellung ansehen',
  }),
  returnDeclined: (order, answer) => ({
    subject: `Wir können Ihre Rücksendung zu Bestellung ${order} nicht annehmen`,
    title: 'Das können wir nicht zurücknehmen',
    paragraphs: [answer, 'Wenn Sie es anders sehen, antworten Sie auf diese Mail.'],
    button: 'Bestellung ansehen',
  }),
  returnNumber: 'Rücksendung',
  refusedPieces: 'Geht an Sie zurück, ohne Erstattung',
  noticeAsked: (what) => ({
    subject: `Sollen wir Bescheid geben, wenn ${what} wieder da ist?`,
    title: 'Ein Klick fehlt noch',
    paragraphs: [
      `Jemand, vermutlich Sie, möchte wissen, wann ${what} wieder zu haben ist. Nach Ihrer Bestätigung schreiben wir einmal, sobald es wieder da ist, innerhalb von sechs Monaten.`,
      'Wenn Sie das nicht waren, tun Sie nichts: Ohne Bestätigung kommt keine weitere Mail.',
    ],
    button: 'Ja, Bescheid geben',
  }),
  backInStock: (what) => ({
    subject: `${what} ist wieder da`,
    title: `${what} ist wieder da`,
    paragraphs: ['Sie wollten Bescheid wissen. Zurückgelegt ist nichts: Wer zuerst bestellt, bekommt es. Das war die einzige Mail dazu.'],
    button: 'Zum Produkt',
  }),
  stopNotices: 'Keine Benachrichtigungen mehr an diese Adresse',
  ranLow: (count, more) => ({
    subject: count === 1 ? 'Ein Artikel wird knapp' : `${count} Artikel werden knapp`,
    title: count === 1 ? 'Ein Artikel wird knapp' : `${count} Artikel werden knapp`,
    paragraphs: [
      `Der Bestand ist auf die Zahl gefallen, ab der Sie Bescheid wollen${more > 0 ? `; ${more} weitere stehen in der Verwaltung` : ''}. Sie erfahren es einmal, wenn der Bestand so weit fällt.`,
    ],
    button: 'Alle knappen Artikel ansehen',
  }),
  pieces: (count) => (count === 0 ? 'ausverkauft' : `${count} Stück`),
  hello: (name) => (name ? `Guten Tag ${name},` : 'Guten Tag,'),
  quantity: (pieces, price) => `${pieces} × ${price}`,
  later: (pieces, { day, weeks }) =>
    `davon ${pieces} versandbereit ${day ? `ab ${day}` : weeks ? `in etwa ${weeks} ${weeks === 1 ? 'Woche' : 'Wochen'}` : 'sobald sie da sind'}`,
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
  inThisParcel: 'In diesem Paket',
  stillToCome: 'Kommt noch',
  short: (name, available) => (available <= 0 ? `${name}: ausverkauft` : `${name}: nur noch ${available} da`),
  soldOut: 'Nicht mehr vorrätig',
  closing: 'Kontor, Haus für gute Alltagsdinge',
};

export const words: Record<Locale, Words> = { en, de };
