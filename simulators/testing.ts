import { createServer } from 'node:http';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { z } from 'zod';

const event = z.object({ id: z.string(), type: z.string(), createdAt: z.string(), data: z.record(z.string(), z.unknown()) });
export type Received = { event: z.infer<typeof event>; body: string; headers: Record<string, string | string[] | undefined> };

export const keys = { secretKey: 'a-secret-key', webhookSecret: 'a-webhook-secret' };

/** An empty ledger folder that goes with the test. */
export function tempFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'simulators-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A merchant's webhook door. `answer` gives the status of each call; `until` waits for that many calls. */
export async function openMerchant(t: TestContext, answer: (count: number) => number = () => 200, port = 0) {
  const received: Received[] = [];
  const waiting: { count: number; resolve: (all: Received[]) => void }[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8');
      received.push({ event: event.parse(JSON.parse(body)), body, headers: request.headers });
      response.writeHead(answer(received.length)).end();
      for (const one of waiting) if (received.length >= one.count) one.resolve(received);
    });
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  t.after(close);
  const address = server.address();
  const given = typeof address === 'object' && address ? address.port : port;
  return {
    url: `http://127.0.0.1:${given}/hook`,
    port: given,
    received,
    close,
    until: (count: number) => (received.length >= count ? Promise.resolve(received) : new Promise<Received[]>((resolve) => waiting.push({ count, resolve }))),
  };
}

type Call = { method?: string; body?: unknown; key?: string; bearer?: string | undefined };

/** Calls a JSON API; the body of the answer comes parsed, but unknown. */
export async function call(url: string, { method = 'GET', body, key, bearer = keys.secretKey }: Call = {}) {
  const headers: Record<string, string> = { authorization: `Bearer ${bearer}` };
  if (body !== undefined) headers['content-type'] = 'application/json';
  if (key !== undefined) headers['idempotency-key'] = key;
  const response = await fetch(url, { method, headers, body: body === undefined ? null : JSON.stringify(body) });
  const text = await response.text();
  const answer: unknown = text === '' ? undefined : JSON.parse(text);
  return { status: response.status, body: answer };
}

/** Sends a form as a browser without JavaScript does, and shows where it is led. */
export async function submit(url: string, fields: Record<string, string>) {
  const response = await fetch(url, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' });
  await response.body?.cancel();
  return { status: response.status, location: response.headers.get('location') };
}

const refused = z.object({ error: z.object({ code: z.string(), message: z.string(), field: z.string().optional() }) });

/** The code and field of an error answer. */
export function errorOf(answer: { status: number; body: unknown }) {
  const { code, field } = refused.parse(answer.body).error;
  return field === undefined ? [answer.status, code] : [answer.status, code, field];
}
