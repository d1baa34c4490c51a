import { initTRPC, TRPCError, type TRPCMutationProcedure, type TRPCQueryProcedure } from '@trpc/server';
import type { OpenApiMeta } from 'trpc-to-openapi';
import { z } from 'zod';
import { isRefusalCode, Refusal, refusals, type RefusalCode, type RefusalDetails } from '@kontor/contracts/refusals';
import type { Contract, Permission, Verb } from '@kontor/contracts/verb';
import { awayOf, comeBack, refuseUnkept, report, wrongInput } from './answers.ts';
import { callHttp } from './call.ts';
import type { Actor } from './identity.ts';
import { log } from './log.ts';
import { traceparent } from './telemetry.ts';

/** Who calls; `client` is the address of the person, as far as it is known. */
export type Context = { actor: Actor | null; client: string };
type ErrorData = { refusal?: { code: RefusalCode; details: RefusalDetails }; errorId?: string };
/** What tRPC says of a call that failed. */
export type Failed = { error: { data: ErrorData } };
/** tRPC's answer; what was refused before it came to a procedure is told in the form of every other door. */
type Said = { result: { data: unknown } } | Failed | ErrorData;

function refusalOf(error: TRPCError): Refusal | null {
  if (error.cause instanceof Refusal) return error.cause;
  if (error.code !== 'BAD_REQUEST') return null;
  return error.cause instanceof z.ZodError
    ? wrongInput(error.cause)
    : new Refusal('InvalidInput', { field: '', reason: 'the body is not valid JSON of the expected form' });
}

/** A refusal as tRPC carries it; every other error as it is. */
const raised = (error: unknown): unknown =>
  error instanceof Refusal ? new TRPCError({ code: refusals[error.code].trpc, message: error.code, cause: error }) : error;

/** What tRPC asks of a server to know its caller; who calls may be refused here already, as when the keys of a token cannot be had. */
export const createContext =
  <R>(contextOf: (request: R) => Promise<Context>) =>
  ({ req }: { req: R }): Promise<Context> =>
    contextOf(req).catch((error: unknown) => {
      throw raised(error);
    });

/** The headers that the refusals of a call, or of a batch of them, ask for. */
export const responseMeta = ({ errors }: { errors: TRPCError[] }): { headers: Record<string, string> } => ({
  headers: comeBack(errors.map(refusalOf).filter((refusal) => refusal !== null)),
});

export const t = initTRPC
  .context<Context>()
  .meta<OpenApiMeta>()
  .create({
    isDev: false,
    errorFormatter: ({ shape, error, path }) => {
      const refusal = refusalOf(error);
      const data: ErrorData & { code: string; httpStatus: number } = { code: shape.data.code, httpStatus: shape.data.httpStatus };
      if (refusal) return { ...shape, message: refusal.code, data: { ...data, refusal: { code: refusal.code, details: refusal.details } } };
      if (error.code !== 'INTERNAL_SERVER_ERROR') return { ...shape, data };
      return { ...shape, message: 'Something went wrong on our side', data: { ...data, errorId: report(error.cause ?? error, path) } };
    },
  });

export type ProceduresOf<C> = {
  [N in keyof C]: C[N] extends Verb<'query', infer I, infer O>
    ? TRPCQueryProcedure<{ input: z.input<I>; output: z.output<O>; meta: OpenApiMeta }>
    : C[N] extends Verb<'mutation', infer I, infer O>
      ? TRPCMutationProcedure<{ input: z.input<I>; output: z.output<O>; meta: OpenApiMeta }>
      : never;
};
export type Handler<V> = V extends Verb<infer _K, infer I, infer O> ? (input: z.output<I>, context: Context) => Promise<z.input<O>> : never;
export type Handlers<C> = { [N in keyof C]: Handler<C[N]> };

/** Throws unless the actor may; who acts on what is checked by the worker that owns the object. */
export function permit(permission: Permission, actor: Actor | null): void {
  if (permission === 'public') return;
  if (!actor) throw new Refusal('SignInRequired');
  if (permission === 'shopper' && actor.kind !== 'staff') return;
  if (permission === 'customer' && actor.kind !== 'staff') {
    if (actor.kind === 'customer') return;
    throw new Refusal('SignInRequired');
  }
  if (actor.kind === 'staff' && permission.startsWith('staff:') && actor.roles.includes(permission.slice('staff:'.length))) return;
  throw new Refusal('NotAllowed');
}

/** The person a shopper's procedure runs for; `permit` has refused everybody else before. */
export function shopperOf({ actor }: Context): Actor {
  if (!actor) throw new Refusal('SignInRequired');
  return actor;
}

/** The member of staff that a procedure of theirs runs for; `permit` has refused everybody else before. */
export function staffOf({ actor }: Context): Actor {
  if (actor?.kind !== 'staff') throw new Refusal('NotAllowed');
  return actor;
}

/** The router of one noun: each verb of its contract with its handler. A worker gives its own, the gateway forwards. */
export function serve<C extends Contract>(contract: C, handlers: Handlers<C>) {
  const procedures = Object.entries(contract).map(([name, verb]) => {
    const handle = handlers[name] as (input: unknown, context: Context) => Promise<unknown>;
    const run = async ({ input, ctx }: { input: unknown; ctx: Context }) => {
      try {
        permit(verb.permission, ctx.actor);
        refuseUnkept(input);
        return await handle(input, ctx);
      } catch (error) {
        throw raised(awayOf(error, name) ?? error);
      }
    };
    const meta: OpenApiMeta = verb.http ? { openapi: { ...verb.http, protect: verb.permission !== 'public' } } : {};
    const procedure = t.procedure.meta(meta).input(verb.input).output(verb.output);
    return [name, verb.kind === 'query' ? procedure.query(run as never) : procedure.mutation(run as never)];
  });
  return t.router(Object.fromEntries(procedures) as ProceduresOf<C>);
}

export type Call = (verb: Verb, name: string, input: unknown, context: Context) => Promise<unknown>;

/** A handler for every verb of a contract that passes it on. */
export function forward<C extends Contract>(contract: C, call: Call): Handlers<C> {
  return Object.fromEntries(
    Object.entries(contract).map(([name, verb]) => [name, (input: unknown, context: Context) => call(verb, name, input, context)]),
  ) as Handlers<C>;
}

const TOTAL_MS = 5_000;

/** Calls the worker at `address`; a refusal there is a refusal here, a worker that is away is `Unavailable`. */
export function callWorker(service: string, address: string, token: (context: Context) => Promise<string | undefined>): Call {
  return async (verb, name, input, context) => {
    const bearer = await token(context);
    const headers = { ...(bearer && { authorization: `Bearer ${bearer}` }), traceparent: traceparent(), 'x-kontor-client': context.client };
    const door = `${address}/trpc/${name}`;
    const asked = JSON.stringify(input);
    const [url, request] =
      verb.kind === 'query'
        ? [`${door}?input=${encodeURIComponent(asked)}`, { headers }]
        : [door, { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body: asked }];
    const said = await callHttp(url, request, TOTAL_MS)
      .then(async (answer) => (await answer.json()) as Said)
      .catch((error: unknown) => {
        log.warn({ service, error: String(error) }, 'a worker did not answer');
        throw new Refusal('Unavailable', { service });
      });
    if ('result' in said) return said.result.data;
    throw failureOf(said, service);
  };
}

function failureOf(said: Failed | ErrorData, service: string): Error {
  const { refusal, errorId } = 'error' in said ? said.error.data : said;
  if (refusal && isRefusalCode(refusal.code)) return new Refusal(refusal.code, refusal.details);
  return new Error(`${service} failed, its error id is ${errorId ?? 'not known'}`);
}
