import { z } from 'zod';
import { Image, PackedSize } from './catalog.ts';
import { withoutCards } from './card-number.ts';
import { misplaced } from './countries.ts';
import { Email, Handle, Instant, Keyset, Locale, ProductId, Quantity, Sku, Text, Uuid } from './ids.ts';
import { Allocation, Later, Shortage } from './inventory.ts';
import { Currency, Money, Price, TaxRate } from './money.ts';
import { Paper } from './paper.ts';
import { Tender } from './payment.ts';
import { Code } from './promotion.ts';
import { Receipt, VatId } from './receipt.ts';
import { Credit, Return } from './return.ts';
import { ParcelStep, Piece } from './shipping.ts';
import { ask, command } from './verb.ts';

const line = (most: number) => z.string().trim().max(most);

/** A postal address; names and streets in any script. */
export const Address = z.object({
  name: line(120).min(1),
  company: line(120).default(''),
  street: line(160).min(1),
  addition: line(160).default(''),
  postcode: line(16).min(1),
  city: line(120).min(1),
  /** the state of an address in the United States; empty where addresses name none */
  region: line(60).default(''),
  country: z.string().regex(/^[A-Z]{2}$/, 'a country is two capital letters (ISO 3166), such as DE'),
  phone: line(40).default(''),
});
export type Address = z.infer<typeof Address>;

const Place = Address.pick({ postcode: true, region: true, country: true });

/**
 * Holds a new address against the rule of its country, also while other fields are still wrong, and takes no card number in it. What is stored was written before the
 * rule and stays as it is.
 */
export const asWrittenThere = <S extends z.ZodType>(address: S): S =>
  (['postcode', 'region'] as const).reduce(
    (schema, field) =>
      schema.refine((written) => misplaced(Place.parse(written))?.field !== field, {
        path: [field],
        when: ({ value }) => Place.safeParse(value).success,
        error: ({ input }) => {
          const place = Place.parse(input);
          return `in ${place.country} it is written like ${misplaced(place)?.like ?? ''}`;
        },
      }),
    withoutCards(address),
  );

/** Personal data of an order: travels in this one field, is blanked in outboxes and inboxes after 30 days. */
export const Person = z.object({ email: Email, locale: Locale, address: Address });
export type Person = z.infer<typeof Person>;

export const CartLine = z.object({
  sku: Sku,
  quantity: Quantity,
  productId: ProductId,
  handle: Handle,
  name: Text,
  variant: Text,
  image: Image.optional(),
  price: Price,
  total: Price,
  /** the price when it was put in, where that was another one */
  was: Price.optional(),
  forSale: z.boolean(),
});
export const Cart = z.object({
  lines: z.array(CartLine).max(100),
  items: z.int(),
  /** of the lines; what codes and offers take off stands in the receipt */
  total: Price,
  currency: Currency,
  /** the codes that were put in */
  codes: z.array(Code).max(10).default([]),
  /** put aside for another day: neither counted nor bought */
  saved: z.array(CartLine).max(100).default([]),
  /** without delivery; null while there is nothing to buy in the cart */
  receipt: Receipt.nullable().default(null),
});
export type Cart = z.infer<typeof Cart>;

export const DeliveryMethod = z.object({
  id: Handle,
  name: Text,
  price: Price,
  daysFrom: z.int().min(0),
  daysTo: z.int().min(0),
  /** what the cheapest way would have cost: so much of it comes back after a withdrawal (Directive 2011/83/EU art. 13) */
  cheapest: Price.optional(),
});
export type DeliveryMethod = z.infer<typeof DeliveryMethod>;

export const Quote = z.object({ receipt: Receipt, methods: z.array(DeliveryMethod), method: Handle.nullable() });

export const Phase = z.enum(['placed', 'held', 'closing', 'paid', 'cancelling', 'cancelled', 'completed']);
export type Phase = z.infer<typeof Phase>;
export const CancelReason = z.enum(['out-of-stock', 'not-paid', 'shopper', 'staff', 'not-exchanged']);

/** What is asked of a paid order and not decided yet: shipping's first commit decides. */
export const Change = z.object({ id: Uuid, kind: z.enum(['pieces', 'address']) });

/** Quantities live per line; payment and fulfilment status are derived from them. */
export const OrderLine = z.object({
  sku: Sku,
  productId: ProductId,
  handle: Handle,
  name: Text,
  variant: Text,
  image: Image.optional(),
  price: Price,
  total: Price,
  taxRate: TaxRate,
  weightGrams: z.int().min(0),
  packedMm: PackedSize.optional(),
  ordered: z.int(),
  held: z.int(),
  shipped: z.int(),
  delivered: z.int(),
  returned: z.int(),
  cancelled: z.int(),
  /** pieces that are not there yet, and when they come; gone once they are */
  later: Later.nullish(),
});
export type OrderLine = z.infer<typeof OrderLine>;

/** A parcel as the order's page shows it; without lines it brings all of the order. */
export const OrderParcel = z.object({
  id: Uuid,
  /** `returned`: nobody took it in, and it is with us again */
  phase: z.enum(['planned', 'booked', 'dispatched', 'delivered', 'returned']),
  lines: z.array(Piece.pick({ sku: true, quantity: true })),
  number: z.string().nullable(),
  url: z.string().nullable(),
  /** what the carrier told, oldest first */
  steps: z.array(ParcelStep),
  /** counts up with each new label */
  booking: z.int(),
  deliveredAt: Instant.nullable(),
  /** the carrier will not take it as it is, and we look after it */
  delayed: z.boolean().optional(),
});
export type OrderParcel = z.infer<typeof OrderParcel>;

export const TimelineEntry = z.object({ version: z.int(), at: Instant, phase: Phase, what: z.string().max(60), trace: z.string().max(64).default('') });

/** Of an order that replaces goods that come back: which return of which order, and the order whose money pays for it. */
export const Exchange = z.object({
  of: z.object({ id: Uuid, number: z.string() }),
  returnId: Uuid,
  paidBy: z.object({ id: Uuid, number: z.string() }),
});
export type Exchange = z.infer<typeof Exchange>;

export const Order = z.object({
  id: Uuid,
  /** for people: K and six or more digits */
  number: z.string(),
  phase: Phase,
  version: z.int(),
  placedAt: Instant,
  payBy: Instant.nullable(),
  person: Person,
  method: DeliveryMethod,
  receipt: Receipt,
  lines: z.array(OrderLine),
  /** set aside at the shopper's bank, to be captured when goods leave */
  authorised: Price.default(0),
  captured: Price,
  /** how it was paid; empty until it is */
  paidWith: z.array(Tender).default([]),
  refunded: Price,
  cancelReason: CancelReason.nullable(),
  short: z.array(Shortage),
  /** in the order in which they were planned */
  parcels: z.array(OrderParcel).default([]),
  /** of the parcel that is expected next, or came last; each has its own in `parcels` */
  tracking: z.object({ number: z.string(), url: z.string(), steps: z.array(ParcelStep).optional() }).nullable(),
  timeline: z.array(TimelineEntry),
  /** when the last parcel arrived */
  deliveredAt: Instant.nullable().default(null),
  returns: z.array(Return).default([]),
  /** what was taken back of the receipt, by returns and cancellations */
  credits: z.array(Credit).default([]),
  change: Change.nullable().default(null),
  /** where this order is itself a replacement */
  exchange: Exchange.nullable().default(null),
  /** the orders that replace goods of this one */
  replacements: z.array(z.object({ id: Uuid, number: z.string(), phase: Phase, returnId: Uuid })).default([]),
  papers: z.array(Paper).default([]),
});
export type Order = z.infer<typeof Order>;

/** What a signed link shows: how the order stands and where the parcel is, and nobody's name, street or e-mail. */
export const FollowedOrder = Order.pick({
  id: true,
  number: true,
  phase: true,
  placedAt: true,
  payBy: true,
  method: true,
  lines: true,
  authorised: true,
  captured: true,
  refunded: true,
  cancelReason: true,
  short: true,
  parcels: true,
  tracking: true,
  timeline: true,
  deliveredAt: true,
  returns: true,
  exchange: true,
  replacements: true,
  papers: true,
}).extend({ total: Price, currency: Currency, city: z.string(), country: z.string() });
export type FollowedOrder = z.infer<typeof FollowedOrder>;

export const OrderSummary = Order.pick({ id: true, number: true, phase: true, placedAt: true }).extend({ total: Price, currency: Currency, items: z.int() });

export const Checkout = z.object({
  email: Email,
  locale: Locale,
  address: asWrittenThere(Address),
  method: Handle,
  vatId: VatId.optional(),
  /** what the shopper saw, in minor units; another total is refused with the new one */
  total: Price,
  /** made once per press of the button; the same key again gets the same order */
  idempotencyKey: Uuid,
});

export const order = {
  cart: ask({ input: z.object({}), output: Cart, permission: 'shopper', http: { method: 'GET', path: '/cart', summary: 'Your cart' } }),
  addToCart: command({
    input: z.object({
      sku: Sku,
      quantity: Quantity.default(1),
      /** made once per press of the button: with it, asked again because no answer came, the pieces are added once */
      idempotencyKey: Uuid.optional(),
    }),
    output: Cart,
    permission: 'shopper',
    http: { method: 'POST', path: '/cart/lines', summary: 'Add to the cart' },
  }),
  setQuantity: command({
    input: z.object({ sku: Sku, quantity: z.int().min(0).max(99) }),
    output: Cart,
    permission: 'shopper',
    http: { method: 'PUT', path: '/cart/lines/{sku}', summary: 'Set a quantity; 0 removes the line' },
  }),
  saveForLater: command({
    input: z.object({ sku: Sku }),
    output: Cart,
    permission: 'shopper',
    http: { method: 'PUT', path: '/cart/saved/{sku}', summary: 'Put a line of the cart aside for another day' },
  }),
  /** Into the cart again; where too many pieces come together, as many as it takes. */
  takeUpAgain: command({
    input: z.object({ sku: Sku }),
    output: Cart,
    permission: 'shopper',
    http: { method: 'POST', path: '/cart/saved/{sku}', summary: 'Put what was saved for later into the cart again' },
  }),
  dropSaved: command({
    input: z.object({ sku: Sku }),
    output: Cart,
    permission: 'shopper',
    http: { method: 'DELETE', path: '/cart/saved/{sku}', summary: 'Forget what was saved for later' },
  }),
  /** Puts a code into the cart. One that can never apply is refused with the reason; one that does not apply yet stays and waits. */
  applyCode: command({
    input: z.object({ code: Code }),
    output: Cart,
    permission: 'shopper',
    http: { method: 'PUT', path: '/cart/codes/{code}', summary: 'Put a code into the cart' },
  }),
  removeCode: command({
    input: z.object({ code: Code }),
    output: Cart,
    permission: 'shopper',
    http: { method: 'DELETE', path: '/cart/codes/{code}', summary: 'Take a code out of the cart' },
  }),
  /** At sign-in: what the guest had joins the customer's cart, as far as it fits. The guest's own token proves whose cart it was. */
  joinCart: command({
    input: z.object({ guestToken: z.string().max(4000) }),
    output: z.object({ cart: Cart, left: z.array(z.object({ sku: Sku, quantity: z.int().min(1) })).max(100) }),
    permission: 'customer',
  }),
  quote: ask({
    input: z.object({ country: Address.shape.country.default('DE'), postcode: line(16).default(''), method: Handle.optional(), vatId: VatId.optional() }),
    output: Quote,
    permission: 'shopper',
    http: { method: 'GET', path: '/checkout/quote', summary: 'Delivery methods and the total' },
  }),
  place: command({ input: Checkout, output: Order, permission: 'shopper', http: { method: 'POST', path: '/orders', summary: 'Place a binding order' } }),
  byId: ask({
    input: z.object({ id: Uuid }),
    output: Order,
    permission: 'shopper',
    http: { method: 'GET', path: '/orders/{id}', summary: 'One of your orders' },
  }),
  mine: ask({
    input: z.object(Keyset),
    output: z.object({ items: z.array(Order), next: z.string().nullable() }),
    permission: 'customer',
    http: { method: 'GET', path: '/orders', summary: 'All of your orders in full, newest first' },
  }),
  /** By the link in a mail: for that order alone, without an account. */
  followed: ask({
    input: z.object({ token: z.string().max(200) }),
    output: FollowedOrder,
    permission: 'public',
    http: { method: 'GET', path: '/followed/{token}', summary: 'The order that a link in a mail is for' },
  }),
  cancel: command({
    input: z.object({ id: Uuid }),
    output: Order,
    permission: 'shopper',
    http: { method: 'POST', path: '/orders/{id}/cancel', summary: 'Cancel an order' },
  }),
  /** `q` is a number such as K100001, or the beginning of an e-mail. */
  all: ask({
    input: z.object({ ...Keyset, phase: Phase.optional(), q: z.string().trim().max(254).optional() }),
    output: z.object({ items: z.array(OrderSummary.extend({ email: z.string() })), next: z.string().nullable() }),
    permission: 'staff:orders',
  }),
  inspect: ask({ input: z.object({ id: Uuid }), output: Order, permission: 'staff:orders' }),
  cancelByStaff: command({ input: z.object({ id: Uuid }), output: Order, permission: 'staff:orders' }),
  /** The last fourteen days, today last, and the orders that should have moved on long ago. */
  figures: ask({
    input: z.object({}),
    output: z.object({
      currency: Currency,
      days: z.array(z.object({ day: z.iso.date(), orders: z.int(), revenue: Money })),
      stuck: z.array(OrderSummary),
    }),
    permission: 'staff:orders',
  }),
};

const Line = z.object({
  sku: Sku,
  quantity: z.int().min(1),
  name: Text,
  variant: Text,
  price: Price,
  total: Price,
  weightGrams: z.int(),
  packedMm: PackedSize.optional(),
  later: Later.nullish(),
});
const about = { orderId: Uuid, number: z.string(), owner: z.string() };
const money = { total: Price, currency: Currency };

/** Step: somebody pressed the binding button. */
export const OrderPlaced = z.object({
  ...about,
  ...money,
  lines: z.array(Line),
  receipt: Receipt,
  method: DeliveryMethod,
  /** the number of the order whose goods this one replaces: nobody pays for it before those are back */
  exchangeOf: z.string().optional(),
  person: Person.extend({ /** opens the order's page without an account */ follow: z.string().max(200).default('') }),
});
/** Step: everything is held until `payBy`; the amount is the one to collect. */
export const OrderReadyToPay = z.object({ ...about, ...money, payBy: Instant, locale: Locale });
/** Step: payBy has passed or the shopper cancels: the attempt is to be closed at the provider, which decides. */
export const OrderPaymentClosing = z.object({ ...about });
export const OrderPaid = z.object({ ...about, ...money, lines: z.array(Line), method: DeliveryMethod, allocation: z.array(Allocation), person: Person });
/** Step: the shopper asks to cancel a paid order: shipping's first commit decides. */
export const OrderCancelAsked = z.object({ ...about });
/** Step: pieces are to stay out of the parcel, or it is to go elsewhere: shipping's first commit decides. */
export const OrderChangeAsked = z.object({
  ...about,
  changeId: Uuid,
  /** how many of each are cancelled then, in all */
  leftOut: z.array(z.object({ sku: Sku, quantity: z.int().min(1) })).default([]),
  /** so many grams less to send */
  lighterBy: z.int().min(0).default(0),
  person: Person.pick({ address: true }).optional(),
});
/** Step: some pieces of a paid order are cancelled; `leftOut` counts all of a SKU, so that it can be told twice. `authorised`: what was only set aside then. */
export const PiecesCancelled = z.object({
  ...about,
  amount: Price,
  currency: Currency,
  lines: z.array(Line.pick({ sku: true, quantity: true, name: true, variant: true })),
  leftOut: z.array(Piece),
  changeId: Uuid,
  authorised: Price.default(0),
});
/** Step: the parcel goes to another address. */
export const OrderReaddressed = z.object({ ...about, changeId: Uuid, person: Person.pick({ address: true }) });
/** Step: `captured` and `authorised` are what the shop had of the shopper's money then, taken and only set aside; earlier ones do not say. */
export const OrderCancelled = z.object({
  ...about,
  ...money,
  reason: CancelReason,
  short: z.array(Shortage),
  captured: Price.optional(),
  authorised: Price.optional(),
  /** it was to replace goods, and what is told of their return says that it does not */
  toldWithReturn: z.boolean().optional(),
});
/** `cameBack`: nothing of it arrived, because nobody took it in. */
export const OrderCompleted = z.object({ ...about, cameBack: z.boolean().default(false) });
/** Step: the order's page has something new that no other event tells: a parcel left or arrived, a try to pay failed. */
export const OrderAdvanced = z.object({ ...about, phase: Phase, what: z.string().max(60) });
/** Step: goods have left whose money is only set aside: `amount` is what they come to, `upTo` what all that have left by now come to. */
export const CaptureDue = z.object({ ...about, amount: Price, upTo: Price, currency: Currency });
/**
 * Step: money came for an order that will not be delivered, or more than was due. `returned`: for goods that had left. What is only
 * set aside is for the others, so it is let go of last; otherwise first.
 */
export const RefundDue = z.object({ ...about, amount: Price, currency: Currency, reason: z.string().max(60), returned: z.boolean().default(false) });
