import { randomUUID } from 'node:crypto';
import { events, type EventData, type EventType } from '@kontor/contracts/events';
import type { AuditEntry, FailingAsk } from '@kontor/contracts/journal';
import { now } from './clock.ts';
import type { Noted } from './records/audit.ts';

/** A past-tense event that a rule decides on; its version is the aggregate's after the change. */
export type Told = { [T in EventType]: { type: T; subject: string; data: EventData<T> } }[EventType];

/** A call beyond the company, or a timer: a call with a time. The same `key` is asked once, ever. */
export type Asked = { kind: string; subject: string; key: string; payload?: unknown; due?: Date };

/** `bulk` is for imports and rebuilds: published after, and to queues apart from, everything that a shopper waits for. */
export type Lane = 'now' | 'bulk';
export type Leaving = { id: string; type: EventType; subject: string; version: number; data: unknown; trace: string; lane: Lane };
export type Waiting = Leaving & { at: string };
export type Ask = { id: string; kind: string; subject: string; payload: unknown; attempts: number; trace: string };

/** Checks an event against its schema before it may leave, so that a hearer never meets a wrong one. */
export function leaving(told: Told, version: number, trace: string, lane: Lane = 'now'): Leaving {
  return { id: randomUUID(), type: told.type, subject: told.subject, version, data: events[told.type].schema.parse(told.data), trace, lane };
}

const isDue = ({ due }: Asked): boolean => due === undefined || due <= now();

/** Who is rung by a commit: for events that it left, and for asks that are due. */
export function bells() {
  const left = new Set<() => void>();
  const asked = new Set<() => void>();
  return {
    onLeft: (ring: () => void) => void left.add(ring),
    onAsked: (ring: () => void) => void asked.add(ring),
    /** What is to be rung once such a transaction has committed. */
    for: (events: readonly unknown[], asks: readonly Asked[]): (() => void)[] => [...(events.length > 0 ? left : []), ...(asks.some(isDue) ? asked : [])],
  };
}

/** What a worker's own store offers to kit: transactions, inbox, outbox and asks, all in the database of its state. */
export type Journal<Tx> = {
  /** Commits what `work` did, or nothing. Conflicts of the database are tried again, so `work` may run more than once. */
  transaction<R>(work: (tx: Tx) => Promise<R>): Promise<R>;
  /** Writes inbox rows; returns the ids that were not known before. */
  fresh(tx: Tx, ids: string[]): Promise<Set<string>>;
  leave(tx: Tx, events: Leaving[], asks: (Asked & { trace: string })[]): Promise<void>;
  /** Runs once `tx` has committed. */
  after(tx: Tx, work: () => void): void;
  /** Rings when events were committed here. */
  onLeft(ring: () => void): void;
  /** Rings when asks were committed here that are due. */
  onAsked(ring: () => void): void;
  outbox: Outbox;
  asks: Asks<Tx>;
  records: Records<Tx>;
  /** Deletes what was told, heard or done before then, page by page, as fast as pages are taken. */
  oldRows(before: Date): AsyncIterable<{ table: string; gone: number }>;
  ping(): Promise<unknown>;
  close(): Promise<void>;
};

export type Outbox = {
  /** Waits until this process is the one active relay; `lost` is called when it is not any more. */
  lead(lost: () => void): Promise<{ wakened(ring: () => void): void; release(): Promise<void> }>;
  take(most: number): Promise<Waiting[]>;
  mark(ids: string[]): Promise<void>;
};

export type Asks<Tx> = {
  /** Leases what is due by business time, so that two runners never call for the same ask at once. */
  lease(most: number, kinds: string[], now: Date): Promise<Ask[]>;
  finish(tx: Tx, ids: string[], failure: string | null): Promise<void>;
  again(id: string, due: Date, failure: string): Promise<void>;
  /** Takes one that was given up from among those that fail; null when it is not there, or is still tried. */
  tickOff(tx: Tx, id: string): Promise<(Ask & { failure: string }) | null>;
};

export type ToldRow = Omit<Leaving, 'lane'> & { at: Date; publishedAt: Date | null };
export type AskedRow = Ask & { due: Date; doneAt: Date | null; failure: string | null };

/** What a worker can say of its own past, for staff; and the audit log, which only grows. */
export type Records<Tx> = {
  /** What was told about these subjects, oldest first. */
  told(subjects: string[]): Promise<ToldRow[]>;
  asked(subjects: string[]): Promise<AskedRow[]>;
  heard(ids: string[]): Promise<{ id: string; at: Date }[]>;
  /** Events that the broker has not taken yet. */
  waiting(): Promise<{ waiting: number; oldest: Date | null }>;
  failing(): Promise<FailingAsk[]>;
  /** Writes down what a member of staff changed, in the transaction of the change. */
  note(tx: Tx, noted: Noted): Promise<void>;
  /** Newest first, below number `before`. */
  noted(before: number | undefined, limit: number): Promise<AuditEntry[]>;
};
