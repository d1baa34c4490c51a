import assert from 'node:assert/strict';
import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { hidesLength, readable, refuseTooMuch, whole } from './arrivals.ts';

const passedOn: string[] = [];
const server = http.createServer((request, response) => {
  if (refuseTooMuch(request, response)) return;
  if (!hidesLength(request)) passOn(request, response);
  else void whole(request, response).then((arrived) => arrived && passOn(arrived, response));
});
function passOn(request: http.IncomingMessage, response: http.ServerResponse) {
  let bytes = 0;
  request.on('error', () => {});
  request.on('data', (part: Buffer) => (bytes += part.length));
  request.on('end', () => {
    passedOn.push(readable(request.url ?? ''));
    response.end(`${bytes} of ${request.headers['content-length']} ${request.headers['transfer-encoding'] ?? ''}`.trim());
  });
}

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
  for (const saysLength of [true, false])
    for (const bytes of [1_048_577, 2_000_000, 30_000_000]) {
      const { status, text } = await send('/api/webhooks/psp', bytes, saysLength);
      assert.equal(status, 413);
      assert.deepEqual(JSON.parse(text), { refusal: { code: 'InvalidInput', details: { field: '', reason: 'Request body is too large' } } });
    }
  assert.deepEqual(passedOn, []);
});

test('any other body is passed on whole', async () => {
  for (const saysLength of [true, false])
    for (const bytes of [0, 1, 900_000, 1_048_576])
      assert.deepEqual(await send('/api/v1/orders', bytes, saysLength), { status: 200, text: `${bytes} of ${bytes}` });
});

test('an address with bytes that are no text leads to a page that there is not', async () => {
  passedOn.length = 0;
  await send('/en/p/%ff?q=%ff', 0, true);
  await send('/en/p/caf%C3%A9', 0, true);
  assert.deepEqual(passedOn, ['/en/p/%25ff?q=%ff', '/en/p/caf%C3%A9']);
});
