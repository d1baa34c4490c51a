import { createHash, randomUUID, timingSafeEqual } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import fastify from 'fastify';
import { z } from 'zod';
import type { Answer, Answers } from './answers.ts';
import type { Faults } from './faults.ts';
import { Refusal } from './refusal.ts';

/** A running simulator. `stop` ends it within two seconds, whatever its connections do. */
export type Running = { url: string; stop(): Promise<void> };

/** An HTTP server with health, a 1 MB body limit, plain forms and errors as `{error: {code, message, field}}`. */
export function openServer(): FastifyInstance {
  const app = fastify({ bodyLimit: 1_048_576, forceCloseConnections: true });
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) => {
    done(null, Object.fromEntries(new URLSearchParams(String(body))));
  });
  app.removeContentTypeParser('application/json');
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => {
    try {
      done(null, body === '' ? undefined : JSON.parse(String(body)));
    } catch {
      done(new Refusal(400, 'invalid_json', 'The body is not JSON.'));
    }
  });
  app.setErrorHandler((error: FastifyError | Refusal, _request, reply) => answerError(error, reply));
  app.setNotFoundHandler((_request, reply) => answerError(new Refusal(404, 'not_found', 'There is nothing at this address.'), reply));
  app.get('/livez', () => ({ status: 'ok' }));
  app.get('/readyz', () => ({ status: 'ok' }));
  return app;
}

/** Starts listening and returns the public address with the port that was given. */
export async function listen(app: FastifyInstance, at: { port: number; host: string; publicHost: string }): Promise<string> {
  await app.listen({ port: at.port, host: at.host });
  const address = app.server.address();
  const port = typeof address === 'object' && address ? address.port : at.port;
  return `http://${at.publicHost}:${port}`;
}

/** A hook that lets only calls with `Authorization: Bearer key` through. */
export function demandKey(key: string) {
  const expected = createHash('sha256').update(key).digest();
  return (request: FastifyRequest, _reply: FastifyReply, done: (error?: Error) => void) => {
    const given = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';
    const fits = timingSafeEqual(createHash('sha256').update(given).digest(), expected);
    done(fits ? undefined : new Refusal(401, 'unauthorized', 'Send Authorization: Bearer with the secret key.', 'Authorization'));
  };
}

export type Offer = (
  operation: string,
  work: (request: FastifyRequest) => Answer,
  keyed?: 'keyed',
) => (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>;

/** Wraps an API call with the faults planned for it and, when keyed, with its Idempotency-Key. */
export function openOffer(faults: Faults, answers: Answers, stopped: AbortSignal): Offer {
  return (operation, work, keyed) => async (request, reply) => {
    const about = referenceOf(request);
    const lost = faults.take('timeout_before', operation, about);
    if (lost) return hang(reply, lost.ms, stopped);
    if (faults.take('error_before', operation, about)) throw new Refusal(500, 'internal_error', 'Something went wrong before the work was done.');
    const run = async () => {
      const slow = faults.take('delay', operation, about);
      if (slow) await wait(slow.ms ?? 3000, undefined, { signal: stopped });
      return work(request);
    };
    const answer = keyed ? await answers.once(operation, request, run) : await run();
    const unheard = faults.take('timeout_after', operation, about);
    if (unheard) return hang(reply, unheard.ms, stopped);
    if (faults.take('error_after', operation, about)) throw new Refusal(500, 'internal_error', 'Something went wrong after the work was done.');
    return reply.code(answer.status).send(answer.body);
  };
}

const About = z.object({ reference: z.string() });

/** What a call is about, where it says so itself. */
const referenceOf = ({ body, query }: FastifyRequest): string | undefined => (About.safeParse(body).data ?? About.safeParse(query).data)?.reference;

/** Gives no answer: the connection is held (30 s unless told) and then cut. */
export async function hang(reply: FastifyReply, ms: number | undefined, stopped: AbortSignal): Promise<FastifyReply> {
  reply.hijack();
  await wait(ms ?? 30_000, undefined, { signal: stopped }).catch(() => undefined);
  reply.raw.destroy();
  return reply;
}

function answerError(error: FastifyError | Refusal, reply: FastifyReply): FastifyReply {
  if (error instanceof Refusal) {
    return reply.code(error.status).send({ error: { code: error.code, message: error.message, field: error.field } });
  }
  // The process stops while a call was being delayed: nothing was done, and that is no bug.
  if (error.name === 'AbortError') return reply.code(503).send({ error: { code: 'stopping', message: 'The simulator is stopping.' } });
  const status = error.statusCode ?? 500;
  if (status < 500) return reply.code(status).send({ error: { code: error.code.toLowerCase(), message: error.message } });
  const id = randomUUID();
  console.error(`error ${id}`, error);
  return reply.code(500).send({ error: { code: 'internal_error', message: `Something went wrong here; error ${id}.` } });
}
