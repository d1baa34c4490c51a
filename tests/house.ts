import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { workers } from '@kontor/contracts/events';
import { z } from 'zod';
import type { Stack } from './stack.ts';

const Asked = z.discriminatedUnion('what', [
  z.object({ what: z.literal('import'), lines: z.array(z.unknown()).min(1) }),
  z.object({ what: z.literal('clock'), offsetMs: z.int() }),
  z.object({ what: z.literal('start'), part: z.enum(['gateway', ...workers]), environment: z.record(z.string(), z.string()).default({}) }),
  z.object({ what: z.literal('kill'), part: z.enum(['gateway', ...workers]) }),
]);

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  let text = '';
  for await (const part of request) text += String(part);
  return JSON.parse(text);
}

/**
 * The keys to a shop that belongs to the journeys alone: over HTTP on this machine, because Playwright runs in processes of its own.
 * They import goods, move the clock of all workers, and let a process die and come back.
 */
export async function openHouse(stack: Stack): Promise<{ url: string; close: () => void }> {
  let imports = 0;
  async function obey(asked: z.infer<typeof Asked>): Promise<void> {
    switch (asked.what) {
      case 'import': {
        const file = join(tmpdir(), `journey-${process.pid}-${++imports}.ndjson`);
        writeFileSync(file, asked.lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
        await stack.import(file);
        return;
      }
      case 'clock': {
        const body = JSON.stringify({ offsetMs: asked.offsetMs });
        const headers = { 'content-type': 'application/json' };
        await Promise.all(workers.map((name) => fetch(`${stack.values[`${name.toUpperCase()}_URL`]}/clock`, { method: 'POST', headers, body })));
        return;
      }
      case 'start':
        return stack.part(asked.part).start(asked.environment);
      case 'kill':
        return stack.part(asked.part).kill();
    }
  }
  const server = createServer((request, response) => {
    bodyOf(request)
      .then((body) => obey(Asked.parse(body)))
      .then(
        () => response.writeHead(204).end(),
        (error: unknown) => response.writeHead(500).end(String(error)),
      );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => void server.close() };
}
