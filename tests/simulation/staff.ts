import { aftercare } from '@kontor/contracts/aftercare';
import type { Worker } from '@kontor/contracts/events';
import { inventory } from '@kontor/contracts/inventory';
import { journal } from '@kontor/contracts/journal';
import { signer } from '@kontor/kit/identity';
import { callWorker } from '@kontor/kit/rpc';
import type { Stores } from '../../scripts/doctor/stores.ts';
import type { Stack } from '../stack.ts';

const client = { actor: null, client: 'simulation' };

/** Asks a worker as staff with a role does. */
async function asStaff(stack: Stack, worker: Worker, role: string) {
  const gateway = await signer(stack.gatewayKey, 'gateway');
  const token = () => gateway.sign({ sub: 'simulation', kind: 'staff', roles: [role] }, worker, 60);
  return callWorker(worker, stack.values[`${worker.toUpperCase()}_URL`] ?? '', token);
}

/** Counts a shelf; a count below what is promised is refused, and that is right. */
export async function countShelf(stack: Stack, sku: string, pieces: number): Promise<void> {
  const call = await asStaff(stack, 'inventory', 'inventory');
  const counts = [{ sku, location: 'berlin', onHand: pieces }];
  await call(inventory.count, 'count', { counts, reason: 'correction', note: '' }, client).catch(() => undefined);
}

/** People get the money that a bank declined or let lapse in another way, and say so. */
export async function collectByHand(stack: Stack): Promise<void> {
  const call = await asStaff(stack, 'payment', 'operations');
  const { failing } = journal.standing.output.parse(await call(journal.standing, 'journal.standing', {}, client));
  for (const { id } of failing.filter(({ over }) => over)) await call(journal.tickOff, 'journal.tickOff', { id, how: 'paid by bank transfer' }, client);
}

type Pieces = { sku: string; quantity: number };
/** What staff make of goods that came back. */
export type Judgement = 'accept' | 'find damage' | 'refuse a piece' | 'decline';

/** Staff look at a return and decide about it; refused where somebody has decided otherwise already. */
export async function judge(stack: Stack, { orderId, returnId, lines }: { orderId: string; returnId: string; lines: readonly Pieces[] }, how: Judgement) {
  const call = await asStaff(stack, 'order', 'orders');
  if (how === 'decline') return call(aftercare.declineReturn, 'declineReturn', { orderId, returnId, answer: 'It was worn.' }, client);
  const looked = lines.map(({ sku, quantity }, index) => {
    const refused = how === 'refuse a piece' && index === 0 ? 1 : 0;
    const sound = quantity - refused;
    return { sku, refused, ...(how === 'find damage' ? { damaged: sound, resell: 0 } : { damaged: 0, resell: sound }) };
  });
  return call(aftercare.settleReturn, 'settleReturn', { orderId, returnId, lines: looked }, client);
}

const WAITING = `select o.id as "orderId", r->>'id' as "returnId", r->'lines' as lines from orders o, jsonb_array_elements(o.returns) as r
  where r->>'phase' in ('asked', 'received')`;
/** Staff take back whatever nobody has looked at yet; what cannot be decided at this moment waits for the next round. */
export async function judgeTheRest(stack: Stack, stores: Stores): Promise<void> {
  const waiting = await stores.sql<{ orderId: string; returnId: string; lines: Pieces[] }>('order', WAITING);
  for (const one of waiting) await judge(stack, one, 'accept').catch(() => undefined);
}
