import { testWorld } from '../testing.ts';
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { journal as contract } from '@kontor/contracts/journal';
import { leaving } from '../journal.ts';
import type { Sql } from '../postgres.ts';
import { until } from '../testing.ts';
import { journalOn } from '../testing/journal.ts';
import { run } from '../worker.ts';

const world = await testWorld('inventory');
const { journal, client } = await journalOn('inventory', world.database);
const heard: string[] = [];

before(() =>
  run({
    name: 'inventory',
    url: 'http://127.0.0.1:0',
    journal,
    hears: {
      OrderCancelled: async (messages) => void heard.push(...messages.map(({ subject }) => subject)),
    },
    about: async (orderId) => ({ subjects: [`also ${orderId}`] }),
  }),
);
after(() => world.stop());

const staff = (...roles: string[]) => world.call(contract, { kind: 'staff', id: 'grace', roles }, 'journal.');
const operations = () => staff('operations');
const stock = (subject: string, person?: string) =>
  leaving({ type: 'StockChanged', subject, data: { sku: 'S', available: 1, onHand: 1, ...(person && { person }) } }, 1, `trace of ${subject}`);

/** A dead letter as kit buries one, without the minute that eight tries take. */
const bury = (orderId: string, id: string = randomUUID()) =>
  world.broker
    .publish([
      {
        exchange: '',
        key: `${world.namespace}.inventory.dead`,
        id,
        headers: { reason: 'Error: it was too much', attempts: 8, queue: `${world.namespace}.inventory`, died: '2026-03-01T10:00:00.000Z' },
        body: JSON.stringify({
          specversion: '1.0',
          id,
          source: 'kontor/order',
          type: 'OrderCancelled',
          subject: orderId,
          time: '2026-03-01T10:00:00.000Z',
          aggregateversion: 4,
          data: { orderId, number: 'K1', owner: 'g', total: 0, currency: 'EUR', reason: 'not-paid', short: [], person: { email: 'ada@example.com' } },
        }),
      },
    ])
    .then(() => id);
const letters = () => operations().deadLetters({});

test('the journal of an order holds what was told and asked about it, under all its names, with trace and attempts', async () => {
  const orderId = randomUUID();
  await journal.transaction((tx) =>
    journal.leave(tx, [stock(orderId), stock(`also ${orderId}`), stock(randomUUID())], [{ kind: 'bookCarrier', subject: orderId, key: orderId, trace: 't' }]),
  );
  const entries = await staff('orders').about({ orderId });
  assert.deepEqual(
    entries.map(({ kind, what, trace }) => `${kind} ${what}: ${trace}`).toSorted(),
    ['ask bookCarrier: t', `event StockChanged: trace of ${orderId}`, `event StockChanged: trace of also ${orderId}`].toSorted(),
  );
  assert.equal(entries.find(({ kind }) => kind === 'ask')?.settledAt, null);
});

test('a worker says which of some messages it has heard', async () => {
  const orderId = randomUUID();
  const id = await world.tell('OrderCancelled', orderId, 1, { orderId, number: 'K1', owner: 'g', total: 0, currency: 'EUR', reason: 'not-paid', short: [] });
  await until(async () => heard.includes(orderId), 'the message was heard');
  assert.deepEqual(
    (await staff('orders').heard({ ids: [id, randomUUID()] })).map((one) => one.id),
    [id],
  );
});

test('looking at dead letters takes none away, however often, and shows nobody they are about', async () => {
  const id = await bury(randomUUID());
  for (let look = 0; look < 3; look++) {
    const [letter, ...more] = await letters();
    assert.equal(more.length, 0);
    assert.equal(letter?.id, id);
    assert.equal(letter.reason, 'Error: it was too much');
    assert.equal(letter.attempts, 8);
    assert.doesNotMatch(letter.body, /ada@example.com/);
  }
  assert.equal((await operations().standing({})).deadLetters, 1);
  assert.deepEqual(await operations().discard({ letters: [id], reason: 'a test letter' }), { discarded: 1 });
  assert.deepEqual(await letters(), []);
});

test('one letter is replayed and handled, its neighbour stays; then all of them', async () => {
  const [first, second] = [randomUUID(), randomUUID()];
  const id = await bury(first);
  const other = await bury(second);
  assert.deepEqual(await operations().replay({ letters: [id] }), { replayed: 1 });
  await until(async () => heard.includes(first), 'the first was handled');
  assert.deepEqual(
    (await letters()).map((letter) => letter.id),
    [other],
  );
  assert.deepEqual(await operations().replay({ letters: 'all' }), { replayed: 1 });
  await until(async () => heard.includes(second), 'the second was handled');
  assert.deepEqual(await letters(), []);
});

test('two looks at the same moment both see the letter', async () => {
  const id = await bury(randomUUID());
  const looks = await Promise.all([letters(), letters()]);
  assert.deepEqual(
    looks.map((look) => look.map((letter) => letter.id)),
    [[id], [id]],
  );
  await operations().discard({ letters: 'all', reason: 'a test letter' });
});

test('each deed of staff is one entry of an intact log that can only grow', async () => {
  const { items, intact } = await operations().audit({});
  assert.ok(intact);
  assert.deepEqual(items.map(({ act, actor }) => [act, actor]).slice(0, 2), [
    ['discard', 'grace'],
    ['replay', 'grace'],
  ]);
  assert.deepEqual(
    items.map(({ no }) => no),
    items.map((_, index) => items.length - index),
  );
  await assert.rejects(client.$executeRawUnsafe('update audit set actor = $1', 'nobody'), /append-only/);
  await assert.rejects(client.$executeRawUnsafe('delete from audit'), /append-only/);
});

test('deeds at the same moment follow each other, and one that is rolled back leaves no entry', async () => {
  const note = (about: string) => (tx: Sql) => journal.records.note(tx, { actor: 'grace', act: 'count', about });
  const before = (await operations().audit({ limit: 1 })).items[0]?.no ?? 0;
  await Promise.all(Array.from({ length: 8 }, (_, index) => journal.transaction(note(`S${index}`))));
  await assert.rejects(
    journal.transaction(async (tx) => {
      await note('never')(tx);
      throw new Error('rolled back');
    }),
    /rolled back/,
  );
  const { items, intact } = await operations().audit({ limit: 100 });
  assert.ok(intact);
  assert.equal(items[0]?.no, before + 8);
  assert.ok(!items.some(({ about }) => about === 'never'));
});

test('staff of another area, shoppers and nobody are refused', async () => {
  await assert.rejects(staff('orders').deadLetters({}), { code: 'NotAllowed' });
  await assert.rejects(staff('catalog').about({ orderId: randomUUID() }), { code: 'NotAllowed' });
  await assert.rejects(world.call(contract, { kind: 'customer', id: 'c', roles: ['operations'] }, 'journal.').audit({}), { code: 'NotAllowed' });
  await assert.rejects(world.call(contract, null, 'journal.').replay({ letters: 'all' }), { code: 'SignInRequired' });
});

test('what was given up stands among what fails until somebody has done it and says how', async () => {
  const orderId = randomUUID();
  await journal.transaction((tx) =>
    journal.leave(
      tx,
      [],
      ['given up', 'still tried'].map((kind) => ({ kind, subject: orderId, key: `${kind} ${orderId}`, trace: '' })),
    ),
  );
  const asked = await journal.records.asked([orderId]);
  const idOf = (kind: string) => asked.find((ask) => ask.kind === kind)?.id ?? '';
  await journal.transaction((tx) => journal.asks.finish(tx, [idOf('given up')], 'nobody answers'));
  await journal.asks.again(idOf('still tried'), new Date(), 'busy');
  const failing = async () => (await operations().standing({})).failing.filter(({ subject }) => subject === orderId).map(({ kind }) => kind);
  assert.deepEqual((await failing()).toSorted(), ['given up', 'still tried']);
  for (const id of [idOf('still tried'), randomUUID()])
    await assert.rejects(operations().tickOff({ id, how: 'rang them up' }), (error: Error) => error.message === 'NotFound');
  await operations().tickOff({ id: idOf('given up'), how: 'rang them up' });
  assert.deepEqual(await failing(), ['still tried']);
  const [entry] = (await operations().audit({})).items;
  assert.deepEqual([entry?.act, entry?.detail], ['tickOff', { kind: 'given up', subject: orderId, failure: 'nobody answers', how: 'rang them up' }]);
});
