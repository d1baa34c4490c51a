import type { Worker } from '@kontor/contracts/events';
import { journal as contract, type JournalEntry } from '@kontor/contracts/journal';
import type { Asking, Askings } from '../asks.ts';
import type { Broker } from '../broker.ts';
import { now } from '../clock.ts';
import type { AskedRow, Journal, ToldRow } from '../journal.ts';
import { Refusal } from '@kontor/contracts/refusals';
import { serve, staffOf } from '../rpc.ts';
import { bulkOf, deadOf, queueOf } from '../topology.ts';
import { isIntact } from './audit.ts';
import { deadLetters, withoutPerson } from './dead-letters.ts';

/**
 * What a worker adds about an order to what its outbox and asks say: entries of its own, such as webhooks and mails, and
 * `subjects`, the other names under which its outbox and asks speak of that order.
 */
export type AboutOrder = (orderId: string) => Promise<{ subjects?: string[]; entries?: JournalEntry[] }>;

const dataOf = (data: unknown): Record<string, unknown> => withoutPerson(typeof data === 'object' && data !== null ? data : {}) as Record<string, unknown>;

const eventEntry = ({ id, type, data, trace, at, publishedAt }: ToldRow): JournalEntry => ({
  kind: 'event',
  id,
  what: type,
  at: at.toISOString(),
  settledAt: publishedAt?.toISOString() ?? null,
  attempts: null,
  failure: null,
  trace,
  data: dataOf(data),
});

const LONG_AGO = 1_000_000;
/** An ask without a time of its own is due at once: its row says the beginning of time. */
const dueOf = (due: Date): Date => (due.getTime() < LONG_AGO ? now() : due);
const askEntry = ({ id, kind, payload, due, attempts, doneAt, failure, trace }: AskedRow): JournalEntry => ({
  kind: 'ask',
  id,
  what: kind,
  at: (doneAt ?? dueOf(due)).toISOString(),
  settledAt: doneAt?.toISOString() ?? null,
  attempts,
  failure,
  trace,
  data: dataOf(payload),
});

type KeptWebhook = { id: string; type: string; receivedAt: Date; handledAt: Date | null; data: unknown };
/** What a provider sent, as a journal shows it. */
export const webhookEntry = ({ id, type, receivedAt, handledAt, data }: KeptWebhook): JournalEntry => ({
  kind: 'webhook',
  id,
  what: type,
  at: receivedAt.toISOString(),
  settledAt: handledAt?.toISOString() ?? null,
  attempts: null,
  failure: null,
  trace: '',
  data: dataOf(data),
});

/** The procedures that every worker has: what its journal says, for staff. */
export function journalApi<Tx>(worker: Worker, journal: Journal<Tx>, broker: Broker, asks: Askings<Tx>, about: AboutOrder = async () => ({})) {
  const { records } = journal;
  const letters = deadLetters(broker, worker);
  const queues = () =>
    broker.withChannel((channel) =>
      Promise.all(
        [queueOf(worker), bulkOf(worker), deadOf(worker)].map(async (name) => {
          const { messageCount, consumerCount } = await channel.checkQueue(name);
          return { name, messages: messageCount, consumers: consumerCount };
        }),
      ),
    );

  return serve(contract, {
    async about({ orderId }) {
      const { subjects = [], entries = [] } = await about(orderId);
      const all = [orderId, ...subjects];
      const [told, asked] = await Promise.all([records.told(all), records.asked(all)]);
      return [...told.map(eventEntry), ...asked.map(askEntry), ...entries];
    },

    heard: async ({ ids }) => (await records.heard(ids)).map(({ id, at }) => ({ id, at: at.toISOString() })),

    async standing() {
      const [{ waiting, oldest }, failing, depths] = await Promise.all([records.waiting(), records.failing(), queues()]);
      const isDead = ({ name }: { name: string }) => name === deadOf(worker);
      return {
        waiting,
        oldestWaiting: oldest?.toISOString() ?? null,
        queues: depths.filter((queue) => !isDead(queue)),
        deadLetters: depths.find(isDead)?.messages ?? 0,
        failing,
      };
    },

    deadLetters: () => letters.list(),

    // Noted before it is done: the broker takes part in no transaction, and a deed that nobody wrote down would be worse than one too many.
    async replay({ letters: which }, context) {
      const { id: actor } = staffOf(context);
      await journal.transaction((tx) => records.note(tx, { actor, act: 'replay', about: deadOf(worker), detail: { letters: which } }));
      return { replayed: await letters.replay(which) };
    },
    async discard({ letters: which, reason }, context) {
      const { id: actor } = staffOf(context);
      await journal.transaction((tx) => records.note(tx, { actor, act: 'discard', about: deadOf(worker), detail: { letters: which, reason } }));
      return { discarded: await letters.discard(which) };
    },

    async tickOff({ id, how }, context) {
      const { id: actor } = staffOf(context);
      await journal.transaction(async (tx) => {
        const ask = await journal.asks.tickOff(tx, id);
        if (!ask) throw new Refusal('NotFound', { field: 'id' });
        const { kind, subject, failure } = ask;
        await records.note(tx, { actor, act: 'tickOff', about: id, detail: { kind, subject, failure, how } });
        await (asks[kind] as unknown as Asking<Tx> | undefined)?.byHand?.(tx, ask);
      });
      return {};
    },

    async audit({ before, limit }) {
      const items = await records.noted(before, limit);
      return { items, intact: isIntact(items) };
    },
  });
}
