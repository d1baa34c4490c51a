import type { Told } from '@kontor/kit/journal';
import type { Parcel } from './carrier.ts';
import { type Consignment, type Decided, newConsignment, noteGoods, type Packing, type Paid, prepare } from './domain.ts';
import { hearCancel, hearCarrier, notBooked } from './standing.ts';

/** Made-up but plausible things for tests. */
export const now = new Date('2026-11-23T10:00:00.000Z');
export const orderId = '018f0000-0000-7000-8000-000000000001';
export const name = { en: 'Mug', de: 'Becher' };
export const address = { name: 'Ada', company: '', street: 'Weg 1', addition: '', postcode: '10115', city: 'Berlin', region: '', country: 'DE', phone: '' };
export const opened = newConsignment(orderId, now);
export const anOrder = (differs: Partial<Paid> = {}): Paid => ({
  orderId,
  number: 'K100001',
  owner: 'ada',
  total: 100,
  currency: 'EUR',
  lines: [{ sku: 'MUG', quantity: 2, name, variant: name, price: 50, total: 100, weightGrams: 400 }],
  method: { id: 'standard', name, price: 0, daysFrom: 1, daysTo: 2 },
  allocation: [],
  person: { email: 'ada@example.org', locale: 'de', address },
  ...differs,
});

/** Parcels are named p1, p2 and so on. */
export function aPacking(grams = 31_500): Packing {
  let count = 0;
  return { limits: { grams, mm: [1_200, 600, 600] }, newId: () => `p${++count}`, now };
}

export type Rule = (consignment: Consignment) => Decided;
/** Applies rules one after the other; gives the end, and all that was told and asked on the way. */
export function after(start: Consignment, ...rules: Rule[]) {
  let consignment = start;
  const events: Told[] = [];
  const asked: string[] = [];
  for (const rule of rules) {
    const decided = rule(consignment);
    consignment = { ...consignment, ...decided.next };
    events.push(...(decided.events ?? []));
    asked.push(...(decided.asks ?? []).map(({ kind }) => kind));
  }
  const [shipment] = consignment.parcels;
  const phase = shipment?.phase ?? (consignment.stop === 'done' ? 'stopped' : 'opened');
  return { phase, consignment, shipment, events, told: events.map(({ type }) => type.replace('Shipment', '')), asked };
}

export const paid: Rule = (consignment) => prepare(consignment, { paid: anOrder(), packing: aPacking() });
export const paidFor =
  (differs: Partial<Paid>, packing = aPacking()): Rule =>
  (consignment) =>
    prepare(consignment, { paid: anOrder(differs), packing });
export const goodsIn =
  (allocation: Parameters<typeof noteGoods>[1]['allocation'] = [], packing = aPacking()): Rule =>
  (consignment) =>
    noteGoods(consignment, { allocation, packing });
/** What the carrier says of the parcel at `index`. */
export const at =
  (status: Parcel['status'], steps?: Parcel['steps'], index = 0): Rule =>
  (consignment) => {
    const { id = 'none', round = 0 } = consignment.parcels[index] ?? {};
    const parcel = { id: `shp_${id}_${round}`, reference: id, status, trackingNumber: `KP-${id}`, trackingUrl: `https://track.example/${id}`, steps };
    return hearCarrier(consignment, { shipmentId: id, parcel, now });
  };
const answer =
  (granted: boolean, index: number): Rule =>
  (consignment) =>
    hearCancel(consignment, { shipmentId: consignment.parcels[index]?.id ?? '', granted });
export const granted = (index = 0): Rule => answer(true, index);
export const refused = (index = 0): Rule => answer(false, index);
export const unbooked =
  (failure: string | null, index = 0): Rule =>
  (consignment) =>
    notBooked(consignment, { shipmentId: consignment.parcels[index]?.id ?? '', failure });
export const permutations = <T>(list: T[]): T[][] =>
  list.length < 2 ? [list] : list.flatMap((one, index) => permutations(list.toSpliced(index, 1)).map((rest) => [one, ...rest]));
