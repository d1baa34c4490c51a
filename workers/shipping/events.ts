import { randomUUID } from 'node:crypto';
import type { Message } from '@kontor/contracts/events';
import { change, type Rule } from '@kontor/kit/change';
import { now } from '@kontor/kit/clock';
import { type Hears, TooEarly } from '@kontor/kit/inbox';
import { hearChange, newShipment, noteGoods, prepare, type Shipment, stopForGood, stopForShopper } from './domain.ts';
import { askLabel, newReturn } from './returns.ts';
import { journal, keeper, openReturns, openShipments, type Tx } from './store.ts';

type About = Message<'OrderChangeAsked' | 'StockReady' | 'PaymentSucceeded' | 'OrderPaid' | 'OrderCancelAsked' | 'OrderCancelled'>;

// Each of these opens the shipment if none is there: so they may come in any order, and one that was stopped first stays stopped.
const open = (tx: Tx, messages: readonly About[]) =>
  openShipments(
    tx,
    messages.map(({ data }) => newShipment(data.orderId, randomUUID(), now())),
  );

async function openAndChange<M extends About>(tx: Tx, messages: readonly M[], rule: Rule<Shipment, M['data']>): Promise<void> {
  await open(tx, messages);
  await change(
    journal,
    tx,
    keeper,
    messages.map(({ data, trace }) => ({ id: data.orderId, facts: data, trace })),
    rule,
  );
}

export const hears: Hears<Tx> = {
  PaymentSucceeded: (messages, tx) => open(tx, messages),
  OrderPaid: (messages, tx) => openAndChange(tx, messages, prepare),
  StockReady: (messages, tx) => openAndChange(tx, messages, noteGoods),
  OrderCancelAsked: (messages, tx) => openAndChange(tx, messages, stopForShopper),
  OrderCancelled: (messages, tx) => openAndChange(tx, messages, stopForGood),
  OrderChangeAsked: (messages, tx) =>
    openAndChange(tx, messages, (shipment, data) => {
      if (shipment.phase === 'opened' && !shipment.person) throw new TooEarly(`${shipment.orderId} is to be changed before its payment was heard of`);
      return hearChange(shipment, data);
    }),
  async ReturnAsked(messages, tx) {
    await openReturns(
      tx,
      messages.map(({ data }) => newReturn(data)),
    );
    await journal.leave(
      tx,
      [],
      messages.map(({ data, trace }) => ({ ...askLabel(data), trace })),
    );
  },
};
