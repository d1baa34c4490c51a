import assert from 'node:assert/strict';
import { test } from 'node:test';
import { traced, traceId, traceparent } from './telemetry.ts';

const TRACE = 'a'.repeat(32);
const came = `00-${TRACE}-${'b'.repeat(16)}-01`;

test('a trace that came in goes on under a span of its own', async () => {
  const left = await traced(came, async () => {
    await new Promise(setImmediate);
    return { id: traceId(), header: traceparent() };
  });
  assert.equal(left.id, TRACE);
  assert.match(left.header, new RegExp(`^00-${TRACE}-[0-9a-f]{16}-01$`));
  assert.notEqual(left.header, came);
});

test('what is no trace begins a new one; two of them differ', () => {
  const ids = ['', undefined, 'nonsense', `00-${'A'.repeat(32)}-${'b'.repeat(16)}-01`].map((header) => traced(header, traceId));
  for (const id of ids) assert.match(id, /^[0-9a-f]{32}$/);
  assert.equal(new Set(ids).size, ids.length);
});

test('outside a trace nothing is sent', () => assert.deepEqual([traceId(), traceparent()], ['', '']));
