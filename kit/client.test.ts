import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { isStoreAway } from './away.ts';
import type { Sql } from './postgres.ts';
import { testWorld } from './testing.ts';
import { journalOn } from './testing/journal.ts';

const world = await testWorld('inventory');
const { journal, client } = await journalOn('inventory', world.database);
after(async () => {
  await journal.close();
  await world.stop();
});

type Row = { sku: string; location: string; onHand: number };
type Models = { stock: { create(row: { data: Row }): Promise<unknown>; findMany(asked: { where: { sku: string } }): Promise<Row[]> } };
const OPEN = 'insert into stock (sku, location, on_hand) values ($1, $2, $3)';
const onHand = async (on: Sql, sku: string) =>
  (await on.$queryRawUnsafe<{ on_hand: number }[]>('select on_hand from stock where sku = $1 order by location', sku)).map((row) => row.on_hand);
const modelsOf = (tx: Sql) => (tx as Sql & Models).stock;

test('a transaction that is given up before it said anything leaves its connection good', async () => {
  await assert.rejects(
    journal.transaction(() => Promise.reject(new Error('not after all'))),
    /not after all/,
  );
  assert.deepEqual(
    await Promise.all(Array.from({ length: 12 }, () => journal.transaction((tx) => onHand(tx, 'none')))),
    Array.from({ length: 12 }, () => []),
  );
});

test('models and statements of ours see each other in a transaction, and stay or go together', async () => {
  const sku = randomUUID();
  const write = (tx: Sql, location: string) => modelsOf(tx).create({ data: { sku, location, onHand: 3 } });
  await journal.transaction(async (tx) => {
    await tx.$executeRawUnsafe(OPEN, sku, 'a', 1);
    await write(tx, 'b');
    assert.deepEqual(await onHand(tx, sku), [1, 3]);
    assert.equal((await modelsOf(tx).findMany({ where: { sku } })).length, 2);
    assert.deepEqual(await onHand(client, sku), []);
  });
  const given = journal.transaction(async (tx) => {
    await write(tx, 'c');
    await tx.$executeRawUnsafe(OPEN, sku, 'd', 1);
    throw new Error('given up');
  });
  await assert.rejects(given, /given up/);
  await assert.rejects(
    journal.transaction((tx) => write(tx, 'a')),
    /[Uu]nique/,
  );
  assert.deepEqual(await onHand(client, sku), [1, 3]);
});

test('a transaction in which something failed does not pass for done, though its work looked away', async () => {
  const sku = randomUUID();
  const looksAway = journal.transaction(async (tx) => {
    await tx.$executeRawUnsafe(OPEN, sku, 'a', 1);
    await tx.$executeRawUnsafe(OPEN, sku, 'a', 1).catch(() => undefined);
  });
  await assert.rejects(looksAway, /had failed before its end/);
  assert.deepEqual(await onHand(client, sku), []);
});

test('statements of ours give what Prisma gives', async () => {
  const odd = `select 7::bigint as big, '2026-01-02T03:04:05.678Z'::timestamptz as moment, '{"a":[1]}'::jsonb as json, $1::text[] as texts, null as none, 5 as int`;
  const texts = ['a', 'with "quotes", commas', 'üß'];
  const expected = [{ big: 7n, moment: new Date('2026-01-02T03:04:05.678Z'), json: { a: [1] }, texts, none: null, int: 5 }];
  for (const read of [client, undefined]) {
    const rows = read ? await read.$queryRawUnsafe(odd, texts) : await journal.transaction((tx) => tx.$queryRawUnsafe(odd, texts));
    assert.deepEqual(structuredClone(rows), expected);
  }
});

test('a connection that the database closes in the middle fails that transaction, and the next one has another', async () => {
  const sku = randomUUID();
  const cut = journal.transaction(async (tx) => {
    const [me] = await tx.$queryRawUnsafe<{ pid: number }[]>('select pg_backend_pid() as pid');
    await client.$queryRawUnsafe('select pg_terminate_backend($1::int)', me?.pid);
    await tx.$executeRawUnsafe(OPEN, sku, 'a', 1);
  });
  await assert.rejects(cut, isStoreAway);
  await journal.transaction((tx) => tx.$executeRawUnsafe(OPEN, sku, 'a', 1));
  assert.deepEqual(await onHand(client, sku), [1]);
});

test('nothing is asked of a connection once its transaction is over', async () => {
  const sku = randomUUID();
  let kept: Sql | undefined;
  await journal.transaction(async (tx) => {
    kept = tx;
    await onHand(tx, sku);
  });
  await assert.rejects(Promise.resolve(kept?.$executeRawUnsafe(OPEN, sku, 'a', 1)), /the transaction is over/);
  assert.deepEqual(await onHand(client, sku), []);
});
