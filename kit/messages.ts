import { Envelope, events, type EventType, type Message } from '@kontor/contracts/events';
import type { Waiting } from './journal.ts';

/** The envelope of an event: CloudEvents 1.0 in JSON. */
export function envelope(source: string, event: Waiting): string {
  const { id, type, subject, version, data, trace, at } = event;
  return JSON.stringify({
    specversion: '1.0',
    id,
    source: `kontor/${source}`,
    type,
    subject,
    time: at,
    aggregateversion: version,
    ...(trace && { traceparent: trace }),
    datacontenttype: 'application/json',
    data,
  });
}

/** So many events share a message at most: as many as a hearer takes at once. */
const TOGETHER = 50;

/**
 * Events as the bodies of as few messages as they need, each with the id of its first event: the JSON batch format of CloudEvents 1.0.
 * One alone is its envelope.
 */
export const packed = (source: string, events: readonly Waiting[]): { id: string; body: string }[] =>
  Array.from({ length: Math.ceil(events.length / TOGETHER) }, (_one, index) => events.slice(index * TOGETHER, (index + 1) * TOGETHER)).map((some) => {
    const body = some.map((event) => envelope(source, event)).join();
    return { id: some[0]?.id ?? '', body: some.length === 1 ? body : `[${body}]` };
  });

/** What a message holds: its envelopes, not yet checked. Throws where it is no JSON, or holds none. */
export function envelopesIn(body: string): unknown[] {
  const said: unknown = JSON.parse(body);
  const envelopes: unknown[] = Array.isArray(said) ? said : [said];
  if (envelopes.length === 0) throw new Error('there is no event in it');
  return envelopes;
}

const isEventType = (type: string): type is EventType => Object.hasOwn(events, type);

/** An event from its envelope. Throws a sentence that says what is wrong with it. */
export function messageFrom(said: unknown): Message {
  const { id, type, source, subject, aggregateversion, time, traceparent, data } = Envelope.parse(said);
  if (!isEventType(type)) throw new Error(`${type} is not an event of this shop`);
  return { id, type, source, subject, version: aggregateversion, time, trace: traceparent ?? '', data: events[type].schema.parse(data) } as Message;
}

/** All events of a message; throws where one of them is wrong. */
export const messagesOf = (body: string): Message[] => envelopesIn(body).map(messageFrom);

/** Cuts a batch into runs of one kind each, by default of one type, so that those of a subject keep their order. */
export function runsOf<Item extends { type: string; subject: string }>(items: readonly Item[], kindOf: (item: Item) => string = ({ type }) => type): Item[][] {
  const runs: { kind: string; subjects: Set<string>; items: Item[] }[] = [];
  for (const item of items) {
    const kind = kindOf(item);
    const last = runs.findLastIndex((run) => run.subjects.has(item.subject));
    const run = runs.find((one, index) => index >= last && one.kind === kind);
    if (run) {
      run.items.push(item);
      run.subjects.add(item.subject);
    } else runs.push({ kind, subjects: new Set([item.subject]), items: [item] });
  }
  return runs.map((run) => run.items);
}
