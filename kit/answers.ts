import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { Refusal } from '@kontor/contracts/refusals';
import { isStoreAway } from './away.ts';
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

/** Where the first text is that no store keeps, with a NUL or with half a character in it; undefined when there is none. */
function unkept(value: unknown, path = ''): string | undefined {
  if (typeof value === 'string') return value.includes('\0') || !value.isWellFormed() ? path : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [name, part] of Object.entries(value)) {
    const found = unkept(name, path) ?? unkept(part, path ? `${path}.${name}` : name);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Refuses text that PostgreSQL does not take: one such text would undo all that shares its transaction. Throws `InvalidInput`. */
export function refuseUnkept(input: unknown): void {
  const field = unkept(input);
  if (field !== undefined) throw new Refusal('InvalidInput', { field, reason: 'this text has a NUL or half a character in it: leave it out' });
}

/** Logs a bug under an id and gives the id: all that the caller learns of it. */
export function report(error: unknown, path: string | undefined): string {
  const errorId = randomUUID();
  log.error({ errorId, path, error: error instanceof Error ? error.stack : String(error) }, 'a call failed');
  return errorId;
}

/** What a caller is told of a store that is away: nothing but when to come again. Null for any other error. */
export function awayOf(error: unknown, path: string | undefined): Refusal | null {
  if (!isStoreAway(error)) return null;
  log.warn({ path, error: String(error) }, 'a store is away');
  return new Refusal('Unavailable', { service: 'store' });
}

/** The Retry-After header, in seconds, where a refusal says when it is worth asking again. */
export function comeBack(refused: readonly Refusal[]): Record<string, string> {
  const seconds = refused.map(({ code, details }) => Number(details['retryAfter'] ?? (code === 'Unavailable' ? AWAY_SECONDS : 0)));
  const longest = Math.max(0, ...seconds);
  return longest > 0 ? { 'retry-after': String(Math.ceil(longest)) } : {};
}
