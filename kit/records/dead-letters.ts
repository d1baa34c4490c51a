import type { ConsumeMessage, GetMessage } from 'amqplib';
import { z } from 'zod';
import { Envelope } from '@kontor/contracts/events';
import type { DeadLetter } from '@kontor/contracts/journal';
import type { Broker, Outgoing } from '../broker.ts';
import { bulkOf, deadOf, queueOf } from '../topology.ts';

const MOST = 500;

type Verdict = 'keep' | 'replay' | 'discard';
const Died = z.object({ reason: z.string().optional(), attempts: z.number().optional(), queue: z.string().optional(), died: z.string().optional() });
/** The broker's own note, on a message that killed whoever took it. */
const BrokerDied = z.object({ 'x-death': z.array(z.object({ queue: z.string(), reason: z.string(), count: z.number() })).min(1) });

/** Whatever is about a person stays unseen, wherever it stands. */
export function withoutPerson(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutPerson);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, name === 'person' ? '…' : withoutPerson(part)]));
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return body.slice(0, 2_000);
  }
}

function letterOf({ content, fields, properties }: GetMessage | ConsumeMessage): DeadLetter {
  const headers: unknown = properties.headers ?? {};
  const own = Died.safeParse(headers).data ?? {};
  const brokers = BrokerDied.safeParse(headers).data?.['x-death'][0];
  const body = parsed(content.toString());
  const { data: envelope } = Envelope.partial().safeParse(body);
  return {
    id: String(properties.messageId ?? ''),
    type: envelope?.type ?? fields.routingKey,
    subject: envelope?.subject ?? '',
    reason: own.reason ?? (brokers ? `the broker gave up: ${brokers.reason}` : 'no reason is known'),
    attempts: own.attempts ?? brokers?.count ?? 0,
    diedAt: own.died ?? null,
    body: typeof body === 'string' ? body : JSON.stringify(withoutPerson(body), null, 2),
  };
}

/** Where a replayed message goes: the queue it died in, as if it came for the first time. */
function again({ content, properties }: GetMessage, hearer: string): Outgoing {
  const died = Died.safeParse(properties.headers ?? {}).data?.queue;
  const key = died === bulkOf(hearer) ? died : queueOf(hearer);
  return { exchange: '', key, id: String(properties.messageId), body: content.toString() };
}

const back = ({ content, properties }: GetMessage, hearer: string): Outgoing => ({
  exchange: '',
  key: deadOf(hearer),
  id: String(properties.messageId),
  body: content.toString(),
  headers: (properties.headers ?? {}) as Record<string, string | number>,
});

/**
 * The dead letters of one hearer, and what becomes of each. All are taken out and those that stay are put in again: a message
 * that is only given back counts as delivered once more, and newer brokers throw one away that was looked at too often. A crash
 * between the two leaves a letter twice, which harms nobody: hearing is idempotent.
 */
export function deadLetters(broker: Broker, hearer: string) {
  let last: Promise<unknown> = Promise.resolve();

  const sweepNow = (judge: (letter: DeadLetter) => Verdict): Promise<{ letter: DeadLetter; verdict: Verdict }[]> =>
    broker.withChannel(async (channel) => {
      const queue = deadOf(hearer);
      const { messageCount } = await channel.checkQueue(queue);
      const taken: GetMessage[] = [];
      while (taken.length < Math.min(messageCount, MOST)) {
        const message = await channel.get(queue);
        if (!message) break;
        taken.push(message);
      }
      const judged = taken.map((message) => {
        const letter = letterOf(message);
        return { message, letter, verdict: judge(letter) };
      });
      await broker.publish(
        judged.flatMap(({ message, verdict }) => (verdict === 'keep' ? back(message, hearer) : verdict === 'replay' ? again(message, hearer) : [])),
      );
      for (const { message } of judged) channel.ack(message);
      return judged.map(({ letter, verdict }) => ({ letter, verdict }));
    });

  /** One look at a time, or the second would find an empty queue. */
  function sweep(judge: (letter: DeadLetter) => Verdict) {
    const sweeping = last.then(() => sweepNow(judge));
    last = sweeping.catch(() => undefined);
    return sweeping;
  }

  const settle = async (letters: 'all' | string[], verdict: Verdict): Promise<number> => {
    const meant = (id: string) => letters === 'all' || letters.includes(id);
    const swept = await sweep(({ id }) => (meant(id) ? verdict : 'keep'));
    return swept.filter((one) => one.verdict === verdict).length;
  };

  return {
    list: async (): Promise<DeadLetter[]> => (await sweep(() => 'keep')).map(({ letter }) => letter),
    replay: (letters: 'all' | string[]) => settle(letters, 'replay'),
    discard: (letters: 'all' | string[]) => settle(letters, 'discard'),
  };
}
