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

/** Several events as one message: the JSON batch format of CloudEvents 1.0. One alone is its envelope. */
export const batched = (envelopes: readonly string[]): string => (envelopes.length === 1 && envelopes[0] ? envelopes[0] : `[${envelopes.join()}]`);

/** What a message holds: its envelopes, not yet checked. Throws where it is no JSON. */
export function envelopesIn(body: string): unknown[] {
  const said: unknown = JSON.parse(body);
  return Array.isArray(said) ? said : [said];
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
