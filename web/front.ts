import { existsSync, readdirSync, readFileSync } from 'node:fs';
import http, { type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import path from 'node:path';
import { answerFor, type Encoding, encoded, mayAnswer, rememberAnswer, tagOf } from './cache/answers.ts';
import { scriptPolicyOf } from './cache/paint-first.ts';
import { hidesLength, readable, refuseTooMuch, whole } from './arrivals.ts';
import { marking } from './nonce.ts';

/**
 * Stands before Next's own server in the packed folder and does the things it cannot: it hands out scripts and styles as the
 * build has compressed them (brotli, an eighth smaller than gzip), it answers for a kept page that has not changed, compressed once
 * instead of for each visitor, and it lets the proxy say the status of a page it rewrites to.
 */
const STATUS = 'x-kontor-status';
const types: Record<string, string> = { '.js': 'application/javascript; charset=UTF-8', '.css': 'text/css; charset=UTF-8', '.svg': 'image/svg+xml' };

const folder = path.join(import.meta.dirname, '.next/static');
/** All of them at once, for they are few and small: nothing is looked up on the disk by an address that somebody sends. */
const compressed = new Map<string, { body: Buffer; type: string }>();
for (const entry of existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : []) {
  const name = entry.endsWith('.br') ? entry.slice(0, -'.br'.length) : '';
  const type = types[path.extname(name)];
  if (type) compressed.set(`/_next/static/${name}`, { body: readFileSync(path.join(folder, entry)), type });
}

function sendCompressed(request: IncomingMessage, response: ServerResponse): boolean {
  const { method, url } = request;
  const file = method === 'GET' || method === 'HEAD' ? compressed.get((url ?? '').split('?')[0] ?? '') : undefined;
  if (!file || !takesBrotli(request)) return false;
  response.writeHead(200, {
    'content-type': file.type,
    'content-encoding': 'br',
    'content-length': file.body.length,
    'cache-control': 'public, max-age=31536000, immutable',
    vary: 'accept-encoding',
    'x-content-type-options': 'nosniff',
  });
  response.end(file.body);
  return true;
}

const takesBrotli = ({ headers }: IncomingMessage): boolean => /\bbr\b/.test(String(headers['accept-encoding'] ?? ''));

const encodingFor = (request: IncomingMessage): Encoding =>
  takesBrotli(request) ? 'br' : /\bgzip\b/.test(String(request.headers['accept-encoding'])) ? 'gzip' : 'identity';

/** What the proxy says of pages that are the same for everybody; it has something to tell with every other one. */
const SAME_FOR_ALL = 'no-cache';
/** A page as a browser opens it. What its script asks for while it follows a link, a choice and a form are Next's. */
const opensPage = ({ method, headers, url = '' }: IncomingMessage): boolean =>
  (method === 'GET' || method === 'HEAD') && !url.includes('?') && headers.rsc === undefined && headers['next-action'] === undefined;

const has = ({ headers }: IncomingMessage, tag: unknown): boolean =>
  String(headers['if-none-match'] ?? '')
    .split(/\s*,\s*/)
    .includes(String(tag));

/** A page that has just been made and was not kept yet does not, nor does one of the build. */
const saysItsScripts = (response: ServerResponse): boolean =>
  !String(response.getHeader('content-type')).startsWith('text/html') || String(response.getHeader('content-security-policy')).includes("'sha256-");

/** Sends again what was sent for this page before, as long as nothing it shows has changed. */
async function sendAgain(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
  const answer = await answerFor(request.url ?? '', encodingFor(request));
  if (!answer) return false;
  const { 'content-length': _length, 'content-encoding': _encoding, ...unchanged } = answer.headers;
  if (has(request, answer.headers.etag)) response.writeHead(304, unchanged).end();
  else response.writeHead(200, answer.headers).end(request.method === 'HEAD' ? undefined : answer.body);
  return true;
}

/**
 * Only a page that lies there as a whole is said the length of by Next before it goes out in one piece: it gets an entity tag, is
 * compressed once for all, and remembered. Next wraps `end` with its own compression earlier, which leaves alone what is encoded already.
 */
function sendWhole(request: IncomingMessage, response: ServerResponse): void {
  const encoding = encodingFor(request);
  const setHeader = response.setHeader.bind(response);
  response.setHeader = (name, value) => {
    if (name.toLowerCase() === 'content-length') {
      const end = response.end.bind(response) as (...given: unknown[]) => ServerResponse;
      response.end = (...given: unknown[]) => {
        const [page] = given;
        if (typeof page !== 'string' || !/^text\/(html|x-component)/.test(String(response.getHeader('content-type')))) return end(...given);
        const tag = tagOf(page);
        setHeader('etag', tag);
        setHeader('vary', [response.getHeader('vary'), 'accept-encoding'].filter(Boolean).join(', '));
        if (response.statusCode === 200 && has(request, tag)) {
          response.statusCode = 304;
          response.removeHeader('content-length');
          return end();
        }
        const body = encoded(encoding, tag, page);
        if (encoding !== 'identity') setHeader('content-encoding', encoding);
        setHeader('content-length', body.length);
        if (!saysItsScripts(response)) response.appendHeader('content-security-policy', scriptPolicyOf(page));
        const headers = response.getHeaders();
        const isForAll = response.statusCode === 200 && headers['cache-control'] === SAME_FOR_ALL && !headers[STATUS] && !headers['set-cookie'];
        if (isForAll && opensPage(request)) void rememberAnswer(request.url ?? '', encoding, page, { headers, body });
        return end(body);
      };
    }
    return setHeader(name, value);
  };
}

/** A page that is streamed says which scripts may run, as a kept one does (web/cache/paint-first.ts). */
function signScripts(response: ServerResponse): void {
  const setHeader = response.setHeader.bind(response);
  response.setHeader = (name, value) => {
    if (name.toLowerCase() !== 'content-type' || !String(value).startsWith('text/html')) return setHeader(name, value);
    response.setHeader = setHeader;
    const { policy, mark, rest } = marking();
    const writeHead = response.writeHead.bind(response) as (...head: unknown[]) => ServerResponse;
    const write = response.write.bind(response) as (...given: unknown[]) => boolean;
    const end = response.end.bind(response) as (...given: unknown[]) => ServerResponse;
    const isWhole = () => response.statusCode === 304 || response.hasHeader('content-length');
    let isStreamed = false;
    response.writeHead = (...head: unknown[]) => {
      isStreamed = !isWhole();
      if (isStreamed) response.appendHeader('content-security-policy', policy);
      return writeHead(...head);
    };
    response.write = (part: unknown, ...more: unknown[]) => {
      if (!response.headersSent) response.flushHeaders();
      return write(isStreamed ? mark(bytesOf(part)) : part, ...more);
    };
    response.end = (...given: unknown[]) => {
      if (!response.headersSent && !isWhole()) response.flushHeaders();
      if (!isStreamed) return end(...given);
      const [part] = given;
      const isPart = part instanceof Uint8Array || typeof part === 'string';
      return end(
        Buffer.concat([...(isPart ? [mark(bytesOf(part))] : []), rest()]),
        given.find((one) => typeof one === 'function'),
      );
    };
    return setHeader(name, value);
  };
}

const bytesOf = (part: unknown): Uint8Array => (part instanceof Uint8Array ? part : Buffer.from(String(part)));

/** Next passes a page it is led to on with 200, whatever status the proxy gave. */
function keepStatus(response: ServerResponse) {
  const writeHead = response.writeHead.bind(response);
  response.writeHead = (...head: unknown[]) => {
    const wanted = Number(response.getHeader(STATUS));
    response.removeHeader(STATUS);
    if (wanted && head[0] === 200) head[0] = wanted;
    return writeHead(...(head as Parameters<typeof writeHead>));
  };
}

const createServer = http.createServer as (...given: unknown[]) => http.Server;
http.createServer = ((...given: unknown[]) => {
  const answer = given.pop() as RequestListener;
  return createServer(...given, (request: IncomingMessage, response: ServerResponse & { req: IncomingMessage }) => {
    if (refuseTooMuch(request, response) || sendCompressed(request, response)) return;
    request.url = readable(request.url ?? '/');
    const askNext = (asked = request) => {
      keepStatus(response);
      sendWhole(asked, response);
      if (!asked.url?.startsWith('/api/')) signScripts(response);
      answer(asked, response);
    };
    if (hidesLength(request)) return void whole(request, response).then((arrived) => arrived && askNext(arrived));
    if (!opensPage(request) || !mayAnswer(request.url ?? '', encodingFor(request))) return askNext();
    void sendAgain(request, response).then((sent) => sent || askNext());
  });
}) as typeof http.createServer;
