import { setTimeout as pause } from 'node:timers/promises';
import { inventory } from '@kontor/contracts/inventory';
import { journal } from '@kontor/contracts/journal';
import { signer } from '@kontor/kit/identity';
import { callWorker } from '@kontor/kit/rpc';
import { examine, type Report } from '../../scripts/doctor/examine.ts';
import { stockGoods } from '../goods.ts';
import { storesOf } from '../health.ts';
import { clearFaults, moveClock, plan as planFault } from '../outside.ts';
import { until } from '../shopper.ts';
import type { Stack } from '../stack.ts';
import { buy } from './buyer.ts';
import type { Disturbance, Plan } from './plan.ts';

const AT_ONCE = 12;
const DIES_WITHIN_MS = 5_000;
const SETTLES_WITHIN_MS = 90_000;
const MINUTE = 60_000;

export type Outcome = { report: Report; phases: Record<string, number>; seconds: number };

const client = { actor: null, client: 'simulation' };
/** Asks a worker as staff with a role does. */
async function asStaff(stack: Stack, worker: 'inventory' | 'payment', role: string) {
  const gateway = await signer(stack.gatewayKey, 'gateway');
  const token = () => gateway.sign({ sub: 'simulation', kind: 'staff', roles: [role] }, worker, 60);
  return callWorker(worker, stack.values[`${worker.toUpperCase()}_URL`] ?? '', token);
}

/** Counts a shelf; a count below what is promised is refused, and that is right. */
async function countShelf(stack: Stack, sku: string, pieces: number): Promise<void> {
  const call = await asStaff(stack, 'inventory', 'inventory');
  const counts = [{ sku, location: 'berlin', onHand: pieces }];
  await call(inventory.count, 'count', { counts, reason: 'correction', note: '' }, client).catch(() => undefined);
}

/** People get the money that a bank declined or let lapse in another way, and say so. */
async function collectByHand(stack: Stack): Promise<void> {
  const call = await asStaff(stack, 'payment', 'operations');
  const { failing } = journal.standing.output.parse(await call(journal.standing, 'journal.standing', {}, client));
  for (const { id } of failing.filter(({ over }) => over)) await call(journal.tickOff, 'journal.tickOff', { id, how: 'paid by bank transfer' }, client);
}

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
export async function simulate(stack: Stack, { capture, goods, buyers, disturbances }: Plan): Promise<Outcome> {
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
    const phases = await settle(stack, async () => {
      const counted = await stores.sql<{ phase: string; count: number }>('order', 'select phase, count(*)::int as count from orders group by phase');
      return Object.fromEntries(counted.map(({ phase, count }) => [phase, count]));
    });
    await collectByHand(stack);
    const report = await examine(stores, { settleMs: 30_000 });
    return { report, phases, seconds: Math.round((Date.now() - began) / 1000) };
  } finally {
    await moveClock(stack, 0);
    await stores.close();
  }
}

/** Business time runs ahead, faster and faster, so that who pays never, news that never come and gaps between looks are all over soon. */
async function settle(stack: Stack, count: () => Promise<Record<string, number>>): Promise<Record<string, number>> {
  let ahead = 20 * MINUTE;
  const deadline = Date.now() + SETTLES_WITHIN_MS;
  for (;;) {
    await moveClock(stack, ahead);
    await pause(1_500);
    const phases = await count();
    const open = ['placed', 'held', 'closing', 'cancelling', 'paid'].some((phase) => phases[phase]);
    if (!open || Date.now() > deadline) return phases;
    ahead = Math.min(ahead * 2, 10 * 24 * 60 * MINUTE);
  }
}
