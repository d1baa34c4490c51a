import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { test } from 'node:test';
import { documents } from '../scripts/docs.ts';
import { arrowsGate } from '../scripts/gates/arrows.ts';
import { contractsGate } from '../scripts/gates/contracts.ts';
import { documentsGate } from '../scripts/gates/documents.ts';
import { readSource, repositoryFiles } from '../scripts/gates/files.ts';
import type { Finding, SourceFile } from '../scripts/gates/finding.ts';
import { placesGate } from '../scripts/gates/places.ts';
import { tablesGate } from '../scripts/gates/tables.ts';
import { typesGate } from '../scripts/gates/types.ts';

const root = resolve(import.meta.dirname, '..');
const violating = (folder: string) => resolve(import.meta.dirname, 'violating', folder);

async function filesOf(folder: string): Promise<SourceFile[]> {
  const entries = readdirSync(violating(folder), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map((entry) => relative(violating(folder), resolve(entry.parentPath, entry.name))).sort();
  return (await Promise.all(paths.map((path) => readSource(violating(folder), path)))).filter((file) => file !== null);
}

/** Each expectation is `path:line` and a part of the sentence; nothing else may be found. */
function finds(found: readonly Finding[], expected: readonly (readonly [where: string, part: string])[]): void {
  const told = found.map(({ path, line, sentence }) => `${path}:${line} ${sentence}`);
  const missed = expected.filter(([where, part]) => !told.some((one) => one.startsWith(`${where} `) && one.includes(part)));
  const unexpected = told.filter((one) => !expected.some(([where, part]) => one.startsWith(`${where} `) && one.includes(part)));
  assert.deepEqual({ missed, unexpected }, { missed: [], unexpected: [] });
}

test('gate 1 finds a wrong type, an any, a non-null assertion, a floating promise and an untidy file', async () => {
  finds(await typesGate(violating('1-types'), ['tsconfig.json']), [
    ['mistakes.ts:3', '(TS2322)'],
    ['mistakes.ts:5', 'noExplicitAny'],
    ['mistakes.ts:7', 'noNonNullAssertion'],
    ['mistakes.ts:10', 'no-floating-promises'],
    ['untidy.ts:1', 'is not formatted'],
  ]);
});

test('gate 2 finds the environment and drivers out of their places, and leaves those in their places alone', async () => {
  finds(placesGate(await filesOf('2-places')), [
    ['bff/live.ts:1', 'the driver amqplib'],
    ['simulators/psp/store.ts:1', 'the driver mongodb'],
    ['web/ui/banner.ts:1', 'reads process.env'],
    ['web/ui/banner.ts:3', 'reads process.env'],
    ['workers/order/api.ts:1', 'the driver ioredis'],
    ['workers/order/api.ts:2', 'the driver ../../prisma/order/generated/client.ts'],
    ['workers/order/api.ts:5', 'reads process.env'],
    ['workers/order/api.ts:6', 'reads process.env'],
  ]);
});

test('gate 3 finds every arrow that points the wrong way', async () => {
  finds(arrowsGate(await filesOf('3-arrows')), [
    ['bff/root.ts:2', 'types only'],
    ['contracts/order.ts:1', 'no module of Node'],
    ['contracts/order.ts:2', 'not nanoid'],
    ['contracts/order.ts:4', 'contracts does not import kit'],
    ['deploy/local/redis.mjs:2', 'before packages are installed'],
    ['kit/rpc.ts:1', 'kit does not import workers'],
    ['simulators/psp/api.ts:1', 'simulators does not import workers'],
    ['simulators/psp/api.ts:2', 'simulators does not import kit'],
    ['web/app/page.tsx:1', 'only through web/bff.ts'],
    ['web/app/page.tsx:3', 'web does not import kit'],
    ['web/app/page.tsx:4', 'types only'],
    ['workers/order/api.ts:1', 'never imports another'],
    ['workers/order/api.ts:2', 'belong to another worker'],
    ['workers/order/api.ts:7', 'never imports another'],
    ['workers/order/api.ts:8', 'computed'],
    ['workers/order/domain.ts:1', 'a rule is pure'],
    ['workers/order/domain.ts:5', 'types only from kit'],
    ['workers/order/domain.ts:6', 'types only from kit'],
    ['workers/order/domain.ts:8', 'a rule is pure'],
  ]);
});

test('gate 4 finds procedures that are not whole, and events without owner, hearer or a sample that parses', async () => {
  finds(await contractsGate(violating('4-contracts'), await filesOf('4-contracts')), [
    ['contracts/order.ts:5', 'has no output'],
    ['contracts/order.ts:5', 'stands at POST /orders'],
    ['contracts/order.ts:6', 'has no input'],
    ['contracts/order.ts:6', "'staff:everything', which nobody can have"],
    ['contracts/order.ts:7', 'has no permission'],
    ['contracts/events.ts:8', 'warehouse is not a worker'],
    ['contracts/events.ts:8', 'OrderCancelled has no sample'],
    ['contracts/events.ts:8', 'nobody hears OrderCancelled'],
    ['contracts/events.ts:9', 'marked external, but order hears it'],
    ['contracts/samples/OrderPlaced.v1.json:1', 'rejects what was told as its version 1: gift'],
    ['contracts/samples/OrderPaid.v1.json:1', 'does not know gift: store the event as it is now as OrderPaid.v2.json'],
    ['contracts/samples/OrderLost.v1.json:1', 'not an event any more'],
    ['contracts/samples/order-placed.json:1', 'is called EventName.vN.json'],
  ]);
});

test('gate 5 finds a table that differs, one that is missing, and an index that no migration makes', async () => {
  finds(tablesGate(await filesOf('5-tables')), [
    ['prisma/user/schema.prisma:1', 'model Outbox is not the one of the other workers'],
    ['prisma/user/schema.prisma:1', 'has no model Inbox'],
    ['prisma/user/schema.prisma:1', 'the index ask_due'],
  ]);
});

test('gate 6 finds stale and missing documents, generated files, empty names and barrels', async () => {
  const files = [...(await filesOf('6-documents')), { path: 'prisma/order/generated/client.ts', text: '' }];
  const expected = [
    { path: 'docs/architecture.md', text: '# Kontor\n\n| event |\n' },
    { path: 'docs/asyncapi.json', text: '{}' },
  ];
  finds(documentsGate(files, expected), [
    ['docs/architecture.md:1', 'is not fresh'],
    ['docs/asyncapi.json:1', 'is missing'],
    ['kit/test-helpers.ts:1', "'helpers' says nothing"],
    ['prisma/order/generated/client.ts:1', 'is generated'],
    ['web/app.tsbuildinfo:1', 'is generated'],
    ['web/ui/all.ts:1', 'is a barrel'],
    ['workers/order/utils/money.ts:1', "'utils' says nothing"],
  ]);
});

test('the documents are made from the contracts: each event stands in the table and in AsyncAPI', async () => {
  const made = await documents(root, await repositoryFiles(root));
  const textOf = (path: string) => made.find((file) => file.path === path)?.text ?? '';
  assert.match(textOf('docs/architecture.md'), /\| OrderPlaced \| order \| step \| .*inventory.* \|/);
  assert.match(textOf('docs/asyncapi.json'), /"order\.tells\.OrderPlaced"/);
  assert.match(textOf('docs/openapi.json'), /"\/orders"/);
});
