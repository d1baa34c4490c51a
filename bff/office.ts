import type { Worker } from '@kontor/contracts/events';
import { workers } from '@kontor/contracts/events';
import { type AuditEntry, journal } from '@kontor/contracts/journal';
import type { office, OfficeEntry, Service } from '@kontor/contracts/office';
import { placeIn } from '@kontor/contracts/place';
import { Refusal } from '@kontor/contracts/refusals';
import { log } from '@kontor/kit/log';
import type { Context, Handlers } from '@kontor/kit/rpc';
import { z } from 'zod';
import { addresses, calls } from './workers.ts';

type Journal = typeof journal;

/** One worker's own answer. */
async function askOne<N extends keyof Journal>(worker: Worker, name: N, input: unknown, context: Context): Promise<z.output<Journal[N]['output']>> {
  const answer = await calls[worker](journal[name], `journal.${name}`, input, context);
  return journal[name].output.parse(answer) as z.output<Journal[N]['output']>;
}

/** The same, null when the worker is away or breaks: the others' parts are worth seeing without it. A refusal goes on to the caller. */
async function askIfThere<N extends keyof Journal>(worker: Worker, name: N, input: unknown, context: Context) {
  try {
    return await askOne(worker, name, input, context);
  } catch (error) {
    if (error instanceof Refusal && error.code !== 'Unavailable') throw error;
    log.warn({ worker, name, error: String(error) }, 'a worker has no part in what staff sees');
    return null;
  }
}

/** Who has anything to say about an order. */
const ABOUT_ORDERS = ['order', 'inventory', 'payment', 'shipping', 'notification', 'user'] as const satisfies Worker[];

async function timeline(orderId: string, context: Context) {
  const parts = await Promise.all(ABOUT_ORDERS.map(async (worker) => ({ worker, entries: await askIfThere(worker, 'about', { orderId }, context) })));
  const entries = parts.flatMap(({ worker, entries }) => (entries ?? []).map((entry): OfficeEntry => ({ ...entry, worker, heard: [] })));
  const events = new Map(entries.filter(({ kind }) => kind === 'event').map((entry) => [entry.id, entry]));
  const ids = [...events.keys()].slice(0, 500);
  await Promise.all(
    parts.map(async ({ worker, entries: theirs }) => {
      if (theirs === null || ids.length === 0) return;
      for (const { id, at } of (await askIfThere(worker, 'heard', { ids }, context)) ?? []) events.get(id)?.heard.push({ worker, at });
    }),
  );
  return {
    entries: entries.sort((a, b) => a.at.localeCompare(b.at)),
    missing: parts.flatMap(({ worker, entries: theirs }) => (theirs === null ? worker : [])),
  };
}

const READY_MS = 2_500;
const Readiness = z.object({ ready: z.boolean(), dependencies: z.record(z.string(), z.boolean()) });

async function readiness(worker: Worker): Promise<z.output<typeof Readiness>> {
  try {
    const answer = await fetch(`${addresses[worker]}/readyz`, { signal: AbortSignal.timeout(READY_MS) });
    return Readiness.parse(await answer.json());
  } catch {
    return { ready: false, dependencies: {} };
  }
}

async function serviceOf(name: Worker, context: Context): Promise<Service> {
  const [{ ready, dependencies }, standing] = await Promise.all([readiness(name), askIfThere(name, 'standing', {}, context)]);
  return { name, ready, dependencies, standing };
}

const LogPlace = z.tuple([z.enum(workers), z.coerce.number().int().min(1).max(2_147_483_647)]);

/** Where the next page begins in each worker's log: `order:12 payment:3`; a worker that is not named is read to its end. */
function placesOf(after: string): Map<Worker, number> {
  const places = after.split(' ').map((one) => {
    const [name, no] = one.split(':');
    return placeIn(LogPlace, [name, no]);
  });
  return new Map(places);
}

type Audit = z.output<typeof office.audit.input>;

async function audit({ after, limit, worker }: Audit, context: Context) {
  const places = after === undefined ? undefined : placesOf(after);
  const named = workers.filter((name) => (worker === undefined || name === worker) && (places === undefined || places.has(name)));
  const parts = await Promise.all(
    named.map(async (name) => {
      const before = places?.get(name);
      return { name, part: await askIfThere(name, 'audit', { limit, ...(before !== undefined && { before }) }, context) };
    }),
  );
  const all = parts.flatMap(({ name, part }) => (part?.items ?? []).map((entry: AuditEntry) => ({ ...entry, worker: name })));
  const items = all.sort((a, b) => b.at.localeCompare(a.at) || a.worker.localeCompare(b.worker) || b.no - a.no).slice(0, limit);
  const next = parts.flatMap(({ name, part }) => {
    if (part === null) return places?.has(name) ? [`${name}:${places.get(name)}`] : [];
    const shown = items.filter((item) => item.worker === name).length;
    const oldest = part.items[shown - 1]?.no ?? places?.get(name) ?? (part.items[0] ? part.items[0].no + 1 : 1);
    return oldest > 1 ? [`${name}:${oldest}`] : [];
  });
  return {
    items,
    next: next.length > 0 && items.length > 0 ? next.join(' ') : null,
    missing: parts.flatMap(({ name, part }) => (part === null ? name : [])),
    broken: parts.flatMap(({ name, part }) => (part && !part.intact ? name : [])),
  };
}

export const officeHandlers: Handlers<typeof office> = {
  timeline: ({ orderId }, context) => timeline(orderId, context),
  health: (_input, context) => Promise.all(workers.map((name) => serviceOf(name, context))),
  deadLetters: ({ worker }, context) => askOne(worker, 'deadLetters', {}, context),
  replay: ({ worker, ...letters }, context) => askOne(worker, 'replay', letters, context),
  discard: ({ worker, ...letters }, context) => askOne(worker, 'discard', letters, context),
  tickOff: ({ worker, ...done }, context) => askOne(worker, 'tickOff', done, context),
  audit,
};
