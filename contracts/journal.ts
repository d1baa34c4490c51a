import { z } from 'zod';
import { Instant, Uuid } from './ids.ts';
import { ask, command } from './verb.ts';

/** One thing that a worker did or was told about an order. Personal data is left out of `data`. */
export const JournalEntry = z.object({
  kind: z.enum(['event', 'ask', 'webhook', 'mail']),
  id: z.string(),
  /** the event's type, the ask's kind, the webhook's type or the mail's fact */
  what: z.string(),
  /** when it happened; for an ask that waits, when it is due */
  at: Instant,
  /** events: taken by the broker; asks: done; mails: sent. Null while it waits. */
  settledAt: Instant.nullable(),
  attempts: z.int().nullable().default(null),
  failure: z.string().nullable().default(null),
  trace: z.string().default(''),
  data: z.record(z.string(), z.unknown()).default({}),
});
export type JournalEntry = z.infer<typeof JournalEntry>;

/** A change that a member of staff made; `about` and `detail` hold ids and numbers, never a person. */
export const AuditEntry = z.object({
  /** counts up without gaps in each worker */
  no: z.int().min(1),
  at: Instant,
  actor: z.string(),
  act: z.string(),
  about: z.string(),
  detail: z.record(z.string(), z.unknown()),
  trace: z.string(),
  previous: z.string(),
  hash: z.string(),
});
export type AuditEntry = z.infer<typeof AuditEntry>;

export const DeadLetter = z.object({
  id: z.string(),
  type: z.string(),
  subject: z.string(),
  reason: z.string(),
  attempts: z.int(),
  diedAt: Instant.nullable(),
  /** the message as it came, without the person it is about; indented where it is JSON */
  body: z.string(),
});
export type DeadLetter = z.infer<typeof DeadLetter>;

/** A call beyond the company that failed the last time it was tried. */
export const FailingAsk = z.object({
  id: Uuid,
  kind: z.string(),
  subject: z.string(),
  attempts: z.int(),
  failure: z.string(),
  dueAt: Instant,
  /** given up: nobody tries again */
  over: z.boolean(),
});
export type FailingAsk = z.infer<typeof FailingAsk>;

export const Standing = z.object({
  /** events that are committed and not yet with the broker */
  waiting: z.int(),
  oldestWaiting: Instant.nullable(),
  queues: z.array(z.object({ name: z.string(), messages: z.int(), consumers: z.int() })),
  deadLetters: z.int(),
  failing: z.array(FailingAsk),
});
export type Standing = z.infer<typeof Standing>;

/** `all` of a queue, or those named. */
export const Letters = z.union([z.literal('all'), z.array(z.string().min(1).max(200)).min(1).max(500)]);

/** What every worker answers of its own journal. The gateway asks them all and joins (contracts/office.ts). */
export const journal = {
  about: ask({ input: z.object({ orderId: Uuid }), output: z.array(JournalEntry), permission: 'staff:orders' }),
  /** Which of these messages were heard here, and when. */
  heard: ask({
    input: z.object({ ids: z.array(Uuid).max(500) }),
    output: z.array(z.object({ id: Uuid, at: Instant })),
    permission: 'staff:orders',
  }),
  standing: ask({ input: z.object({}), output: Standing, permission: 'staff:operations' }),
  deadLetters: ask({ input: z.object({}), output: z.array(DeadLetter).max(500), permission: 'staff:operations' }),
  replay: command({ input: z.object({ letters: Letters }), output: z.object({ replayed: z.int() }), permission: 'staff:operations' }),
  discard: command({
    input: z.object({ letters: Letters, reason: z.string().trim().min(3, 'say in a few words why they may be thrown away').max(200) }),
    output: z.object({ discarded: z.int() }),
    permission: 'staff:operations',
  }),
  /** People have done what an ask that was given up could not: it stands among those that fail no more. */
  tickOff: command({
    input: z.object({ id: Uuid, how: z.string().trim().min(3, 'say in a few words what was done').max(200) }),
    output: z.object({}),
    permission: 'staff:operations',
  }),
  /** Newest first, from `before` down. `intact` says whether each entry still has the hash it was sealed with. */
  audit: ask({
    input: z.object({ before: z.int().min(1).optional(), limit: z.int().min(1).max(100).default(50) }),
    output: z.object({ items: z.array(AuditEntry), intact: z.boolean() }),
    permission: 'staff:operations',
  }),
};
