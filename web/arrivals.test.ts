import assert from 'node:assert/strict';
import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { readable, refuseTooMuch } from './arrivals.ts';

const passedOn: string[] = [];
const server = http.createServer((request, response) => {
  if (refuseTooMuch(request, response)) return;
  let bytes = 0;
  request.on('error', () => {});
  request.on('data', (part: Buffer) => (bytes += part.length));
  request.on('end', () => {
    passedOn.push(readable(request.url ?? ''));
    response.end(String(bytes));
  });
});

before(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
after(() => server.close().closeAllConnections());

/** Sends a body in parts of 64 kB, with or without saying before how long it is; gives status and answer. */
function send(path: string, bytes: number, saysLength: boolean): Promise<{ status: number; text: string }> {
  const { port } = server.address() as AddressInfo;
  return new Promise((done, failed) => {
    const headers = { 'content-type': 'application/json', ...(saysLength && { 'content-length': bytes }) };
    const request = http.request({ host: '127.0.0.1', port, path, method: 'POST', headers }, (response) => {
      let text = '';
      response.on('data', (part: Buffer) => (text += String(part)));
      response.on('error', () => {});
      response.on('close', () => done({ status: response.statusCode ?? 0, text }));
    });
    request.on('error', failed);
    for (let left = bytes; left > 0; left -= 65_536) request.write(Buffer.alloc(Math.min(left, 65_536), 'x'));
    request.end();
  });
}

test('a body that is too large is refused in the words of the gateway', async () => {
  {
    const { status, text } = await send('/api/webhooks/psp', 2_000_000, true);
    assert.equal(status, 413);
    assert.equal((JSON.parse(text) as { refusal: { code: string } }).refusal.code, 'InvalidInput');
  }
  assert.deepEqual(passedOn, []);
});

test('any other body is passed on whole', async () => {
  for (const saysLength of [true, false]) assert.deepEqual(await send('/api/v1/orders', 900_000, saysLength), { status: 200, text: '900000' });
});

test('an address with bytes that are no text leads to a page that there is not', async () => {
  passedOn.length = 0;
  await send('/en/p/%ff?q=%ff', 0, true);
  await send('/en/p/caf%C3%A9', 0, true);
  assert.deepEqual(passedOn, ['/en/p/%25ff?q=%ff', '/en/p/caf%C3%A9']);
});
