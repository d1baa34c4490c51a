import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import fastify, { type FastifyBaseLogger, type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest, LogController } from 'fastify';
import { z } from 'zod';
import { Refusal, refusals } from '@kontor/contracts/refusals';
import { accept, awayOf, comeBack, report } from './answers.ts';
import { clockOffset, moveClock } from './clock.ts';
import { base } from './env.ts';
import { log } from './log.ts';
import { traced } from './telemetry.ts';

export type Check = () => Promise<unknown>;
const READY_MS = 2_000;
const SWEEP_MS = 250;
const QUIET_MS = 400;
const LONGEST_MS = 2_000;
const LOOK_MS = 25;

function refuse(reply: FastifyReply, refusal: Refusal, status: number = refusals[refusal.code].status): FastifyReply {
  return reply
    .code(status)
    .headers(comeBack([refusal]))
    .send({ refusal: { code: refusal.code, details: refusal.details } });
}

/** The one form of every error: a refusal with its code and details, or the id of a bug. Never a stack. */
function answerError(error: FastifyError | Refusal, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (error instanceof Refusal) return refuse(reply, error);
  const { statusCode = 500, code = '', message } = error;
  // Fastify's own words about a request may be said; those of a library may name tables and hosts.
  if (statusCode < 500 && code.startsWith('FST_')) return refuse(reply, new Refusal('InvalidInput', { field: '', reason: message }), statusCode);
  const away = awayOf(error, request.routeOptions.url);
  if (away) return refuse(reply, away);
  return reply.code(500).send({ errorId: report(error, request.routeOptions.url) });
}

/** An HTTP server with the doors that every process has: /livez touches nothing, /readyz asks each dependency. */
export function openServer(name: string, checks: Record<string, Check>, bodyLimit = 1024 * 1024, mostRequests = base.MOST_REQUESTS): FastifyInstance {
  const app = fastify({
    loggerInstance: log.child({ name }) as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit,
    routerOptions: { maxParamLength: 500 },
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    frameworkErrors: (error, request, reply) => void answerError(error, request as FastifyRequest, reply as FastifyReply),
  });
  app.setErrorHandler(answerError);
  app.setNotFoundHandler((_request, reply) => refuse(reply, new Refusal('NotFound')));
  app.addHook('onRequest', (request, _reply, done) => traced(request.headers['traceparent'] as string | undefined, done));
  const isClosing = letGo(app);
  admit(app, name, mostRequests);
  app.get('/livez', { config: { uncounted: true } }, async () => ({ name, alive: true }));
  app.get('/readyz', { config: { uncounted: true } }, async (_request, reply) => {
    const results = await Promise.all(Object.entries(checks).map(async ([dependency, check]) => [dependency, await holds(check)] as const));
    const fine = !isClosing() && results.every(([, ok]) => ok);
    return reply.code(fine ? 200 : 503).send({ name, ready: fine, dependencies: Object.fromEntries(results) });
  });
  if (base.CLOCK_MOVABLE) {
    app.post('/clock', async (request) => {
      moveClock(accept(z.object({ offsetMs: z.int() }), request.body).offsetMs);
      return { offsetMs: clockOffset() };
    });
  }
  return app;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Does not count among the requests that are answered at once: a door of health, or a stream that stays open. */
    uncounted?: boolean;
  }
}

const FULL_SECONDS = 1;

/** Who comes while the house is full is refused at once, with when to come again: so those who are in get their answer in time. */
function admit(app: FastifyInstance, service: string, most: number): void {
  let inside = 0;
  app.addHook('onRequest', (request, reply, done) => {
    if (request.routeOptions.config.uncounted) return done();
    if (inside >= most) return done(new Refusal('Unavailable', { service, retryAfter: FULL_SECONDS }));
    inside++;
    reply.raw.once('close', () => inside--);
    done();
  });
}

/**
 * A server that closes serves what still comes on connections that are open, and ends each with its answer: else a client's pool
 * would keep the process alive for a minute, or lose a request on a connection that is cut. A connection that was in use a moment ago
 * may be in use again before its end is known, so the server waits until each that is idle has been so for a while.
 */
function letGo(app: FastifyInstance): () => boolean {
  let closing = false;
  const idleSince = new Map<Socket, number>();
  app.server.on('connection', (socket: Socket) => {
    idleSince.set(socket, Date.now());
    socket.once('close', () => idleSince.delete(socket));
  });
  app.server.on('request', ({ socket }: { socket: Socket }, response: ServerResponse) => {
    idleSince.delete(socket);
    response.once('close', () => socket.destroyed || idleSince.set(socket, Date.now()));
  });
  const isInUse = () => [...idleSince.values()].some((since) => since > Date.now() - QUIET_MS);
  app.addHook('preClose', async () => {
    closing = true;
    for (const deadline = Date.now() + LONGEST_MS; isInUse() && Date.now() < deadline; ) await pause(LOOK_MS);
    setInterval(() => app.server.closeIdleConnections(), SWEEP_MS).unref();
  });
  app.addHook('onSend', async (_request, reply) => {
    if (closing) reply.header('connection', 'close');
  });
  return () => closing;
}

/** Makes the routes of `scope` get their bodies as the bytes that came, for signatures. */
export function takeBytes(scope: FastifyInstance): void {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
}

/** The body of such a route; a request without one has no bytes. */
export const bytesOf = ({ body }: FastifyRequest): Buffer => (Buffer.isBuffer(body) ? body : Buffer.alloc(0));

async function holds(check: Check): Promise<boolean> {
  try {
    await Promise.race([check(), new Promise((_resolve, reject) => setTimeout(() => reject(new Error('too slow')), READY_MS).unref())]);
    return true;
  } catch {
    return false;
  }
}
