import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { Refusal } from '@kontor/contracts/refusals';
import { log } from './log.ts';

/** Seconds after which a service that is away may be asked again. */
const AWAY_SECONDS = 5;

/** A wrong input in the shop's own words: the first field that is wrong and why, and all of them. */
export function wrongInput(error: z.ZodError): Refusal {
  const fields = error.issues.map((issue) => ({ field: issue.path.join('.'), reason: issue.message }));
  return new Refusal('InvalidInput', { ...fields[0], fields });
}

/** What came in at a door without a contract, as `schema` has it. Throws `InvalidInput` that names the field. */
export function accept<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw wrongInput(parsed.error);
}

/** Logs a bug under an id and gives the id: all that the caller learns of it. */
export function report(error: unknown, path: string | undefined): string {
  const errorId = randomUUID();
  log.error({ errorId, path, error: error instanceof Error ? error.stack : String(error) }, 'a call failed');
  return errorId;
}

/** The Retry-After header, in seconds, where a refusal says when it is worth asking again. */
export function comeBack(refused: readonly Refusal[]): Record<string, string> {
  const seconds = refused.map(({ code, details }) => Number(details['retryAfter'] ?? (code === 'Unavailable' ? AWAY_SECONDS : 0)));
  const longest = Math.max(0, ...seconds);
  return longest > 0 ? { 'retry-after': String(Math.ceil(longest)) } : {};
}
