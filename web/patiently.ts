import { refusalOf } from './refusals.ts';

const PAUSES_MS = [1_000, 2_000];

/** Asks again, twice, what nobody answered. A refusal is an answer: asking again gives the same. */
export async function patiently<Answer>(ask: () => Promise<Answer>, pauses: readonly number[] = PAUSES_MS): Promise<Answer> {
  for (const pause of pauses) {
    try {
      return await ask();
    } catch (error) {
      if (refusalOf(error)) throw error;
      await new Promise((goOn) => setTimeout(goOn, pause));
    }
  }
  return ask();
}
