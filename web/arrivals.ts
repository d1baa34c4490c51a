import type { IncomingMessage, ServerResponse } from 'node:http';

/** As much as the gateway takes. Next holds ten times as much back, and fails where the gateway hangs up in the middle of it. */
const MOST_BYTES = 1024 * 1024;

/** Takes no body that says it is too large; the answer is the gateway's own. */
export function refuseTooMuch(request: IncomingMessage, response: ServerResponse): boolean {
  if (!request.url?.startsWith('/api/') || Number(request.headers['content-length'] ?? 0) <= MOST_BYTES) return false;
  const refusal = { code: 'InvalidInput', details: { field: '', reason: 'Request body is too large' } };
  response.writeHead(413, { 'content-type': 'application/json', connection: 'close' }).end(JSON.stringify({ refusal }));
  return true;
}

/** An address with bytes that are no text is one of a page that there is not. */
export function readable(url: string): string {
  const [path = '', ...rest] = url.split('?');
  try {
    decodeURIComponent(path);
    return url;
  } catch {
    return [path.replaceAll('%', '%25'), ...rest].join('?');
  }
}
