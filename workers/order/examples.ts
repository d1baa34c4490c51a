import type { OfferChanged } from '@kontor/contracts/catalog';
import type { EventData } from '@kontor/contracts/events';
import type { Checkout } from '@kontor/contracts/order';
import type { Rate } from '@kontor/contracts/shipping';
import type { z } from 'zod';
import type { OrderState } from './domain.ts';
import { priceOrder } from './pricing/order.ts';
import type { Offered, Shopper } from './pricing/promotions.ts';

/** Made-up but plausible things for tests. */
export const anOffer = (differs: Partial<OfferChanged> = {}): OfferChanged => ({
  sku: 'MUG-SAGE',
  productId: 'P-mug',
  handle: 'mug',
  name: { en: 'Mug', de: 'Becher' },
  variant: { en: 'Sage', de: 'Salbei' },
  categories: ['cups'],
  price: 2_400,
  taxClass: 'standard',
  weightGrams: 380,
  packedMm: { length: 120, width: 120, height: 110 },
  forSale: true,
  ...differs,
});

/** Ten per cent for everybody, by itself. */
export const aPromotion = (differs: Partial<Offered> = {}): Offered => ({
  id: 'ten-off',
  name: { en: '10 % off', de: '10 % Rabatt' },
  code: null,
  benefit: { kind: 'percent', percent: 1_000 },
  categories: [],
  products: [],
  minimum: 0,
  customersOnly: false,
  firstOrder: false,
  groups: [],
  from: null,
  until: null,
  combines: false,
  limit: null,
  limitPerCustomer: null,
  on: true,
  used: 0,
  mine: 0,
  ...differs,
});

export const aShopper = (differs: Partial<Shopper> = {}): Shopper => ({
  signedIn: false,
  hasOrdered: false,
  groups: [],
  codes: [],
  at: '2026-11-23T12:00',
  ...differs,
});

export const someRates: Rate[] = [
  {
    method: 'standard',
    name: { en: 'Standard', de: 'Standard' },
    countries: ['DE', 'AT'],
    bands: [{ upToGrams: 31_500, price: 490 }],
    freeFrom: null,
    daysFrom: 2,
    daysTo: 4,
  },
  {
    method: 'express',
    name: { en: 'Express', de: 'Express' },
    countries: ['DE'],
    bands: [{ upToGrams: 31_500, price: 1_290 }],
    freeFrom: null,
    daysFrom: 1,
    daysTo: 1,
  },
];

export const aCheckout = (differs: Partial<z.output<typeof Checkout>> = {}): z.output<typeof Checkout> => ({
  email: 'ada@example.com',
  locale: 'en',
  address: {
    name: 'Ada Byron',
    company: '',
    street: 'Unter den Linden 6',
    addition: '',
    postcode: '10117',
    city: 'Berlin',
    region: '',
    country: 'DE',
    phone: '',
  },
  method: 'standard',
  total: 5_290,
  idempotencyKey: '00000000-0000-4000-8000-000000000001',
  ...differs,
});

/** Two mugs to Berlin, just placed. */
export const anOrder = (differs: Partial<OrderState> = {}): OrderState => ({
  ...priceOrder(
    {
      id: '00000000-0000-4000-8000-0000000000aa',
      owner: 'g-1',
      checkout: aCheckout(),
      cart: [{ sku: 'MUG-SAGE', quantity: 2 }],
      at: new Date('2026-11-23T10:00:00Z'),
    },
    new Map([['MUG-SAGE', anOffer()]]),
    someRates,
  ),
  number: 'K100001',
  ...differs,
});

/** What shipping tells of a parcel, whole orders by default. */
export const aParcel = (differs: Partial<EventData<'ShipmentDispatched'> & EventData<'ShipmentBooked'> & { at: Date }> = {}) => ({
  orderId: '00000000-0000-4000-8000-0000000000aa',
  shipmentId: '00000000-0000-4000-8000-0000000000d1',
  trackingNumber: 'T1',
  trackingUrl: 'http://localhost/T1',
  steps: [],
  no: 1,
  of: 1,
  booking: 0,
  toCome: [],
  leftOut: [],
  at: new Date('2026-11-23T10:00:05Z'),
  ...differs,
});
