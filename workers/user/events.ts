import type { Hears } from '@kontor/kit/inbox';
import { standingsAfter, type OrderStep } from './domain.ts';
import { keepStandings, type Tx } from './store.ts';

const follow = (steps: OrderStep[], tx: Tx): Promise<void> => keepStandings(tx, standingsAfter(steps));

/** The order history: each event may come at any time, the newest decides on the phase. */
export const hears: Hears<Tx> = {
  OrderPlaced: follow,
  OrderReadyToPay: follow,
  OrderPaymentClosing: follow,
  OrderPaid: follow,
  OrderCancelAsked: follow,
  OrderCancelled: follow,
  OrderCompleted: follow,
  OrderAdvanced: follow,
};
