import { z } from 'zod';
import { Envelope, events } from '@kontor/contracts/events';
import type { SourceFile } from '../gates/finding.ts';
import type { ToldEvent } from './told.ts';

/** A schema as a hearer may rely on it: fields may be added, so nothing is closed. */
function schemaOf(schema: z.ZodType): Record<string, unknown> {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, {
    target: 'draft-7',
    override: ({ jsonSchema }) => {
      if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
    },
  });
  return rest;
}

/** The newest stored sample of an event, in an envelope. */
function exampleOf({ name, owner }: ToldEvent, files: readonly SourceFile[]): { name: string; payload: unknown }[] {
  const versionOf = ({ path }: SourceFile) => Number(/\.v(\d+)\.json$/.exec(path)?.[1] ?? 0);
  const samples = files.filter(({ path }) => path.startsWith(`contracts/samples/${name}.v`)).sort((a, b) => versionOf(a) - versionOf(b));
  const newest = samples.at(-1);
  if (!newest) return [];
  const envelope = { specversion: '1.0', id: '0192f0c4-7a10-7d3e-9b5a-4c1f2e3d4a5b', source: `kontor/${owner}`, type: name, subject: 'id of what it is about' };
  return [
    {
      name,
      payload: {
        ...envelope,
        time: '2026-03-02T09:30:00.000Z',
        aggregateversion: 1,
        datacontenttype: 'application/json',
        data: JSON.parse(newest.text) as unknown,
      },
    },
  ];
}

const entries = <T>(told: readonly ToldEvent[], of: (event: ToldEvent) => T): Record<string, T> =>
  Object.fromEntries(told.map((event) => [event.name, of(event)]));

/** AsyncAPI 3.0 of everything the shop tells: a channel per event, `send` by its owner, `receive` by each hearer. */
export function asyncApi(told: readonly ToldEvent[], files: readonly SourceFile[]): unknown {
  const channel = (name: string) => ({ $ref: `#/channels/${name}` });
  const operations = told.flatMap(({ name, owner, hearers }) => [
    [`${owner}.tells.${name}`, { action: 'send', channel: channel(name) }] as const,
    ...hearers.map((hearer) => [`${hearer}.hears.${name}`, { action: 'receive', channel: channel(name) }] as const),
  ]);
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Kontor events',
      version: '1',
      description:
        'Every event the workers tell, in a CloudEvents 1.0 envelope. A state event is the whole state and is applied only if its aggregateversion is newer; a step event is one step of an order. Events come at least once: the id tells a second delivery. Imports and rebuilds are published under bulk.EVENT.',
    },
    defaultContentType: 'application/cloudevents+json',
    servers: {
      broker: { host: 'localhost:5672', protocol: 'amqp', description: 'One topic exchange; each hearer has a quorum queue of its own and one for bulk' },
    },
    channels: entries(told, ({ name, says }) => ({
      address: name,
      ...(says && { description: says }),
      messages: { [name]: { $ref: `#/components/messages/${name}` } },
      bindings: { amqp: { is: 'routingKey', exchange: { name: 'shop', type: 'topic', durable: true, autoDelete: false }, bindingVersion: '0.3.0' } },
    })),
    operations: Object.fromEntries(operations),
    components: {
      messages: entries(told, (event) => ({
        name: event.name,
        title: event.name,
        ...(event.says && { summary: event.says }),
        tags: [{ name: event.owner }, { name: event.kind }, ...(event.external ? [{ name: 'external' }] : [])],
        payload: {
          allOf: [
            { $ref: '#/components/schemas/Envelope' },
            {
              type: 'object',
              properties: { source: { const: `kontor/${event.owner}` }, type: { const: event.name }, data: { $ref: `#/components/schemas/${event.name}` } },
            },
          ],
        },
        examples: exampleOf(event, files),
      })),
      schemas: { Envelope: schemaOf(Envelope), ...entries(told, ({ name }) => schemaOf(events[name].schema)) },
    },
  };
}
