import { existsSync, readdirSync, readFileSync } from 'node:fs';
import http, { type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import path from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/**
 * Stands before Next's own server in the packed folder and does the three things it cannot: it hands out scripts and styles as the
 * build has compressed them (brotli, an eighth smaller than gzip), it compresses a kept page once instead of for each visitor, and it
 * lets the proxy say the status of a page it rewrites to.
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

const MOST_PAGES = 500;
/** Kept pages by encoding and entity tag, which is made of what they say; the ones asked for last. */
const compressedPages = new Map<string, Buffer>();
const encodings = {
  br: (page: string) => brotliCompressSync(page, { params: { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_SIZE_HINT]: page.length } }),
  gzip: (page: string) => gzipSync(page),
};

function compressedPage(encoding: keyof typeof encodings, tag: string, page: string): Buffer {
  const name = `${encoding} ${tag}`;
  const body = compressedPages.get(name) ?? encodings[encoding](page);
  compressedPages.delete(name);
  compressedPages.set(name, body);
  for (const oldest of compressedPages.keys()) if (compressedPages.size > MOST_PAGES) compressedPages.delete(oldest);
  return body;
}

/**
 * Only a page that lies there as a whole gets an entity tag from Next, and then goes out in one piece. Next wraps `end` with its own
 * compression before it says the tag, which leaves alone what is encoded already.
 */
function compressOnce(request: IncomingMessage, response: ServerResponse): void {
  const encoding = takesBrotli(request) ? 'br' : /\bgzip\b/.test(String(request.headers['accept-encoding'])) ? 'gzip' : null;
  if (!encoding) return;
  const setHeader = response.setHeader.bind(response);
  response.setHeader = (name, value) => {
    if (name.toLowerCase() === 'etag') {
      const end = response.end.bind(response) as (...given: unknown[]) => ServerResponse;
      response.end = (...given: unknown[]) => {
        const [page] = given;
        if (typeof page !== 'string' || !/^text\/(html|x-component)/.test(String(response.getHeader('content-type')))) return end(...given);
        const body = compressedPage(encoding, String(value), page);
        setHeader('content-encoding', encoding);
        setHeader('content-length', body.length);
        setHeader('vary', [response.getHeader('vary'), 'accept-encoding'].filter(Boolean).join(', '));
        return end(body);
      };
    }
    return setHeader(name, value);
  };
}

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
    if (sendCompressed(request, response)) return;
    keepStatus(response);
    compressOnce(request, response);
    answer(request, response);
  });
}) as typeof http.createServer;
