import assert from 'node:assert/strict';
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { z } from 'zod';
import { openLedger } from './ledger.ts';
import { tempFolder } from './testing.ts';

const schema = z.object({ n: z.int() });

function open(file: string) {
  const seen: number[] = [];
  return { seen, ledger: openLedger(file, schema, (entry) => seen.push(entry.n)) };
}

test('entries are applied when written and again when opened', (t) => {
  const file = join(tempFolder(t), 'deep', 'a.ndjson');
  const first = open(file);
  first.ledger.write({ n: 1 });
  first.ledger.write({ n: 2 });
  assert.deepEqual(first.seen, [1, 2]);
  first.ledger.close();
  const second = open(file);
  assert.deepEqual(second.seen, [1, 2]);
  second.ledger.close();
});

test('a line torn by the death of the process is cut off, and the next entry stands on its own line', (t) => {
  const file = join(tempFolder(t), 'a.ndjson');
  writeFileSync(file, '{"n":1}\n');
  appendFileSync(file, '{"n":');
  const { seen, ledger } = open(file);
  ledger.write({ n: 2 });
  ledger.close();
  assert.deepEqual(seen, [1, 2]);
  assert.equal(readFileSync(file, 'utf8'), '{"n":1}\n{"n":2}\n');
});

test('a foreign line stops the start with the file and the line', (t) => {
  const file = join(tempFolder(t), 'a.ndjson');
  writeFileSync(file, '{"n":1}\nnonsense\n');
  assert.throws(() => open(file), /a\.ndjson cannot be read at line 2/);
});

test('an entry that does not fit the schema is not written', (t) => {
  const file = join(tempFolder(t), 'a.ndjson');
  const { ledger } = open(file);
  assert.throws(() => ledger.write({ n: 1.5 }));
  ledger.close();
  assert.equal(readFileSync(file, 'utf8'), '');
});
