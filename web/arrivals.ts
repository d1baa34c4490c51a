import { IncomingMessage, type ServerResponse } from 'node:http';

/** As much as the gateway takes. Next holds ten times as much back, and fails where the gateway hangs up in the middle of it. */
const MOST_BYTES = 1024 * 1024;

/** In the words of the gateway. The connection stays: closed while somebody still sends, it would take the answer with it. */
function refuse(response: ServerResponse) {
  const refusal = { code: 'InvalidInput', details: { field: '', reason: 'Request body is too large' } };
  response.writeHead(413, { 'content-type': 'application/json' }).end(JSON.stringify({ refusal }));
}

const isCall = ({ url }: IncomingMessage): boolean => url?.startsWith('/api/') === true;

/** Takes no body that says it is too large. */
export function refuseTooMuch(request: IncomingMessage, response: ServerResponse): boolean {
  if (!isCall(request) || Number(request.headers['content-length'] ?? 0) <= MOST_BYTES) return false;
  refuse(response);
  return true;
}

export const hidesLength = (request: IncomingMessage): boolean => isCall(request) && request.headers['transfer-encoding'] !== undefined;

/** The same request with a body that has arrived and says its length; null where it was too large and is refused, or whoever sent it has gone. */
export async function whole(request: IncomingMessage, response: ServerResponse): Promise<IncomingMessage | null> {
  const parts: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const part of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      bytes += part.length;
      if (bytes > MOST_BYTES) break;
      parts.push(part);
    }
  } catch {
    return null;
  }
  if (bytes > MOST_BYTES) {
    refuse(response);
    request.resume();
    return null;
  }
  const { socket, method, url, headers, rawHeaders, httpVersion, httpVersionMajor, httpVersionMinor } = request;
  const { 'transfer-encoding': _chunked, ...kept } = headers;
  const length = String(bytes);
  const said = {
    method,
    url,
    headers: { ...kept, 'content-length': length },
    rawHeaders: [...rawHeaders.filter((_, index) => rawHeaders[index - (index % 2)]?.toLowerCase() !== 'transfer-encoding'), 'content-length', length],
    httpVersion,
    httpVersionMajor,
    httpVersionMinor,
    complete: true,
  };
  const arrived = Object.assign(new IncomingMessage(socket), said);
  if (bytes > 0) arrived.push(Buffer.concat(parts));
  arrived.push(null);
  return arrived;
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
