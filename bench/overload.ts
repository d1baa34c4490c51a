import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Stack } from '../tests/stack.ts';
import { crowdOf } from './crowd.ts';
import { load, percentiles } from './measure.ts';

/** A guest with one piece in the cart; `place` presses the button and says how it was answered, without ever throwing. */
function ready(shopper: Awaited<ReturnType<typeof crowdOf>>[number], total: number) {
  const idempotencyKey = randomUUID();
  return {
    async place(): Promise<{ status: number; retryAfter: number; ms: number; at: number }> {
      const began = performance.now();
      const answer = await shopper.press(total, idempotencyKey).catch(() => null);
      await answer?.text().catch(() => '');
      const at = performance.now();
      return { status: answer?.status ?? 0, retryAfter: Number(answer?.headers.get('retry-after') ?? 0), ms: at - began, at };
    },
  };
}

/**
 * What the shop does with more than it can: first how many orders a second it takes from `busy` shoppers who wait for each answer, then
 * `times` as many arriving on their own clock for `seconds`. Those who are refused come again when they were told to.
 */
export async function measureOverload(
  stack: Stack,
  { sku, total, busy = 40, times = 3, seconds = 4 }: { sku: string; total: number; busy?: number; times?: number; seconds?: number },
) {
  const crowd = async (count: number) => (await crowdOf(stack, count, () => [sku])).map((shopper) => ready(shopper, total));
  const { perSecond: capacity } = await load(await crowd(busy * 6), busy, async (one) => {
    const { status } = await one.place();
    if (status !== 200) throw new Error(`at ${busy} shoppers the shop answered ${status}`);
  });

  const arriving = await crowd(Math.ceil(capacity * times * seconds));
  const began = performance.now();
  const answers = await Promise.all(
    arriving.map(async (one, index) => {
      await pause((index / (capacity * times)) * 1_000);
      return { one, ...(await one.place()) };
    }),
  );
  const taken = answers.filter(({ status }) => status === 200);
  const refused = answers.filter(({ status }) => status === 503);
  const last = Math.max(began, ...taken.map(({ at }) => at));

  const later = await Promise.all(
    refused.map(async ({ one, retryAfter }) => {
      for (let wait = retryAfter; ; wait *= 1 + Math.random()) {
        await pause(wait * 1_000);
        const { status } = await one.place();
        if (status !== 503) return status;
      }
    }),
  );
  return {
    capacity,
    goodput: Math.round((taken.length / (last - began)) * 10_000) / 10,
    taken: percentiles(taken.map(({ ms }) => ms)),
    refused: { count: refused.length, ...percentiles(refused.map(({ ms }) => ms)) },
    /** Whoever was refused without being told when to come again, or answered with anything else. */
    lost: answers.filter(({ status, retryAfter }) => !(status === 200 || (status === 503 && retryAfter > 0))).map(({ status }) => status),
    takenLater: later.filter((status) => status === 200).length,
  };
}
