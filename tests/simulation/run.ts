import { setTimeout as pause } from 'node:timers/promises';
import { examine, type Report } from '../../scripts/doctor/examine.ts';
import { stockGoods } from '../goods.ts';
import type { Stores } from '../../scripts/doctor/stores.ts';
import { storesOf } from '../health.ts';
import { clearFaults, moveClock, plan as planFault } from '../outside.ts';
import { until } from '../shopper.ts';
import type { Stack } from '../stack.ts';
import { buy } from './buyer.ts';
import type { Disturbance, Plan } from './plan.ts';
import { collectByHand, countShelf, judgeTheRest } from './staff.ts';

const AT_ONCE = 12;
const DIES_WITHIN_MS = 5_000;
const SETTLES_WITHIN_MS = 90_000;
const MINUTE = 60_000;

/** How many orders ended in which phase, and how many that replace goods. */
export type Outcome = { report: Report; phases: Record<string, number>; replacements: Record<string, number>; seconds: number };

/** Orders that were paid before are charged as was said then. */
async function chargeCards(stack: Stack, when: Plan['capture']): Promise<void> {
  if ((stack.values['PAYMENT_CAPTURE'] ?? 'with-payment') === when) return;
  stack.values['PAYMENT_CAPTURE'] = when;
  await stack.part('payment').stop();
  await stack.part('payment').start();
}

async function disturb(stack: Stack, disturbance: Disturbance): Promise<void> {
  switch (disturbance.what) {
    case 'kill': {
      const part = stack.part(disturbance.worker);
      await part.kill();
      return part.start();
    }
    case 'die at': {
      const part = stack.part(disturbance.worker);
      await part.kill();
      // It may die so early that it never becomes ready, or have nothing to die of.
      await part.start({ KILL_AT: `${disturbance.worker}:${disturbance.point}` }).catch(() => undefined);
      await Promise.race([part.died(), pause(DIES_WITHIN_MS)]);
      await part.kill();
      return part.start();
    }
    case 'pause': {
      const part = stack.part(disturbance.worker);
      part.pause();
      await pause(disturbance.ms);
      return part.wake();
    }
    case 'fault':
      return void (await planFault(stack, disturbance.simulator, disturbance.fault));
    case 'count':
      return countShelf(stack, disturbance.sku, disturbance.pieces);
  }
}

/**
 * Lets everybody of a plan buy while things go wrong, then lets time pass until every order has ended, and has the doctor look at
 * everything. The stack has a process for each worker.
 */
export async function simulate(stack: Stack, { capture, goods, buyers, disturbances }: Plan, settlesWithinMs = SETTLES_WITHIN_MS): Promise<Outcome> {
  const began = Date.now();
  await chargeCards(stack, capture);
  await stockGoods(stack, goods);
  let through = 0;
  const coming = [...buyers];
  const lane = async () => {
    for (let next = coming.shift(); next; next = coming.shift()) {
      await buy(stack, next);
      through += 1;
    }
  };
  const trouble = async () => {
    // One after the other: a worker is up again before the next trouble comes.
    for (const disturbance of disturbances) {
      await until(() => through >= disturbance.after || coming.length === 0, 'so many buyers are through', 10 * MINUTE);
      await disturb(stack, disturbance);
    }
  };
  await Promise.all([...Array.from({ length: AT_ONCE }, lane), trouble()]);
  await clearFaults(stack);

  const stores = await storesOf(stack);
  try {
    const ahead = await settle(stack, stores, Date.now() + settlesWithinMs);
    await collectByHand(stack);
    const report = await examine(stores, { settleMs: 30_000, now: () => new Date(Date.now() + ahead) });
    const counted = async (where: string) =>
      Object.fromEntries((await stores.sql<{ phase: string; count: number }>('order', PHASES + where)).map(({ phase, count }) => [phase, count]));
    const [phases, replacements] = [await counted('where exchange is null group by phase'), await counted('where exchange is not null group by phase')];
    return { report, phases, replacements, seconds: Math.round((Date.now() - began) / 1000) };
  } finally {
    await moveClock(stack, 0);
    await stores.close();
  }
}

const PHASES = 'select phase, count(*)::int as count from orders ';
const OPEN = `select 1 from orders where phase in ('placed', 'held', 'closing', 'cancelling', 'paid') limit 1`;

/**
 * Business time runs ahead, faster and faster, so that who pays never, news that never come and gaps between looks are all over soon;
 * staff take back what nobody has looked at. Gives by how much it is ahead then.
 */
async function settle(stack: Stack, stores: Stores, deadline: number): Promise<number> {
  let ahead = 20 * MINUTE;
  for (;;) {
    await moveClock(stack, ahead);
    await judgeTheRest(stack, stores);
    await pause(1_500);
    const open = await stores.sql('order', OPEN);
    if (open.length === 0 || Date.now() > deadline) return ahead;
    ahead = Math.min(ahead * 2, 10 * 24 * 60 * MINUTE);
  }
}
