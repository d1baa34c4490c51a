import { existsSync, readdirSync, readFileSync } from 'node:fs';
import http, { type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import path from 'node:path';

/**
 * Stands before Next's own server in the packed folder and does the two things it cannot: it hands out scripts and styles as the
 * build has compressed them (brotli, an eighth smaller than gzip), and it lets the proxy say the status of a page it rewrites to.
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

function sendCompressed({ method, url, headers }: IncomingMessage, response: ServerResponse): boolean {
  const file = method === 'GET' || method === 'HEAD' ? compressed.get((url ?? '').split('?')[0] ?? '') : undefined;
  if (!file || !/\bbr\b/.test(String(headers['accept-encoding'] ?? ''))) return false;
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
    answer(request, response);
  });
}) as typeof http.createServer;
