import type { Words } from './words.ts';

export const en: Words = {
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
  cancelled: (number, reason, money) => ({
    subject: `Order ${number} is cancelled`,
    title: 'Your order is cancelled',
    paragraphs: [
      {
        'out-of-stock': `Somebody was faster: not everything in order ${number} was still in stock. We are sorry.`,
        'not-paid': `Order ${number} was not paid in time, so what we had put aside is back on the shelf. You can order again whenever you like.`,
        shopper: `As you asked, order ${number} is cancelled.`,
        staff: `We had to cancel order ${number} and are sorry about it.`,
        'not-exchanged': `Order ${number} is cancelled.`,
      }[reason],
      {
        'nothing-charged': 'Nothing was charged.',
        'paid-back': 'Your money is on its way back to you, the same way you paid.',
        'let-go': 'Nothing was charged. The amount that was set aside on your card is free again; your bank may take a few days to show it.',
        'let-go-and-paid-back':
          'What you have paid is on its way back to you, and the amount that was set aside on your card is free again; your bank may take a few days to show it.',
        unknown: 'If you have paid already, the money is on its way back to you.',
      }[money],
    ],
    button: 'See the order',
  }),
  replaced: (of) => ({
    subject: `Your replacement for order ${of} is being packed`,
    title: 'Your replacement is being packed',
    paragraphs: [
      `We have looked at what you sent back of order ${of}: all is well, and it pays for what you chose instead. You hear from us when the parcel leaves.`,
    ],
    button: 'Follow the replacement',
  }),
  notReplaced: (of, reason) => ({
    subject: `Your exchange for order ${of} does not take place`,
    title: 'There will be no replacement',
    paragraphs: [
      {
        'out-of-stock': 'Somebody was faster: what you chose instead is sold out. We are sorry.',
        'not-paid': 'What we kept for you is back on the shelf.',
        shopper: 'As you asked, nothing is sent instead.',
        staff: 'We cannot send what you chose instead, and are sorry about it.',
        'not-exchanged':
          'What you sent back has not reached us within 30 days, or we could not take all of it back. What we kept for you is on the shelf again.',
      }[reason],
      `Whatever we accept of your return for order ${of} is paid back to you. If you have not sent it yet and would rather keep it, just do so.`,
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
  piecesCancelled: (order, { amount, isSetAside }) => ({
    subject: `A part of order ${order} is cancelled`,
    title: 'A part of your order is cancelled',
    paragraphs: [
      isSetAside
        ? `The pieces below will not be sent, and ${amount} for them will not be charged. The rest of order ${order} comes as planned.`
        : `The pieces below will not be sent. ${amount} for them is on its way back to you; the rest of order ${order} comes as planned.`,
    ],
    button: 'See the order',
  }),
  readdressed: (order) => ({
    subject: `Order ${order} goes to another address`,
    title: 'We have changed the address',
    paragraphs: [`Your parcel with order ${order} now goes to the address below. If it was not you who changed it, answer this mail at once.`],
    button: 'See the order',
  }),
  cancelledPieces: 'Cancelled',
  returnAsked: (order, { kind, at, exchanged }) =>
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
          paragraphs: [
            `You would like to send back these pieces of order ${order}. If we can send you a label, it comes with the next mail.`,
            ...(exchanged
              ? ['What you chose instead is kept for you for 30 days. It leaves as soon as we have looked at your parcel, and its delivery costs nothing.']
              : []),
          ],
          button: 'See the order',
        },
  returnLabelled: (order) => ({
    subject: `The label for your return of order ${order}`,
    title: 'Here is your label',
    paragraphs: ['Print the label, put it on the parcel and hand it in at any shop of the carrier. Sending it back costs you nothing.'],
    button: 'Print the label',
  }),
  returnReceived: (order, { undelivered }) =>
    undelivered
      ? {
          subject: `A parcel of order ${order} came back to us`,
          title: 'Your parcel came back to us',
          paragraphs: [
            'The carrier could not hand it over and has brought it back. We look at the goods and then pay back what you paid for them. That takes a few days at most.',
            'If you still want them, order them again, perhaps to another address.',
          ],
          button: 'See the order',
        }
      : {
          subject: `Your return of order ${order} has arrived`,
          title: 'Your return is with us',
          paragraphs: ['We look at the goods and then pay back what you paid for them, or send what you chose instead. That takes a few days at most.'],
          button: 'See the order',
        },
  returnSettled: (order, { amount, answer, exchanged, undelivered, letGo }) => ({
    subject: `${undelivered ? 'The parcel that came back' : 'Your return'} of order ${order}${amount ? `: ${amount} back to you` : ''}`,
    title: amount ? `${amount} is on its way back to you` : undelivered ? 'We have looked at the parcel' : 'We have looked at your return',
    paragraphs: [
      ...(exchanged ? ['What you chose instead is being packed; there is a mail of its own about it.'] : []),
      ...(amount ? ['It goes back the same way you paid.'] : exchanged ? [] : ['We cannot pay anything back for it.']),
      ...(letGo ? ['What we kept for you instead is on the shelf again.'] : []),
      ...(answer ? [answer] : []),
    ],
    button: 'See the order',
  }),
  returnDeclined: (order, { answer, undelivered, letGo }) => ({
    subject: undelivered ? `About the parcel of order ${order} that came back` : `We cannot take back your return of order ${order}`,
    title: undelivered ? 'About the parcel that came back' : 'We cannot take this back',
    paragraphs: [answer, ...(letGo ? ['What we kept for you instead is on the shelf again.'] : []), 'If you see it differently, answer this mail.'],
    button: 'See the order',
  }),
  returnNumber: 'Return',
  undelivered: 'In the parcel',
  refusedPieces: 'Sent back to you, not refunded',
  keptForYou: 'Kept for you',
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
  taxAdded: (rate, net) => `plus ${rate} VAT on ${net}`,
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
