import { testWorld } from './testing.ts';
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { change, type Decision, type Keeper } from './change.ts';
import type { Told } from './journal.ts';
import { rows, type Sql } from './postgres.ts';
import { journalOn } from './testing/journal.ts';

const world = await testWorld('inventory');
const { journal, client } = await journalOn('inventory', world.database);
after(async () => {
  await journal.close();
  await world.stop();
});

type Hold = { id: string; phase: string; version: number };
const holds: Keeper<Sql, Hold> = {
  lock: (tx, ids) => tx.$queryRawUnsafe('select order_id as id, phase, version from hold where order_id = any($1::uuid[]) order by order_id for update', ids),
  save: async (tx, states) =>
    void (await tx.$executeRawUnsafe(
      'update hold h set phase = x.phase, version = x.version from jsonb_to_recordset($1::jsonb) as x(id uuid, phase text, version int) where h.order_id = x.id',
      rows(states),
    )),
  idOf: ({ id }) => id,
};

async function held(count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, () => randomUUID());
  await client.$executeRawUnsafe(`insert into hold (order_id, phase, lines, version) select unnest($1::uuid[]), 'held', '[]', 1`, ids);
  return ids.sort();
}
const kept = (ids: string[]) =>
  client.$queryRawUnsafe<Hold[]>('select order_id as id, phase, version from hold where order_id = any($1::uuid[]) order by order_id', ids);
const left = (ids: string[]) =>
  client.$queryRawUnsafe<{ subject: string; version: number; trace: string }[]>(
    'select subject, version, trace from outbox where subject = any($1) order by seq',
    ids,
  );
const asked = (ids: string[]) => client.$queryRawUnsafe<{ subject: string; key: string }[]>('select subject, key from ask where subject = any($1)', ids);

const told = (id: string): Told => ({ type: 'StockHeld', subject: id, data: { orderId: id, allocation: [] } });
const keep = ({ id, phase }: Hold, facts: string): Decision<Hold> => ({
  next: { phase: `${phase} ${facts}` },
  events: [told(id)],
  asks: [{ kind: 'book', subject: id, key: `book ${id}` }],
});

/** The statements that `work` sends. */
async function statements(work: (tx: Sql) => Promise<unknown>): Promise<string[]> {
  const said: string[] = [];
  const hear = (sql: string) => {
    said.push(sql);
    return sql;
  };
  const listening = (tx: Sql): Sql => ({
    $queryRawUnsafe: (sql, ...values) => tx.$queryRawUnsafe(hear(sql), ...values),
    $executeRawUnsafe: (sql, ...values) => tx.$executeRawUnsafe(hear(sql), ...values),
  });
  await journal.transaction((tx) => work(listening(tx)));
  return said;
}

test('one or fifty are changed by the same statements', async () => {
  const many = await held(50);
  const one = await held(1);
  const changing = (ids: string[]) =>
    statements((tx) =>
      change(
        journal,
        tx,
        holds,
        ids.map((id) => ({ id, facts: 'kept' })),
        keep,
      ),
    );
  assert.deepEqual(await changing(many), await changing(one));
  assert.ok((await kept(many)).every(({ phase, version }) => phase === 'held kept' && version === 2));
  assert.equal((await left(many)).length, 50);
  assert.equal((await asked(many)).length, 50);
});

test('rows are locked in one order, each once, however they are asked for', async () => {
  const ids = await held(3);
  const locked: string[][] = [];
  const lock = (tx: Sql, wanted: string[]) => {
    locked.push(wanted);
    return holds.lock(tx, wanted);
  };
  const todo = [...ids].reverse().flatMap((id) => [
    { id, facts: 'a' },
    { id, facts: 'b' },
  ]);
  await journal.transaction((tx) => change(journal, tx, { ...holds, lock }, todo, keep));
  assert.deepEqual(locked, [ids]);
});

test('two facts about one id in one batch: the second finds what the first left, and each is told under a version of its own', async () => {
  const [id = ''] = await held(1);
  const changed = await journal.transaction((tx) =>
    change(
      journal,
      tx,
      holds,
      [
        { id, facts: 'paid', trace: 't1' },
        { id, facts: 'sent', trace: 't2' },
      ],
      keep,
    ),
  );
  assert.deepEqual(changed, [{ id, phase: 'held paid sent', version: 3 }]);
  assert.deepEqual(await kept([id]), changed);
  assert.deepEqual(await left([id]), [
    { subject: id, version: 2, trace: 't1' },
    { subject: id, version: 3, trace: 't2' },
  ]);
  assert.equal((await asked([id])).length, 1, 'the same key is asked once');
});

test('a rule that decides nothing leaves the row and its version alone', async () => {
  const ids = await held(2);
  const said = await statements((tx) =>
    change(
      journal,
      tx,
      holds,
      ids.map((id) => ({ id, facts: '' })),
      () => ({}),
    ),
  );
  assert.equal(said.length, 1, 'only the lock');
  assert.ok((await kept(ids)).every(({ version }) => version === 1));
});

test('a rule that throws for one rolls back all of them, and nothing is told or asked', async () => {
  const ids = await held(3);
  const rule = (state: Hold, facts: string) => {
    if (state.id === ids[2]) throw new Error('this one cannot be');
    return keep(state, facts);
  };
  let rang = 0;
  let after = 0;
  journal.onLeft(() => rang++);
  const changing = journal.transaction((tx) => {
    journal.after(tx, () => after++);
    return change(
      journal,
      tx,
      holds,
      ids.map((id) => ({ id, facts: 'kept' })),
      rule,
    );
  });
  await assert.rejects(changing, /this one cannot be/);
  assert.ok((await kept(ids)).every(({ phase, version }) => phase === 'held' && version === 1));
  assert.deepEqual([await left(ids), await asked(ids), rang, after], [[], [], 0, 0]);
});

test('nothing is told of a change that a later step of its transaction rolls back', async () => {
  const ids = await held(1);
  const changing = journal.transaction(async (tx) => {
    await change(
      journal,
      tx,
      holds,
      ids.map((id) => ({ id, facts: 'kept' })),
      keep,
    );
    throw new Error('a later step');
  });
  await assert.rejects(changing, /a later step/);
  assert.deepEqual([await left(ids), await asked(ids), (await kept(ids))[0]?.version], [[], [], 1]);
});

test('an event that its schema would not take does not leave', async () => {
  const [id = ''] = await held(1);
  const wrong: Told = { type: 'StockHeld', subject: id, data: { orderId: 'no uuid', allocation: [] } };
  await assert.rejects(
    journal.transaction((tx) => change(journal, tx, holds, [{ id, facts: '' }], () => ({ events: [wrong] }))),
    /orderId/,
  );
  assert.equal((await kept([id]))[0]?.version, 1);
});

test('an id that is not there throws, or is what the caller makes of it', async () => {
  const [id = ''] = await held(1);
  const nobody = randomUUID();
  const todo = [
    { id: nobody, facts: 'kept' },
    { id, facts: 'kept' },
  ];
  await assert.rejects(
    journal.transaction((tx) => change(journal, tx, holds, todo, keep)),
    new RegExp(`${nobody} is not known here`),
  );
  const missed: string[] = [];
  await journal.transaction((tx) => change(journal, tx, holds, todo, keep, { unknown: (one) => missed.push(one) }));
  assert.deepEqual([missed, (await kept([id]))[0]?.version], [[nobody], 2]);
});

test('two transactions that lock against each other both come through: the database ends one, and it is taken again', async () => {
  const [first = '', second = ''] = await held(2);
  let runs = 0;
  let bothHoldOne = () => {};
  const meeting = new Promise<void>((resolve) => {
    let waiting = 2;
    bothHoldOne = () => --waiting === 0 && resolve();
  });
  const crossing = (ids: string[]) =>
    journal.transaction(async (tx) => {
      runs++;
      for (const [index, id] of ids.entries()) {
        await change(journal, tx, holds, [{ id, facts: '+' }], keep);
        if (index > 0) continue;
        bothHoldOne();
        await meeting;
      }
    });
  await Promise.all([crossing([first, second]), crossing([second, first])]);
  assert.equal(runs, 3);
  assert.deepEqual(
    (await kept([first, second])).map(({ version }) => version),
    [3, 3],
  );
  assert.equal((await left([first, second])).length, 4, 'what was rolled back is told once');
});
