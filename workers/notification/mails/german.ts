import type { Words } from './words.ts';

export const de: Words = {
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
  cancelled: (number, reason, money) => ({
    subject: `Bestellung ${number} ist storniert`,
    title: 'Ihre Bestellung ist storniert',
    paragraphs: [
      {
        'out-of-stock': `Jemand war schneller: Nicht alles aus Bestellung ${number} war noch vorrätig. Das tut uns leid.`,
        'not-paid': `Bestellung ${number} wurde nicht rechtzeitig bezahlt, darum liegt alles wieder im Regal. Sie können jederzeit neu bestellen.`,
        shopper: `Bestellung ${number} ist wie gewünscht storniert.`,
        staff: `Wir mussten Bestellung ${number} leider stornieren.`,
        'not-exchanged': `Bestellung ${number} ist storniert.`,
      }[reason],
      {
        'nothing-charged': 'Es wurde nichts abgebucht.',
        'paid-back': 'Ihr Geld ist auf dem Weg zurück zu Ihnen, so wie Sie bezahlt haben.',
        'let-go':
          'Es wurde nichts abgebucht. Der Betrag, der auf Ihrer Karte reserviert war, ist wieder frei; Ihre Bank zeigt das vielleicht erst nach einigen Tagen.',
        'let-go-and-paid-back':
          'Was Sie bezahlt haben, ist auf dem Weg zurück zu Ihnen, und der Betrag, der auf Ihrer Karte reserviert war, ist wieder frei; Ihre Bank zeigt das vielleicht erst nach einigen Tagen.',
        unknown: 'Falls Sie schon bezahlt haben, ist das Geld auf dem Weg zurück zu Ihnen.',
      }[money],
    ],
    button: 'Bestellung ansehen',
  }),
  replaced: (of) => ({
    subject: `Ihr Ersatz zu Bestellung ${of} wird gepackt`,
    title: 'Ihr Ersatz wird gepackt',
    paragraphs: [
      `Wir haben uns angesehen, was Sie von Bestellung ${of} zurückgeschickt haben: Alles ist gut, und damit ist bezahlt, was Sie stattdessen gewählt haben. Sobald das Paket unterwegs ist, schreiben wir Ihnen.`,
    ],
    button: 'Ersatz verfolgen',
  }),
  notReplaced: (of, reason) => ({
    subject: `Ihr Umtausch zu Bestellung ${of} findet nicht statt`,
    title: 'Es gibt keinen Ersatz',
    paragraphs: [
      {
        'out-of-stock': 'Jemand war schneller: Was Sie stattdessen gewählt haben, ist ausverkauft. Das tut uns leid.',
        'not-paid': 'Was wir für Sie zurückgelegt hatten, liegt wieder im Regal.',
        shopper: 'Wie gewünscht schicken wir nichts stattdessen.',
        staff: 'Was Sie stattdessen gewählt haben, können wir leider nicht schicken.',
        'not-exchanged':
          'Ihre Rücksendung ist nicht binnen 30 Tagen angekommen, oder wir konnten nicht alles davon zurücknehmen. Was wir für Sie zurückgelegt hatten, liegt wieder im Regal.',
      }[reason],
      `Was wir von Ihrer Rücksendung zu Bestellung ${of} annehmen, zahlen wir zurück. Haben Sie noch nichts abgeschickt und möchten es lieber behalten, dann behalten Sie es einfach.`,
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
  piecesCancelled: (order, { amount, isSetAside }) => ({
    subject: `Ein Teil von Bestellung ${order} ist storniert`,
    title: 'Ein Teil Ihrer Bestellung ist storniert',
    paragraphs: [
      isSetAside
        ? `Die Stücke unten werden nicht verschickt, und ${amount} dafür werden nicht abgebucht. Der Rest von Bestellung ${order} kommt wie geplant.`
        : `Die Stücke unten werden nicht verschickt. ${amount} dafür sind auf dem Weg zu Ihnen; der Rest von Bestellung ${order} kommt wie geplant.`,
    ],
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
  returnAsked: (order, { kind, at, exchanged }) =>
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
            ...(exchanged
              ? [
                  'Was Sie stattdessen gewählt haben, liegt 30 Tage für Sie bereit. Es geht los, sobald wir Ihr Paket angesehen haben; der Versand kostet Sie nichts.',
                ]
              : []),
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
  returnReceived: (order, { undelivered }) =>
    undelivered
      ? {
          subject: `Ein Paket zu Bestellung ${order} ist wieder bei uns`,
          title: 'Ihr Paket ist wieder bei uns',
          paragraphs: [
            'Der Paketdienst konnte es nicht zustellen und hat es zurückgebracht. Wir sehen uns die Ware an und zahlen dann zurück, was Sie dafür bezahlt haben. Das dauert höchstens ein paar Tage.',
            'Wenn Sie sie noch möchten, bestellen Sie sie neu, vielleicht an eine andere Adresse.',
          ],
          button: 'Bestellung ansehen',
        }
      : {
          subject: `Ihre Rücksendung zu Bestellung ${order} ist da`,
          title: 'Ihre Rücksendung ist da',
          paragraphs: [
            'Wir sehen uns die Ware an. Dann zahlen wir zurück, was Sie dafür bezahlt haben, oder schicken, was Sie stattdessen gewählt haben. Das dauert höchstens ein paar Tage.',
          ],
          button: 'Bestellung ansehen',
        },
  returnSettled: (order, { amount, answer, exchanged, undelivered, letGo }) => ({
    subject: `${undelivered ? 'Das zurückgekommene Paket' : 'Ihre Rücksendung'} zu Bestellung ${order}${amount ? `: ${amount} zurück` : ''}`,
    title: amount ? `${amount} sind auf dem Weg zu Ihnen` : undelivered ? 'Wir haben uns das Paket angesehen' : 'Wir haben uns Ihre Rücksendung angesehen',
    paragraphs: [
      ...(exchanged ? ['Was Sie stattdessen gewählt haben, wird gepackt; darüber bekommen Sie eine eigene Mail.'] : []),
      ...(amount ? ['Das Geld kommt auf dem Weg zurück, auf dem Sie bezahlt haben.'] : exchanged ? [] : ['Wir können dafür nichts zurückzahlen.']),
      ...(letGo ? ['Was wir stattdessen für Sie zurückgelegt hatten, liegt wieder im Regal.'] : []),
      ...(answer ? [answer] : []),
    ],
    button: 'Bestellung ansehen',
  }),
  returnDeclined: (order, { answer, undelivered, letGo }) => ({
    subject: undelivered ? `Zum zurückgekommenen Paket zu Bestellung ${order}` : `Wir können Ihre Rücksendung zu Bestellung ${order} nicht annehmen`,
    title: undelivered ? 'Zu dem Paket, das zurückkam' : 'Das können wir nicht zurücknehmen',
    paragraphs: [
      answer,
      ...(letGo ? ['Was wir stattdessen für Sie zurückgelegt hatten, liegt wieder im Regal.'] : []),
      'Wenn Sie es anders sehen, antworten Sie auf diese Mail.',
    ],
    button: 'Bestellung ansehen',
  }),
  returnNumber: 'Rücksendung',
  undelivered: 'Im Paket',
  refusedPieces: 'Geht an Sie zurück, ohne Erstattung',
  keptForYou: 'Für Sie zurückgelegt',
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
  taxAdded: (rate, net) => `zzgl. ${rate} MwSt. auf ${net}`,
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
