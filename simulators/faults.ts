import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { read } from './refusal.ts';

export const callFaults = ['delay', 'timeout_before', 'timeout_after', 'error_before', 'error_after'] as const;
export const webhookFaults = ['duplicate_webhook', 'drop_webhook', 'late_webhook', 'reorder_webhooks', 'forge_webhook'] as const;

/** What each kind does, for those who plan one. */
export const effects: Readonly<Record<string, string>> = {
  delay: 'The call is slow by that many milliseconds (3 s).',
  timeout_before: 'No answer for that long (30 s), then a cut connection. The work is not done.',
  timeout_after: 'No answer for that long (30 s), then a cut connection. The work is done.',
  error_before: 'The answer is a 500. The work is not done.',
  error_after: 'The answer is a 500. The work is done.',
  duplicate_webhook: 'The event arrives 20 times.',
  drop_webhook: 'The event never arrives.',
  late_webhook: 'The event arrives after that long (10 s).',
  reorder_webhooks: 'That many events arrive in reverse, or those that came after that long (5 s).',
  forge_webhook: 'One event more, with a false signature.',
  decline: 'The next payment or capture is declined.',
  other_amount: 'The next payment takes one cent less than asked, and says so truthfully.',
  refuse: 'The call is refused: a booking for good (422), a mail for now (451).',
};

export type Fault = {
  id: string;
  kind: string;
  count: number;
  left: number;
  ms?: number | undefined;
  on?: string | undefined;
  /** Hits only what is about this reference: one attempt, refund or shipment. */
  reference?: string | undefined;
  amount?: number | undefined;
  currency?: string | undefined;
};

export type Faults = {
  readonly kinds: readonly string[];
  readonly operations: readonly string[];
  list(): Fault[];
  /** Uses up one count of the oldest fault of this kind that fits the operation and what it is about. */
  take(kind: string, operation: string, reference?: string): Fault | undefined;
  /** Like take, but only for a fault that names the operation: shoppers' pages stay whole unless meant. */
  takeNamed(kind: string, operation: string, reference?: string): Fault | undefined;
  plan(input: unknown): Fault;
  clear(): void;
};

/** Keeps the faults that are still to happen. They live in memory: a restart ends them. */
export function openFaults(kinds: readonly string[], operations: readonly string[]): Faults {
  const schema = z.strictObject({
    kind: z.enum(kinds),
    count: z.int().min(1).max(100_000).default(1),
    ms: z
      .int()
      .min(0)
      .max(7 * 86_400_000)
      .optional(),
    on: z.enum(operations).optional(),
    reference: z.string().min(1).max(200).optional(),
    amount: z.int().positive().optional(),
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/)
      .optional(),
  });
  let faults: Fault[] = [];
  const use = (fits: (fault: Fault) => boolean) => {
    const fault = faults.find(fits);
    if (!fault) return undefined;
    fault.left -= 1;
    if (fault.left === 0) faults = faults.filter((other) => other !== fault);
    return fault;
  };
  const isAbout = (fault: Fault, reference?: string) => fault.reference === undefined || fault.reference === reference;
  return {
    kinds,
    operations,
    list: () => [...faults],
    take: (kind, operation, reference) =>
      use((fault) => fault.kind === kind && (fault.on === undefined || fault.on === operation) && isAbout(fault, reference)),
    takeNamed: (kind, operation, reference) => use((fault) => fault.kind === kind && fault.on === operation && isAbout(fault, reference)),
    plan(input) {
      const asked = read(schema, input);
      const fault = { id: `fault_${randomUUID()}`, ...asked, left: asked.count };
      faults.push(fault);
      return fault;
    },
    clear() {
      faults = [];
    },
  };
}

/** `GET`, `POST` and `DELETE /faults` as JSON, and the same as plain forms of the ledger page. */
export function serveFaults(app: FastifyInstance, faults: Faults): void {
  app.get('/faults', () => ({ faults: faults.list() }));
  app.post('/faults', (request, reply) => reply.code(201).send(faults.plan(request.body)));
  app.delete('/faults', (_request, reply) => {
    faults.clear();
    return reply.code(204).send();
  });
  app.post('/faults/form', (request, reply) => {
    faults.plan(fromForm(request.body));
    return reply.redirect('/', 303);
  });
  app.post('/faults/clear', (_request, reply) => {
    faults.clear();
    return reply.redirect('/', 303);
  });
}

function fromForm(body: unknown): Record<string, unknown> {
  const fields = read(z.record(z.string(), z.string()), body);
  const filled = Object.entries(fields).filter(([, value]) => value !== '');
  return Object.fromEntries(filled.map(([key, value]) => [key, key === 'count' || key === 'ms' ? Number(value) : value]));
}
