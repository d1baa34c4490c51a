import { OrderPaid, OrderPlaced } from './order.ts';

export const workers = ['order', 'inventory'];

export const events = {
  OrderPlaced: { owner: 'order', kind: 'step', schema: OrderPlaced },
  OrderPaid: { owner: 'order', kind: 'step', schema: OrderPaid },
  OrderCancelled: { owner: 'warehouse', kind: 'step', schema: OrderPaid },
  OrderCompleted: { owner: 'order', kind: 'step', schema: OrderPaid, external: true },
};
