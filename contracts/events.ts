import { z } from 'zod';
import { CatalogueRetold, CategoryChanged, OfferChanged, ProductChanged, StockRanLow } from './catalog.ts';
import { ContentChanged } from './content.ts';
import { GroupsChanged } from './group.ts';
import { StockChanged, StockHeld, StockReady, StockRefused } from './inventory.ts';
import { RulesChanged } from './merchandising.ts';
import { BackInStock, NoticeAsked } from './notice.ts';
import { MailSent } from './notification.ts';
import {
  CaptureDue,
  OrderAdvanced,
  OrderCancelAsked,
  OrderCancelled,
  OrderChangeAsked,
  OrderCompleted,
  OrderPaid,
  OrderPaymentClosing,
  OrderPlaced,
  OrderReaddressed,
  OrderReadyToPay,
  PiecesCancelled,
  RefundDue,
} from './order.ts';
import {
  PaymentCaptured,
  PaymentCaptureFailed,
  PaymentClosed,
  PaymentDisputed,
  PaymentFailed,
  PaymentRefunded,
  PaymentReleased,
  PaymentSucceeded,
  RefundReturned,
} from './payment.ts';
import {
  ParcelMoved,
  ParcelsPlanned,
  RatesChanged,
  ShipmentBooked,
  ShipmentChanged,
  ShipmentDelayed,
  ShipmentCameBack,
  ShipmentDelivered,
  ShipmentDispatched,
  ShipmentStopped,
  ShipmentTooLate,
  ShipmentUnchanged,
} from './shipping.ts';
import { ReturnArrived, ReturnAsked, ReturnDeclined, ReturnLabelled, ReturnReceived, ReturnSettled } from './return.ts';
import { ReviewChanged } from './review.ts';
import { IndexRefreshed, RebuildBegun } from './search.ts';
import { UserClosed, UserRegistered } from './user.ts';

export const workers = ['catalog', 'search', 'user', 'order', 'payment', 'shipping', 'inventory', 'notification'] as const;
export type Worker = (typeof workers)[number];

/**
 * Every event: its schema, its one owner, and its kind. `state` is applied only if newer, `step` in its turn.
 * `external` marks one that nobody inside hears yet: it is told for the journal and for partners.
 */
export const events = {
  ProductChanged: { owner: 'catalog', kind: 'state', schema: ProductChanged },
  CategoryChanged: { owner: 'catalog', kind: 'state', schema: CategoryChanged },
  OfferChanged: { owner: 'catalog', kind: 'state', schema: OfferChanged },
  ReviewChanged: { owner: 'catalog', kind: 'state', schema: ReviewChanged },
  ContentChanged: { owner: 'catalog', kind: 'state', schema: ContentChanged },
  NoticeAsked: { owner: 'catalog', kind: 'step', schema: NoticeAsked },
  BackInStock: { owner: 'catalog', kind: 'step', schema: BackInStock },
  StockRanLow: { owner: 'catalog', kind: 'step', schema: StockRanLow },
  CatalogueRetold: { owner: 'catalog', kind: 'step', schema: CatalogueRetold },
  RebuildBegun: { owner: 'search', kind: 'step', schema: RebuildBegun },
  IndexRefreshed: { owner: 'search', kind: 'step', schema: IndexRefreshed },
  RulesChanged: { owner: 'search', kind: 'state', schema: RulesChanged },
  StockHeld: { owner: 'inventory', kind: 'step', schema: StockHeld },
  StockReady: { owner: 'inventory', kind: 'step', schema: StockReady },
  StockRefused: { owner: 'inventory', kind: 'step', schema: StockRefused },
  StockChanged: { owner: 'inventory', kind: 'state', schema: StockChanged },
  OrderPlaced: { owner: 'order', kind: 'step', schema: OrderPlaced },
  OrderReadyToPay: { owner: 'order', kind: 'step', schema: OrderReadyToPay },
  OrderPaymentClosing: { owner: 'order', kind: 'step', schema: OrderPaymentClosing },
  OrderPaid: { owner: 'order', kind: 'step', schema: OrderPaid },
  OrderCancelAsked: { owner: 'order', kind: 'step', schema: OrderCancelAsked },
  OrderCancelled: { owner: 'order', kind: 'step', schema: OrderCancelled },
  OrderChangeAsked: { owner: 'order', kind: 'step', schema: OrderChangeAsked },
  PiecesCancelled: { owner: 'order', kind: 'step', schema: PiecesCancelled },
  OrderReaddressed: { owner: 'order', kind: 'step', schema: OrderReaddressed },
  OrderCompleted: { owner: 'order', kind: 'step', schema: OrderCompleted },
  OrderAdvanced: { owner: 'order', kind: 'step', schema: OrderAdvanced },
  CaptureDue: { owner: 'order', kind: 'step', schema: CaptureDue },
  RefundDue: { owner: 'order', kind: 'step', schema: RefundDue },
  ReturnAsked: { owner: 'order', kind: 'step', schema: ReturnAsked },
  ReturnReceived: { owner: 'order', kind: 'step', schema: ReturnReceived },
  ReturnSettled: { owner: 'order', kind: 'step', schema: ReturnSettled },
  ReturnDeclined: { owner: 'order', kind: 'step', schema: ReturnDeclined },
  PaymentSucceeded: { owner: 'payment', kind: 'step', schema: PaymentSucceeded },
  PaymentFailed: { owner: 'payment', kind: 'step', schema: PaymentFailed },
  PaymentClosed: { owner: 'payment', kind: 'step', schema: PaymentClosed },
  PaymentRefunded: { owner: 'payment', kind: 'step', schema: PaymentRefunded },
  RefundReturned: { owner: 'payment', kind: 'step', schema: RefundReturned },
  PaymentCaptured: { owner: 'payment', kind: 'step', schema: PaymentCaptured },
  PaymentReleased: { owner: 'payment', kind: 'step', schema: PaymentReleased },
  PaymentCaptureFailed: { owner: 'payment', kind: 'step', schema: PaymentCaptureFailed },
  PaymentDisputed: { owner: 'payment', kind: 'step', schema: PaymentDisputed },
  RatesChanged: { owner: 'shipping', kind: 'state', schema: RatesChanged },
  ParcelsPlanned: { owner: 'shipping', kind: 'state', schema: ParcelsPlanned },
  ShipmentBooked: { owner: 'shipping', kind: 'step', schema: ShipmentBooked },
  ShipmentDispatched: { owner: 'shipping', kind: 'step', schema: ShipmentDispatched },
  ParcelMoved: { owner: 'shipping', kind: 'step', schema: ParcelMoved },
  ShipmentDelayed: { owner: 'shipping', kind: 'step', schema: ShipmentDelayed },
  ShipmentDelivered: { owner: 'shipping', kind: 'step', schema: ShipmentDelivered },
  ShipmentCameBack: { owner: 'shipping', kind: 'step', schema: ShipmentCameBack },
  ShipmentChanged: { owner: 'shipping', kind: 'step', schema: ShipmentChanged },
  ShipmentUnchanged: { owner: 'shipping', kind: 'step', schema: ShipmentUnchanged },
  ShipmentStopped: { owner: 'shipping', kind: 'step', schema: ShipmentStopped },
  ShipmentTooLate: { owner: 'shipping', kind: 'step', schema: ShipmentTooLate },
  ReturnLabelled: { owner: 'shipping', kind: 'step', schema: ReturnLabelled },
  ReturnArrived: { owner: 'shipping', kind: 'step', schema: ReturnArrived },
  UserRegistered: { owner: 'user', kind: 'step', schema: UserRegistered },
  GroupsChanged: { owner: 'user', kind: 'state', schema: GroupsChanged },
  UserClosed: { owner: 'user', kind: 'step', schema: UserClosed },
  MailSent: { owner: 'notification', kind: 'step', schema: MailSent, external: true },
} as const satisfies Record<string, { owner: Worker; kind: 'state' | 'step'; schema: z.ZodType; external?: true }>;

export type EventType = keyof typeof events;
export type EventData<T extends EventType> = z.output<(typeof events)[T]['schema']>;

/** CloudEvents 1.0, with the aggregate's version and the W3C trace as extensions. */
export const Envelope = z.object({
  specversion: z.literal('1.0'),
  id: z.uuid(),
  source: z.string(),
  type: z.string(),
  subject: z.string(),
  time: z.iso.datetime(),
  aggregateversion: z.int().min(1),
  traceparent: z.string().optional(),
  datacontenttype: z.literal('application/json').default('application/json'),
  data: z.unknown(),
});

/** An event as a hearer gets it: parsed, typed by its name. */
export type Message<T extends EventType = EventType> = T extends EventType
  ? { id: string; type: T; source: string; subject: string; version: number; time: string; trace: string; data: EventData<T> }
  : never;
