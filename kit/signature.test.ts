import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { test } from 'node:test';
import { isSigned } from './signature.ts';

const at = new Date('2026-11-23T10:00:00.000Z');
const now = at.getTime() / 1000;
const body = Buffer.from('{"amount":4990}');
const sign = (secret: string, seconds: number, over: Buffer = body) =>
  `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.`).update(over).digest('hex')}`;
const holds = (header: unknown) => isSigned(['older', 'newer'], body, header, at);

test('either secret signs, up to 300 seconds away', () => {
  for (const header of [sign('older', now), sign('newer', now), sign('newer', now - 300), sign('newer', now + 300)]) assert.ok(holds(header), header);
});

test('another secret, other bytes, an old or early time and a torn header do not', () => {
  const good = sign('newer', now);
  const moved = good.replace(String(now), String(now - 1));
  const wrong = [sign('other', now), sign('newer', now, Buffer.from('{"amount":1}')), sign('newer', now - 301), sign('newer', now + 301), moved];
  for (const header of [...wrong, good.slice(0, -1), `${good}0`, '', undefined, [good]]) assert.ok(!holds(header), String(header));
  assert.ok(!isSigned([], body, good, at));
});
