import type { z } from 'zod';

/** An expected error: answered as `{error: {code, message, field}}` with its HTTP status. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly field: string | undefined;

  constructor(status: number, code: string, message: string, field?: string) {
    super(message);
    this.status = status;
    this.code = code;
    this.field = field;
  }
}

export const notFound = (what: string) => new Refusal(404, 'not_found', `There is no such ${what}.`);

/** Parses outside input; throws a 422 Refusal that names the first bad field. */
export function read<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const keys = issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
  const field = [...(issue?.path ?? []), ...keys].map(String).join('.') || undefined;
  const message = issue?.message ?? 'The input cannot be read.';
  throw new Refusal(422, 'invalid_input', field ? `${field}: ${message}` : message, field);
}
