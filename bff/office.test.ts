import '@kontor/kit/testing/env';
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { journal, type JournalEntry } from '@kontor/contracts/journal';
import { user } from '@kontor/contracts/user';
import { seal } from '@kontor/kit/records/audit';
import { standIn, startGateway, userSigner } from './testing.ts';

const verbs = { 'journal.about': journal.about, 'journal.heard': journal.heard, 'journal.standing': journal.standing, 'journal.audit': journal.audit };
const orderId = randomUUID();
const told = randomUUID();
const entry = (over: Partial<JournalEntry>): JournalEntry => ({
  kind: 'event',
  id: randomUUID(),
  what: 'OrderPlaced',
  at: '2026-03-01T10:00:00.000Z',
  settledAt: null,
  attempts: null,
  failure: null,
  trace: '',
  data: {},
  ...over,
});
const standing = { waiting: 0, oldestWaiting: null, queues: [], deadLetters: 2, failing: [] };
const at = (seconds: number) => new Date(Date.parse('2026-03-01T10:00:00.000Z') + seconds * 1000);
/** A log of entries at these seconds, newest first. */
function logOf(...seconds: number[]) {
  const log: ReturnType<typeof seal>[] = [];
  for (const second of seconds) log.unshift(seal(log[0], { actor: 's', act: 'a', about: String(second) }, at(second), ''));
  return log;
}
const logs = { order: logOf(1, 3, 5), inventory: logOf(2, 4) };

const journalOf = (name: 'order' | 'inventory', entries: JournalEntry[]) =>
  standIn(name, verbs, {
    'journal.about': async () => entries,
    'journal.heard': async ({ ids }) => (name === 'inventory' ? ids.map((id) => ({ id, at: '2026-03-01T10:00:01.500Z' })) : []),
    'journal.standing': async () => standing,
    'journal.audit': async ({ before, limit }) => ({
      items: logs[name].filter(({ no }) => before === undefined || no < before).slice(0, limit),
      intact: name === 'order',
    }),
  });
const gateway = await startGateway([
  await journalOf('order', [entry({ id: told, at: '2026-03-01T10:00:01.000Z' }), entry({ kind: 'ask', what: 'payBy', at: '2026-03-01T10:15:00.000Z' })]),
  await journalOf('inventory', [entry({ what: 'StockHeld', at: '2026-03-01T10:00:02.000Z' })]),
  await standIn('user', { guest: user.guest }, { guest: () => Promise.reject(new Error('nobody asks this')) }, (app) =>
    app.get('/jwks', async () => userSigner.jwks),
  ),
]);
after(() => gateway.stop());

async function asked<R>(name: string, input: unknown, roles: string[] = ['orders', 'operations'], kind = 'staff'): Promise<R> {
  const token = await userSigner.sign({ sub: 'grace', kind, roles }, 'gateway', 60);
  const answer = await gateway.fetch(`/trpc/office.${name}?input=${encodeURIComponent(JSON.stringify(input))}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  const body = (await answer.json()) as { result?: { data: R }; error?: { data: { refusal?: { code: string } } } };
  if (body.result) return body.result.data;
  throw Object.assign(new Error(JSON.stringify(body.error)), { code: body.error?.data.refusal?.code });
}

test('one timeline holds what every worker says, with who heard it; workers that are away are named', async () => {
  type Timeline = { entries: { worker: string; what: string; id: string; heard: { worker: string }[] }[]; missing: string[] };
  const { entries, missing } = await asked<Timeline>('timeline', { orderId });
  assert.deepEqual(
    entries.map(({ worker, what }) => `${worker} ${what}`),
    ['order OrderPlaced', 'inventory StockHeld', 'order payBy'],
  );
  assert.deepEqual(
    entries.find(({ id }) => id === told)?.heard.map(({ worker }) => worker),
    ['inventory'],
  );
  assert.deepEqual(missing.sort(), ['notification', 'payment', 'shipping', 'user']);
});

test('the health of workers that are away is said as such', async () => {
  const services = await asked<{ name: string; ready: boolean; standing: { deadLetters: number } | null }[]>('health', {});
  assert.equal(services.length, 8);
  const of = (name: string) => services.find((service) => service.name === name);
  assert.deepEqual([of('order')?.ready, of('order')?.standing?.deadLetters], [true, 2]);
  assert.deepEqual([of('payment')?.ready, of('payment')?.standing], [false, null]);
});

test('the audit logs of all workers are read as one, page by page, nothing twice and nothing left out', async () => {
  type Page = { items: { worker: string; about: string }[]; next: string | null; missing: string[]; broken: string[] };
  const seen: string[] = [];
  let next: string | null | undefined;
  do {
    const page: Page = await asked<Page>('audit', { limit: 2, ...(next && { after: next }) });
    seen.push(...page.items.map(({ about }) => about));
    next = page.next;
    assert.ok(page.items.length > 0);
  } while (next);
  assert.deepEqual(seen, ['5', '4', '3', '2', '1']);
  const whole = await asked<Page>('audit', {});
  assert.deepEqual(whole.broken, ['inventory']);
  assert.ok(whole.missing.includes('payment'));
  await assert.rejects(asked('audit', { after: 'somewhere' }), { code: 'InvalidInput' });
});

test('a shopper, and staff of another area, see none of it', async () => {
  await assert.rejects(asked('timeline', { orderId }, ['orders'], 'customer'), { code: 'NotAllowed' });
  await assert.rejects(asked('timeline', { orderId }, ['catalog']), { code: 'NotAllowed' });
  await assert.rejects(asked('health', {}, ['orders']), { code: 'NotAllowed' });
});
