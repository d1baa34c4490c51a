import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { aftercare } from '@kontor/contracts/aftercare';
import type { EventType } from '@kontor/contracts/events';
import { shipping } from '@kontor/contracts/shipping';
import { signer } from '@kontor/kit/identity';
import { callWorker } from '@kontor/kit/rpc';
import { EXCHANGE, queueOf } from '@kontor/kit/topology';
import type { SqlWorker, Stores } from '../scripts/doctor/stores.ts';
import { shopperOf, until } from './shopper.ts';
import type { Stack } from './stack.ts';

const Shipments = z.object({ shipments: z.array(z.object({ id: z.string() })) });
const TOKEN_SECONDS = 60;

/** Orders at every point of their lives, and ways to break what is written about them behind the workers' backs. */
export function plantingIn(stack: Stack, stores: () => Stores, sku: string) {
  const carrier = (path: string) => `${stack.values['CARRIER_URL']}${path}`;
  const bearer = (key: string) => ({ authorization: `Bearer ${stack.values[key]}`, 'content-type': 'application/json' });

  async function placed(quantity = 1) {
    const shopper = await shopperOf(stack);
    await shopper.add(sku, quantity);
    const { id } = await shopper.place();
    await shopper.phase(id, 'held');
    return { shopper, id };
  }

  async function paid(quantity = 1) {
    const order = await placed(quantity);
    await order.shopper.pay(order.id);
    await order.shopper.phase(order.id, 'paid');
    await until(async () => (await order.shopper.order(order.id)).tracking, 'the parcel is booked');
    return order;
  }

  /** A parcel of an order, the first of them, goes one step further at the carrier, or comes back from there. */
  async function advance(orderId: string, { no = 1, how = 'advance' }: { no?: number; how?: 'advance' | 'return' } = {}): Promise<void> {
    const [ours] = await stores().sql<{ id: string }>('shipping', 'select id from shipment where order_id = $1 and no = $2', [orderId, no]);
    const { shipments } = Shipments.parse(await (await fetch(carrier(`/ledger?reference=${ours?.id ?? ''}`))).json());
    const answer = await fetch(carrier(`/v1/shipments/${shipments[0]?.id ?? ''}/${how}`), { method: 'POST', headers: bearer('CARRIER_API_KEY') });
    assert.equal(answer.status, 200);
  }

  async function completed(quantity = 1) {
    const order = await paid(quantity);
    await advance(order.id);
    await advance(order.id);
    await order.shopper.phase(order.id, 'completed');
    return order;
  }

  async function cancelled() {
    const order = await placed();
    await order.shopper.call('POST', `/orders/${order.id}/cancel`, {});
    await order.shopper.phase(order.id, 'cancelled');
    return order;
  }

  async function asStaff(worker: 'order' | 'shipping', role: string) {
    const gateway = await signer(stack.gatewayKey, 'gateway');
    return callWorker(worker, stack.values[`${worker.toUpperCase()}_URL`] ?? '', () =>
      gateway.sign({ sub: 'grace', kind: 'staff', roles: [role] }, worker, TOKEN_SECONDS),
    );
  }

  /** Staff send a piece of an order's only parcel apart: it has a second label then. */
  async function splitParcel(orderId: string): Promise<void> {
    const [ours] = await stores().sql<{ id: string }>('shipping', 'select id from shipment where order_id = $1', [orderId]);
    const call = await asStaff('shipping', 'shipping');
    const wanted = { orderId, shipmentId: ours?.id ?? '', newId: randomUUID(), lines: [{ sku, quantity: 1 }] };
    await call(shipping.split, 'split', wanted, { actor: null, client: 'test' });
    const isBooked = async () => (await stores().sql('shipping', `select 1 from shipment where id = $1 and phase = 'booked'`, [wanted.newId])).length === 1;
    await until(isBooked, 'the second parcel is booked');
  }

  /** Staff have looked at what came back of an order: all of it can be sold again. */
  async function settleReturn(orderId: string, returnId: string, quantity: number): Promise<void> {
    const looked = { orderId, returnId, lines: [{ sku, resell: quantity, damaged: 0, refused: 0 }] };
    const call = await asStaff('order', 'orders');
    await call(aftercare.settleReturn, 'settleReturn', looked, { actor: null, client: 'test' });
  }

  return {
    bearer,
    placed,
    paid,
    advance,
    completed,
    cancelled,
    splitParcel,
    settleReturn,
    /** Sends pieces of an arrived order back, and has staff settle it. */
    async comeBack({ shopper, id }: Awaited<ReturnType<typeof placed>>, quantity = 1): Promise<string> {
      const returnId = randomUUID();
      await shopper.call('POST', `/orders/${id}/returns`, { returnId, kind: 'withdrawal', lines: [{ sku, quantity }] });
      await settleReturn(id, returnId, quantity);
      return returnId;
    },
    /** While `work` runs, `hearer` hears nothing of that event: it is lost on the way. */
    async deaf(hearer: string, type: EventType, orderId: string, work: () => Promise<unknown>): Promise<void> {
      const { broker } = stores();
      await broker.withChannel((channel) => channel.unbindQueue(queueOf(hearer), EXCHANGE, type));
      await work();
      await until(
        () => stack.toldOf(orderId).includes(type) || stack.told.some((one) => one.type === type && 'orderId' in one.data && one.data.orderId === orderId),
        `${type} was told`,
      );
      await broker.withChannel((channel) => channel.bindQueue(queueOf(hearer), EXCHANGE, type));
    },
    /** Changes stores behind the workers' backs; exactly as many rows as were meant. */
    async plant(worker: SqlWorker, text: string, values: unknown[]): Promise<void> {
      const changed = await stores().sql(worker, `${text} returning 1`, values);
      assert.equal(changed.length, 1, text);
    },
  };
}
