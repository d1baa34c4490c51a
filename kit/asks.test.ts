import { testWorld } from './testing.ts';
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, afterEach, test } from 'node:test';
import { asking, each, type Askings, Permanent, runAsks } from './asks.ts';
import { moveClock, now } from './clock.ts';
import type { Asked } from './journal.ts';
import type { Sql } from './postgres.ts';
import { until } from './testing.ts';
import { journalOn } from './testing/journal.ts';

const world = await testWorld('inventory');
const { journal, client } = await journalOn('inventory', world.database);
const second = await journalOn('inventory', world.database);
const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()));
  moveClock(0);
});
after(async () => {
  await journal.close();
  await second.journal.close();
  await world.stop();
});

type Row = { id: string; attempts: number; done: boolean; failure: string | null; due: Date; leased: boolean };
const MINUTE = 60_000;

/** A kind of its own for each test, so that runners of other tests leave its asks alone. */
const kindOf = () => `kind-${randomUUID()}`;
const running = (askings: Askings<Sql>, on = journal) => void stops.push(runAsks('inventory', on, askings));
const leave = (...asks: Asked[]) =>
  journal.transaction((tx) =>
    journal.leave(
      tx,
      [],
      asks.map((ask) => ({ ...ask, trace: '' })),
    ),
  );
const book = (kind: string, subject = 'K1', more: Partial<Asked> = {}): Asked => ({ kind, subject, key: `${kind} ${subject}`, ...more });
const row = async (kind: string) =>
  (
    await client.$queryRawUnsafe<Row[]>(
      'select id::text, attempts, done_at is not null as done, failure, due, leased_until is not null as leased from ask where kind = $1',
      kind,
    )
  )[0];
const finished = (kind: string) => until(async () => ((await row(kind))?.done ? row(kind) : null), `${kind} is finished`);
const never = () => Promise.reject(new Error('this is not to be called'));

test('an ask is called outside any transaction, its result recorded, and never called again', async () => {
  const kind = kindOf();
  const heard: unknown[] = [];
  running({
    [kind]: asking<Sql, { weight: number }, string>({
      call: async ({ id, subject, payload }) => `${subject} ${payload.weight} ${id.length}`,
      done: async (_tx, ended) => void heard.push(...ended.map(({ result }) => result)),
      failed: never,
    }),
  });
  await leave(book(kind, 'K1', { payload: { weight: 3 } }));
  assert.equal((await finished(kind))?.attempts, 1);
  await leave(book(kind, 'K1', { payload: { weight: 9 } }), book(kind, 'K2', { payload: { weight: 4 } }));
  await until(async () => heard.length === 2, 'the second ask');
  assert.deepEqual(heard, ['K1 3 36', 'K2 4 36'], 'the same key is asked once, ever');
});

test('a timer rings when its time has come by the clock of the shop', async () => {
  const kind = kindOf();
  const rang: Date[] = [];
  running({ [kind]: asking<Sql, unknown>({ done: async () => void rang.push(now()) }) });
  const due = new Date(now().getTime() + 15 * MINUTE);
  await leave(book(kind, 'K1', { due }));
  moveClock(14 * MINUTE);
  await leave(book(kind, 'K2'));
  await until(async () => rang.length === 1, 'the one that is due now');
  moveClock(15 * MINUTE + 1_000);
  await until(async () => rang.length === 2, 'the timer');
  assert.ok((rang[1] ?? due) >= due && (rang[0] ?? due) < due);
});

test('a call that fails is tried again, later each time, under the same id', async () => {
  const kind = kindOf();
  const ids: string[] = [];
  const waits: number[] = [];
  running({
    [kind]: asking<Sql, unknown, string>({
      call: async ({ id, attempts }) => {
        ids.push(id);
        if (attempts > 1) waits.push(((await row(kind))?.due.getTime() ?? 0) - began);
        began = Date.now();
        if (attempts < 3) throw new Error('the carrier sleeps');
        return 'booked';
      },
      done: async () => {},
      failed: never,
    }),
  });
  let began = 0;
  await leave(book(kind));
  const last = await finished(kind);
  assert.deepEqual([last?.attempts, last?.failure, new Set(ids).size], [3, null, 1]);
  const [first = 0, next = 0] = waits;
  assert.ok(first >= 350 && first < 1_000 && next >= 750, `half a second, then one, give or take a quarter: ${waits.join()}`);
});

test('what can never be is not tried again: it fails once, with its reason, for staff to see', async () => {
  const kind = kindOf();
  let calls = 0;
  const failures: string[] = [];
  const call = async () => {
    calls++;
    throw new Permanent('no such address');
  };
  running({ [kind]: asking<Sql, unknown>({ call, done: never, failed: async (_tx, _ask, reason) => void failures.push(reason) }) });
  await leave(book(kind));
  assert.deepEqual([(await finished(kind))?.failure, calls, failures], ['no such address', 1, ['no such address']]);
});

test('after its last attempt an ask fails, once', async () => {
  const kind = kindOf();
  const failures: string[] = [];
  running({
    [kind]: asking<Sql, unknown>({
      attempts: 2,
      call: () => Promise.reject(new Error('still asleep')),
      done: never,
      failed: async (_tx, { attempts }, reason) => void failures.push(`${attempts} ${reason}`),
    }),
  });
  await leave(book(kind));
  assert.deepEqual([(await finished(kind))?.failure, failures], ['still asleep', ['2 still asleep']]);
});

test('a result that cannot be recorded leaves nothing behind, and the ask is called again under the same id', async () => {
  const kind = kindOf();
  const ids: string[] = [];
  running({
    [kind]: asking<Sql, unknown, string>({
      call: async ({ id }) => `booked ${ids.push(id)}`,
      done: each(async (tx, { attempts }) => {
        await tx.$executeRawUnsafe(`insert into stock (sku, location) values ($1, $2)`, kind, `attempt-${attempts}`);
        if (attempts === 1) throw new Error('the database said no');
      }),
      failed: never,
    }),
  });
  await leave(book(kind));
  await finished(kind);
  assert.deepEqual(await client.$queryRawUnsafe('select location from stock where sku = $1', kind), [{ location: 'attempt-2' }]);
  assert.deepEqual([ids.length, new Set(ids).size], [2, 1]);
});

test('a call without an answer is given up before its lease ends, and holds up nobody for longer', async () => {
  const kind = kindOf();
  const called: string[] = [];
  const call = ({ subject, attempts }: { subject: string; attempts: number }) => {
    called.push(subject);
    return subject === 'hangs' && attempts === 1 ? new Promise<void>(() => {}) : Promise.resolve();
  };
  running({ [kind]: asking<Sql, unknown, void>({ patience: 0.2, call, done: async () => {} }) });
  await leave(book(kind, 'hangs'), book(kind, 'answers'));
  await until(
    async () => (await client.$queryRawUnsafe<unknown[]>('select 1 from ask where kind = $1 and done_at is null', kind)).length === 0,
    'both are done',
  );
  assert.deepEqual(called.toSorted(), ['answers', 'hangs', 'hangs']);
});

test('two runners share the asks: none is called twice', async () => {
  const kind = kindOf();
  const called: string[] = [];
  let bothRun = () => {};
  const meeting = new Promise<void>((resolve) => {
    bothRun = resolve;
  });
  const askings = (runner: string) => ({
    [kind]: asking<Sql, unknown, void>({
      call: async ({ id }) => {
        called.push(`${runner} ${id}`);
        if (new Set(called.map((one) => one.slice(0, 1))).size === 2) bothRun();
        await meeting;
      },
      done: async () => {},
    }),
  });
  await leave(...Array.from({ length: 60 }, (_one, index) => book(kind, `K${index}`)));
  running(askings('a'));
  running(askings('b'), second.journal);
  await until(
    async () => (await client.$queryRawUnsafe<unknown[]>('select 1 from ask where kind = $1 and done_at is null', kind)).length === 0,
    'all are done',
  );
  assert.deepEqual([called.length, new Set(called.map((one) => one.slice(2))).size], [60, 60]);
});

test('an ask whose runner died is called again once its lease is over, and not before', async () => {
  const kind = kindOf();
  await leave(book(kind));
  const [leased] = await journal.asks.lease(1, [kind], now());
  assert.deepEqual([leased?.attempts, (await second.journal.asks.lease(1, [kind], now())).length], [1, 0]);
  await client.$executeRawUnsafe(`update ask set leased_until = now() - interval '1 second' where kind = $1`, kind);
  const [again] = await second.journal.asks.lease(1, [kind], now());
  assert.deepEqual([again?.id, again?.attempts], [leased?.id, 2]);
});

test('a kind that this worker does not know is left for one that does', async () => {
  const [known, unknown] = [kindOf(), kindOf()];
  running({ [known]: asking<Sql, unknown>({ done: async () => {} }) });
  await leave(book(unknown), book(known));
  await finished(known);
  assert.deepEqual([(await row(unknown))?.attempts, (await row(unknown))?.leased], [0, false]);
});
