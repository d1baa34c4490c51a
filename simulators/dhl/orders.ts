import { randomInt } from 'node:crypto';
import { z } from 'zod';
import { gramsOf, type NewOrder, type NewReturn } from './schema.ts';

/** `returned`: delivered again, to whoever sent it. */
const step = z.enum(['transit', 'delivered', 'returned', 'deleted']);
export const orderEntries = [
  z.object({
    kind: z.literal('order'),
    at: z.string(),
    order: z.object({
      shipmentNo: z.string(),
      refNo: z.string(),
      product: z.string(),
      name: z.string(),
      city: z.string(),
      country: z.string(),
      weightGrams: z.int(),
    }),
  }),
  z.object({ kind: z.literal('step'), at: z.string(), shipmentNo: z.string(), step }),
] as const;
const orderEntry = z.discriminatedUnion('kind', orderEntries);
export type OrderEntry = z.infer<typeof orderEntry>;
type Booked = Extract<OrderEntry, { kind: 'order' }>['order'];
export type Status = 'pre-transit' | z.infer<typeof step>;
export type Order = Booked & { status: Status; history: { status: Status; at: string; place: string }[] };

type Settings = { write: (entry: OrderEntry) => void; now: () => Date; transitAfterMs: number | undefined; deliverAfterMs: number | undefined };
const following = { 'pre-transit': 'transit', transit: 'delivered' } as const;

/** A number of the form 00340434 and twelve more, as a parcel of DHL bears it. */
const newShipmentNo = (): string => `00340434${Array.from({ length: 12 }, () => randomInt(10)).join('')}`;

/** DHL's books. Every step is one ledger entry. */
export function openOrders({ write, now, transitAfterMs, deliverAfterMs }: Settings) {
  const orders = new Map<string, Order>();
  const moving = new Set<Order>();
  const stamp = () => now().toISOString();

  function advance(shipmentNo: string): boolean {
    const order = orders.get(shipmentNo);
    if (order?.status !== 'pre-transit' && order?.status !== 'transit') return false;
    write({ kind: 'step', at: stamp(), shipmentNo, step: following[order.status] });
    return true;
  }

  function announce(announced: Omit<Booked, 'shipmentNo'>): Order {
    const order = { shipmentNo: newShipmentNo(), ...announced };
    write({ kind: 'order', at: stamp(), order });
    const booked = orders.get(order.shipmentNo);
    if (!booked) throw new Error('an order was written but not applied');
    return booked;
  }

  return {
    apply(entry: OrderEntry): void {
      if (entry.kind === 'order') {
        const order: Order = { ...entry.order, status: 'pre-transit', history: [{ status: 'pre-transit', at: entry.at, place: 'Bonn' }] };
        orders.set(order.shipmentNo, order);
        moving.add(order);
        return;
      }
      const order = orders.get(entry.shipmentNo);
      if (!order) return;
      order.status = entry.step;
      order.history.push({ status: entry.step, at: entry.at, place: entry.step === 'delivered' ? order.city : 'Köln' });
      if (entry.step !== 'transit') moving.delete(order);
    },

    /** A parcel back to the merchant, whose door is in Leipzig. */
    bookReturn({ customerReference: refNo = '', receiverId, itemWeight }: NewReturn): Order {
      return announce({ refNo, product: 'RETOURE', name: receiverId, city: 'Leipzig', country: 'DEU', weightGrams: itemWeight ? gramsOf(itemWeight) : 0 });
    },

    book({ refNo = '', product, consignee, details }: NewOrder): Order {
      const { name1: name, city, country } = consignee;
      return announce({ refNo, product, name, city, country, weightGrams: gramsOf(details.weight) });
    },

    /** Null for what is not there, or not any more. */
    find: (shipmentNo: string): Order | null => {
      const order = orders.get(shipmentNo);
      return order && order.status !== 'deleted' ? order : null;
    },

    /** Only before it was handed over; false for anything else. */
    remove(shipmentNo: string): boolean {
      if (orders.get(shipmentNo)?.status !== 'pre-transit') return false;
      write({ kind: 'step', at: stamp(), shipmentNo, step: 'deleted' });
      return true;
    },

    advance,

    /** Nobody takes it in: back to its sender. False unless it is on its way. */
    bringBack(shipmentNo: string): boolean {
      if (orders.get(shipmentNo)?.status !== 'transit') return false;
      write({ kind: 'step', at: stamp(), shipmentNo, step: 'returned' });
      return true;
    },

    advanceDue(): void {
      for (const order of moving) {
        const afterMs = order.status === 'pre-transit' ? transitAfterMs : deliverAfterMs;
        if (afterMs !== undefined && now().getTime() - Date.parse(order.history.at(-1)?.at ?? '') >= afterMs) advance(order.shipmentNo);
      }
    },

    /** Newest first; of one reference when given. */
    list: (refNo?: string): Order[] => [...orders.values()].filter((order) => refNo === undefined || order.refNo === refNo).reverse(),
  };
}
export type Orders = ReturnType<typeof openOrders>;
