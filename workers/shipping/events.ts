import { randomUUID } from 'node:crypto';
import type { Message } from '@kontor/contracts/events';
import { change, type Rule } from '@kontor/kit/change';
import { now } from '@kontor/kit/clock';
import { type Hears, TooEarly } from '@kontor/kit/inbox';
import { carrier } from './carriers.ts';
import { type Consignment, newConsignment, noteGoods, type Packing, prepare } from './domain.ts';
import { askLabel, newReturn } from './returns.ts';
import { hearChange, stopForGood, stopForShopper } from './stops.ts';
import { journal, keeper, openConsignments, openReturns, type Tx } from './store.ts';

type About = Message<'OrderChangeAsked' | 'StockReady' | 'PaymentSucceeded' | 'OrderPaid' | 'OrderCancelAsked' | 'OrderCancelled'>;

export const packing = (): Packing => ({ limits: carrier.limits, newId: randomUUID, now: now() });

// Each of these opens the consignment if none is there: so they may come in any order, and one that was stopped first stays stopped.
const open = (tx: Tx, messages: readonly About[]) =>
  openConsignments(
    tx,
    messages.map(({ data }) => newConsignment(data.orderId, now())),
  );

async function openAndChange<M extends About>(tx: Tx, messages: readonly M[], rule: Rule<Consignment, M['data']>): Promise<void> {
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
  OrderPaid: (messages, tx) => openAndChange(tx, messages, (consignment, paid) => prepare(consignment, { paid, packing: packing() })),
  StockReady: (messages, tx) => openAndChange(tx, messages, (consignment, { allocation = [] }) => noteGoods(consignment, { allocation, packing: packing() })),
  OrderCancelAsked: (messages, tx) => openAndChange(tx, messages, stopForShopper),
  OrderCancelled: (messages, tx) => openAndChange(tx, messages, stopForGood),
  OrderChangeAsked: (messages, tx) =>
    openAndChange(tx, messages, (consignment, data) => {
      if (consignment.stop === 'none' && !consignment.person) throw new TooEarly(`${consignment.orderId} is to be changed before its payment was heard of`);
      return hearChange(consignment, data);
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
