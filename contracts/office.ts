import { z } from 'zod';
import { workers } from './events.ts';
import { Instant, Uuid } from './ids.ts';
import { AuditEntry, DeadLetter, journal, JournalEntry, Standing } from './journal.ts';
import { ask, command } from './verb.ts';

export const WorkerName = z.enum(workers);

/** What happened about an order, wherever it happened; an event with who heard it. */
export const OfficeEntry = JournalEntry.extend({
  worker: WorkerName,
  heard: z.array(z.object({ worker: WorkerName, at: Instant })),
});
export type OfficeEntry = z.infer<typeof OfficeEntry>;

export const Service = z.object({
  name: WorkerName,
  ready: z.boolean(),
  /** what it needs to be ready, by name */
  dependencies: z.record(z.string(), z.boolean()),
  /** null when it does not answer */
  standing: Standing.nullable(),
});
export type Service = z.infer<typeof Service>;

const worker = { worker: WorkerName };

/** What the gateway joins for the back office; every worker's part of it is its own journal (contracts/journal.ts). */
export const office = {
  /** `missing` are the workers that did not answer: what they did is not among the entries. */
  timeline: ask({
    input: z.object({ orderId: Uuid }),
    output: z.object({ entries: z.array(OfficeEntry), missing: z.array(WorkerName) }),
    permission: 'staff:orders',
  }),
  health: ask({ input: z.object({}), output: z.array(Service), permission: 'staff:operations' }),
  deadLetters: ask({ input: z.object(worker), output: z.array(DeadLetter), permission: 'staff:operations' }),
  replay: command({ input: journal.replay.input.extend(worker), output: journal.replay.output, permission: 'staff:operations' }),
  discard: command({ input: journal.discard.input.extend(worker), output: journal.discard.output, permission: 'staff:operations' }),
  tickOff: command({ input: journal.tickOff.input.extend(worker), output: journal.tickOff.output, permission: 'staff:operations' }),
  /** All workers' entries, newest first. `broken` are the workers whose entries are not as they were sealed. */
  audit: ask({
    input: z.object({ after: z.string().max(400).optional(), limit: z.int().min(1).max(100).default(50), worker: WorkerName.optional() }),
    output: z.object({
      items: z.array(AuditEntry.extend(worker)),
      next: z.string().nullable(),
      missing: z.array(WorkerName),
      broken: z.array(WorkerName),
    }),
    permission: 'staff:operations',
  }),
};
