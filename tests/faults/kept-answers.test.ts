import { addressOf, setEnvironment } from '@kontor/kit/testing/env';
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import http, { type IncomingMessage, type OutgoingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';

/** The web's front before a server that answers as Next does: a kept page in one piece, with its length said first. */
setEnvironment({ REDIS_CACHE_URL: addressOf('REDIS_CACHE_URL') });
const at = (file: string): string => new URL(`../../web/${file}`, import.meta.url).href;
type Page = { kind: string; html: string; headers: Record<string, string> };
type Pages = new (
  context: object,
) => {
  get(key: string): Promise<{ value: Page } | null>;
  set(key: string, page: Page, context: { cacheControl?: object }): Promise<void>;
  revalidateTag(tags: string[]): Promise<void>;
};
await import(at('front.ts'));
const { default: Kept } = (await import(at('cache/pages.ts'))) as { default: Pages };

const MADE = '<p>made for the visitor</p><script>$RC()</script><script>steal()</script>';
/** As Next names a page. */
const keyOf = (path: string): string => `/route-cache/APP_PAGE/6f1ae5aa2b68/$${path}`;
let askedNext = 0;
const told: OutgoingHttpHeaders = {};

async function next(request: IncomingMessage, response: ServerResponse): Promise<void> {
  askedNext += 1;
  const page = await new Kept({}).get(keyOf((request.url ?? '').split('?')[0] ?? ''));
  const html = page?.value.html ?? MADE;
  for (const [name, value] of Object.entries({ 'cache-control': 'no-cache', 'content-type': 'text/html; charset=utf-8', ...told }))
    if (value !== undefined) response.setHeader(name, value);
  if (page) response.setHeader('content-length', Buffer.byteLength(html));
  response.end(html);
}

const server = http.createServer((request, response) => void next(request, response)).listen(0, '127.0.0.1');
await once(server, 'listening');
// The connection to the cache stays open as long as the process.
after(() => {
  server.close();
  setTimeout(() => process.exit(), 500).unref();
});

type Got = { status: number; headers: http.IncomingHttpHeaders; body: Buffer; byNext: boolean };

function visit(path: string, headers: OutgoingHttpHeaders = {}, method = 'GET'): Promise<Got> {
  const before = askedNext;
  return new Promise((done, fail) => {
    const request = http.request({ host: '127.0.0.1', port: (server.address() as AddressInfo).port, path, method, headers }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('end', () => done({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(parts), byNext: askedNext > before }));
    });
    request.on('error', fail).end();
  });
}

/** A page that is kept and was handed out by Next once, so that the front knows it. */
async function known(html = `<html>${randomUUID()}</html>`, cacheControl?: object) {
  const [path, tag] = [`/en/p/${randomUUID()}`, `product:${randomUUID()}`];
  const keep = (text: string) =>
    new Kept({}).set(keyOf(path), { kind: 'APP_PAGE', html: text, headers: { 'x-next-cache-tags': tag } }, { ...(cacheControl && { cacheControl }) });
  do await keep(html);
  while ((await visit(path)).body.toString() !== html);
  return { path, html, keep, change: () => new Kept({}).revalidateTag([tag]) };
}

/** As it is answered when the front has had its time to remember. */
async function settled(path: string, headers?: OutgoingHttpHeaders): Promise<Got> {
  let got = await visit(path, headers);
  for (let visits = 1; got.byNext && visits < 20; visits += 1) got = await visit(path, headers);
  return got;
}

test('a kept page that has not changed is handed out without Next, word by word and with the same headers', async () => {
  const { path, html } = await known();
  const first = await visit(path);
  const again = await settled(path);
  assert.deepEqual([again.status, again.body.toString(), again.byNext], [200, html, false]);
  const { date: _first, ...before } = first.headers;
  const { date: _again, ...after } = again.headers;
  assert.deepEqual(after, before);
});

test('each visitor gets it as they can read it', async () => {
  const { path, html } = await known();
  const brotli = await settled(path, { 'accept-encoding': 'gzip, br' });
  const gzip = await settled(path, { 'accept-encoding': 'gzip' });
  assert.deepEqual([brotliDecompressSync(brotli.body).toString(), gunzipSync(gzip.body).toString()], [html, html]);
  assert.deepEqual([brotli.headers['content-encoding'], gzip.headers['content-encoding'], brotli.byNext, gzip.byNext], ['br', 'gzip', false, false]);
});

test('who has it already is told so, by Next’s way and without it', async () => {
  const { path } = await known();
  const { headers } = await settled(path);
  const had = { 'if-none-match': `"other", ${headers.etag}` };
  for (const asked of [had, { ...had, rsc: '1' }]) {
    const answer = await visit(path, asked);
    assert.deepEqual([answer.status, answer.body.length, answer.headers.etag, answer.headers['content-length']], [304, 0, headers.etag, undefined]);
  }
});

test('a change ends it at once; the old page is never handed out after the new one', async () => {
  const { path, keep, change } = await known('<html>old</html>');
  assert.equal((await settled(path)).byNext, false);
  await change();
  assert.match((await visit(path)).body.toString(), /made for the visitor/);
  await keep('<html>new</html>');
  for (const _visit of [1, 2, 3]) assert.equal((await visit(path)).body.toString(), '<html>new</html>');
  assert.equal((await visit(path)).byNext, false);
});

test('a page that is to be made again after a while is Next’s to answer when that is over', async () => {
  const { path } = await known(undefined, { revalidate: 0 });
  assert.equal((await settled(path)).byNext, true);
});

test('a choice, a part for the page’s own script, and what is not asked for are Next’s to answer', async () => {
  const { path } = await known();
  await settled(path);
  for (const [address, headers, method] of [
    [`${path}?sort=name`, {}, 'GET'],
    [path, { rsc: '1' }, 'GET'],
    [path, {}, 'POST'],
  ] as const)
    assert.equal((await visit(address, headers, method)).byNext, true, `${method} ${address}`);
  const head = await visit(path, {}, 'HEAD');
  assert.deepEqual([head.status, head.byNext, head.body.length], [200, false, 0]);
});

test('a page that is made for the visitor says which of its scripts may run', async () => {
  const { headers, body } = await visit(`/en/p/${randomUUID()}`);
  const nonce = /^script-src 'self' 'nonce-([\w-]+)'$/.exec(String(headers['content-security-policy']))?.[1];
  assert.equal(body.toString(), `<p>made for the visitor</p><script nonce="${nonce}">$RC()</script><script>steal()</script>`);
});

test('what is for one person, sets a cookie or has another status is never remembered', async () => {
  for (const own of [{ 'cache-control': 'private, no-store' }, { 'set-cookie': 'a=b' }, { 'x-kontor-status': '410' }]) {
    const { path, html, keep } = await known();
    Object.assign(told, own);
    await keep(html);
    const answer = await settled(`${path}`, { 'accept-encoding': 'br' });
    for (const name of Object.keys(own)) delete told[name];
    assert.equal(answer.byNext, true, JSON.stringify(own));
  }
});
