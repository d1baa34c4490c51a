import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Refusal } from './refusal.ts';

export const answerEntry = z.object({
  kind: z.literal('answer'),
  at: z.string(),
  key: z.string(),
  hash: z.string(),
  status: z.int(),
  body: z.unknown(),
});

export type AnswerEntry = z.infer<typeof answerEntry>;
export type Answer = { status: number; body: unknown };

export type Answers = {
  apply(entry: AnswerEntry): void;
  once(operation: string, request: FastifyRequest, work: () => Promise<Answer>): Promise<Answer>;
};

/** Remembers the answer to each Idempotency-Key, so that a repeated call gets it again and does nothing. */
export function openAnswers(write: (entry: AnswerEntry) => void, now: () => Date): Answers {
  const stored = new Map<string, AnswerEntry>();
  const running = new Set<string>();
  return {
    apply: (entry) => void stored.set(entry.key, entry),
    async once(operation, request, work) {
      const key = keyOf(request);
      const hash = createHash('sha256')
        .update(`${operation}\n${JSON.stringify(request.body)}`)
        .digest('hex');
      const known = stored.get(key);
      if (known && known.hash !== hash) {
        throw new Refusal(409, 'idempotency_mismatch', 'This Idempotency-Key was used with another body; use a new key for a new call.');
      }
      if (known) return { status: known.status, body: known.body };
      if (running.has(key)) {
        throw new Refusal(409, 'idempotency_in_progress', 'The first call with this Idempotency-Key is still running; ask again shortly.');
      }
      running.add(key);
      try {
        // A refusal throws and is not stored: the caller may mend the body and use the key again.
        const answer = await work();
        write({ kind: 'answer', at: now().toISOString(), key, hash, ...answer });
        return answer;
      } finally {
        running.delete(key);
      }
    },
  };
}

function keyOf(request: FastifyRequest): string {
  const key = request.headers['idempotency-key'];
  if (typeof key === 'string' && key.length > 0 && key.length <= 255) return key;
  throw new Refusal(400, 'idempotency_key_missing', 'Send an Idempotency-Key header of 1 to 255 characters.', 'Idempotency-Key');
}
