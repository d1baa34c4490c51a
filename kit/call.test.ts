import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import { text } from 'node:stream/consumers';
import { callHttp } from './call.ts';

let answer: (response: ServerResponse, body: string, connection: number) => void = (response) => response.end('{}');
let connections = 0;
const server: Server = createServer((request, response) => {
  text(request).then(
    (body) => answer(response, body, connections),
    () => response.destroy(),
  );
});
server.on('connection', () => connections++);
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
after(() => void server.close());

test('a call gives status and body, whatever the status, over a connection that is kept', async () => {
  answer = (response, body) => response.writeHead(409, { 'content-type': 'application/json' }).end(JSON.stringify({ body }));
  const before = connections;
  for (const body of ['one', 'zwölf €']) {
    const { ok, status, json } = await callHttp(address, { method: 'POST', body });
    assert.deepEqual([ok, status, await json()], [false, 409, { body }]);
  }
  assert.equal(connections, before + 1);
});

test('a call without an answer in time is given up, also in the middle of its body', async () => {
  answer = () => undefined;
  await assert.rejects(callHttp(address, {}, 50), /no answer within 50 ms/);
  answer = (response) => response.writeHead(200).write('begun');
  await assert.rejects(callHttp(address, {}, 50));
});

test('a connection that breaks is an error, not an empty answer', async () => {
  answer = (response) => response.destroy();
  await assert.rejects(callHttp(address, {}), /socket hang up/);
  await assert.rejects(callHttp('http://127.0.0.1:1', {}), /ECONNREFUSED/);
});

test('a question on a kept connection that is just being closed is asked once more, a command is not', async () => {
  const keep = async () => {
    answer = (response) => response.end('{}');
    await (await callHttp(address, {})).text();
    const kept = connections;
    answer = (response, _body, connection) => (connection === kept ? response.destroy() : response.end('"again"'));
    return kept;
  };
  const kept = await keep();
  assert.equal(await (await callHttp(address, {})).json(), 'again');
  assert.equal(connections, kept + 1);
  await keep();
  await assert.rejects(callHttp(address, { method: 'POST', body: '' }), /socket hang up/);
});
