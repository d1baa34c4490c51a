import { testWorld } from './testing.ts';
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { type Sql, unawaited } from './postgres.ts';
import { journalOn } from './testing/journal.ts';

const world = await testWorld('inventory');
const { journal, client } = await journalOn('inventory', world.database);
after(async () => {
  await journal.close();
  await world.stop();
});

const OPEN = 'insert into stock (sku, location, on_hand) values ($1, $2, $3)';
const onHand = async (on: Sql, sku: string) =>
  (await on.$queryRawUnsafe<{ on_hand: number }[]>('select on_hand from stock where sku = $1 order by location', sku)).map((row) => row.on_hand);

test('what nobody waits for is done before what follows it, and is committed with it', async () => {
  const sku = randomUUID();
  const seen = await journal.transaction(async (tx) => {
    await unawaited(tx, OPEN, sku, 'a', 1);
    await unawaited(tx, 'update stock set on_hand = on_hand + 1 where sku = $1', sku);
    const seen = await onHand(tx, sku);
    await unawaited(tx, OPEN, sku, 'b', 5);
    return seen;
  });
  assert.deepEqual([seen, await onHand(client, sku)], [[2], [2, 5]]);
});

test('its failure is that of the statement it went with, and nothing stays', async () => {
  const sku = randomUUID();
  let went = false;
  const failing = journal.transaction(async (tx) => {
    await unawaited(tx, OPEN, sku, 'a', 1);
    await unawaited(tx, OPEN, sku, 'a', 1);
    await onHand(tx, sku);
    went = true;
  });
  await assert.rejects(failing, /[Uu]nique/);
  assert.deepEqual([went, await onHand(client, sku)], [false, []]);
});

test('a failure that shows at the commit is a failure of the transaction: nothing stays, nobody is rung, the connection is good', async () => {
  const sku = randomUUID();
  let rang = 0;
  const failing = journal.transaction(async (tx) => {
    journal.after(tx, () => rang++);
    await unawaited(tx, OPEN, sku, 'a', 1);
    await unawaited(tx, OPEN, sku, 'a', 1);
  });
  await assert.rejects(failing, /[Uu]nique/);
  assert.deepEqual([rang, await onHand(client, sku)], [0, []]);
  await Promise.all(Array.from({ length: 20 }, () => journal.transaction((tx) => onHand(tx, sku))));
});

test('two that lock each other out are both done in the end, though neither waited for its locks', async () => {
  const sku = randomUUID();
  await journal.transaction(async (tx) => {
    for (const place of ['a', 'b']) await unawaited(tx, OPEN, sku, place, 0);
  });
  const both = [Promise.withResolvers<void>(), Promise.withResolvers<void>()] as const;
  const add = (mine: 0 | 1, places: [string, string]) =>
    journal.transaction(async (tx) => {
      const more = (place: string) => unawaited(tx, 'update stock set on_hand = on_hand + 1 where sku = $1 and location = $2', sku, place);
      await more(places[0]);
      await onHand(tx, sku);
      both[mine].resolve();
      await both[1 - mine]?.promise;
      await more(places[1]);
    });
  await Promise.all([add(0, ['a', 'b']), add(1, ['b', 'a'])]);
  assert.deepEqual(await onHand(client, sku), [2, 2]);
});
