import { testWorld } from './testing.ts';
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, afterEach, beforeEach, test } from 'node:test';
import { openBroker } from './broker.ts';
import { moveClock } from './clock.ts';
import { relay } from './outbox.ts';
import { postgresJournal } from './postgres.ts';
import { until } from './testing.ts';
import { journalOn } from './testing/journal.ts';
import { brokerUrl } from './worker.ts';

const world = await testWorld('payment');
const { journal: kept, client } = await journalOn('payment', world.database);
const journal = postgresJournal('payment', world.database ?? '', client, { webhook: 'received_at' });
const DAY_MS = 24 * 3_600_000;
const stops: (() => Promise<unknown>)[] = [];
beforeEach(async () => void (await client.$executeRawUnsafe('truncate outbox, inbox, ask, webhook')));
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
  moveClock(0);
});
after(async () => {
  await kept.close();
  await world.stop();
});

const TABLES = ['outbox', 'inbox', 'ask', 'webhook'] as const;
const idsIn = async (table: (typeof TABLES)[number]) =>
  (await client.$queryRawUnsafe<{ id: string }[]>(`select id::text as id from ${table} order by 1`)).map(({ id }) => id);
const left = async () => Object.fromEntries(await Promise.all(TABLES.map(async (table) => [table, await idsIn(table)] as const)));
const put = async (sql: string, ...values: unknown[]): Promise<string> => {
  const id = randomUUID();
  await client.$executeRawUnsafe(sql, id, ...values);
  return id;
};
const ago = (days: number) => `now() - interval '${days} days'`;
const told = (days: number, tells = ago(days)) =>
  put(
    `insert into outbox (id, type, subject, version, data, lane, at, published_at) values ($1::uuid, 'PaymentSucceeded', 'K1', 1, '{}', 'none', ${ago(days)}, ${tells})`,
  );
const heard = (days: number) => put(`insert into inbox (id, at) values ($1::uuid, ${ago(days)})`);
const asked = (doneAt: string, failure: string | null = null) =>
  put(
    `insert into ask (id, kind, subject, key, payload, due, done_at, failure) values ($1::uuid, 'capture', 'K1', $1, '{}', ${ago(90)}, ${doneAt}, $2)`,
    failure,
  );
const sent = (days: number) => put(`insert into webhook (id, type, body, received_at) values ($1, 'session.succeeded', '{}', ${ago(days)})`);
const monthAgo = () => new Date(Date.now() - 30 * DAY_MS);
const clear = async (): Promise<Record<string, number>> => {
  const gone: Record<string, number> = {};
  for await (const page of journal.oldRows(monthAgo())) gone[page.table] = (gone[page.table] ?? 0) + page.gone;
  return gone;
};

test('what was told, heard, done and received 30 days ago goes; what is younger, untold, waiting or given up stays', async () => {
  await Promise.all([told(31), told(40), heard(31), asked(ago(31)), sent(31)]);
  const staying = {
    outbox: [await told(29), await told(31, 'null')].sort(),
    inbox: [await heard(29)],
    ask: [await asked(ago(29)), await asked('null'), await asked('null', 'no answer'), await asked(ago(60), 'no such card')].sort(),
    webhook: [await sent(29)],
  };
  assert.deepEqual(await clear(), { outbox: 2, inbox: 1, ask: 1, webhook: 1 });
  assert.deepEqual(await left(), staying);
  assert.deepEqual(await clear(), {}, 'there is nothing left to delete');
});

test('what people have ticked off goes as what was done', async () => {
  const given = await asked(ago(31), 'no such card');
  await journal.transaction((tx) => journal.asks.tickOff(tx, given));
  assert.deepEqual(await clear(), { ask: 1 });
});

test('many rows go page by page, though some between them stay', async () => {
  await client.$executeRawUnsafe(`insert into inbox (id, at) select gen_random_uuid(), ${ago(31)} + i * interval '1 second' from generate_series(1, 2500) i`);
  await client.$executeRawUnsafe(
    `insert into outbox (id, type, subject, version, data, lane, at, published_at)
       select gen_random_uuid(), 'PaymentSucceeded', 'K1', 1, '{}', 'none', ${ago(31)}, case when i % 100 = 0 then null else ${ago(31)} end from generate_series(1, 2500) i`,
  );
  const pages: { table: string; gone: number }[] = [];
  for await (const page of journal.oldRows(monthAgo())) pages.push(page);
  assert.deepEqual(
    pages.filter(({ table }) => table === 'inbox').map(({ gone }) => gone),
    [1000, 1000, 500],
  );
  const { outbox } = await left();
  assert.equal(outbox?.length, 25, 'those that are not told yet');
});

test('two who tidy at once each do a part, and nobody fails', async () => {
  await client.$executeRawUnsafe(`insert into inbox (id, at) select gen_random_uuid(), ${ago(31)} + i * interval '1 second' from generate_series(1, 5000) i`);
  const [one, other] = await Promise.all([clear(), clear()]);
  assert.equal((one['inbox'] ?? 0) + (other['inbox'] ?? 0), 5000);
  assert.deepEqual(await idsIn('inbox'), []);
});

test('a message that comes once more after its inbox row is gone is news again: facts protect then, not the inbox', async () => {
  const id = await heard(31);
  const fresh = () => journal.transaction((tx) => journal.fresh(tx, [id]));
  assert.deepEqual(await fresh(), new Set());
  await clear();
  assert.deepEqual(await fresh(), new Set([id]));
});

test('a month later by the clock of the shop the relay that leads deletes what was told before', async () => {
  const broker = openBroker(brokerUrl('payment'), 'payment keeping');
  stops.push(broker.close);
  await told(1);
  moveClock(31 * DAY_MS);
  stops.push(relay('payment', journal, broker));
  await until(async () => (await idsIn('outbox')).length === 0, 'it is gone');
});
