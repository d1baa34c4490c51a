import { setTimeout as pause } from 'node:timers/promises';

/** A person tries again for so long, then goes away; what became of it is for the doctor to say. */
export const PATIENCE_MS = 20_000;
const forGood = /WrongPhase|NotReturnable|KeyReused|InvalidInput/;

/** Tries until it is answered; null when it is refused for good or patience is over. */
export async function patiently<R>(work: () => Promise<R>): Promise<R | null> {
  for (const deadline = Date.now() + PATIENCE_MS; Date.now() < deadline; await pause(200)) {
    try {
      return await work();
    } catch (error) {
      const { status } = error as { status?: number };
      if (forGood.test(String(error)) || (status !== undefined && status < 500 && status !== 409)) return null;
    }
  }
  return null;
}
