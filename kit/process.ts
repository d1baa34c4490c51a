import { log } from './log.ts';

type Stop = () => Promise<unknown>;
const stops: { name: string; stop: Stop }[] = [];
const GRACE_MS = 9_000;
let stopping: Promise<void> | undefined;

/** What is to be stopped at the end; the last opened is stopped first. */
export const atStop = (name: string, stop: Stop): void => void stops.push({ name, stop });

/** Stops everything once. Ends within 9 s whatever hangs. */
export function stopAll(): Promise<void> {
  stopping ??= (async () => {
    for (const { name, stop } of stops.reverse()) {
      await stop().catch((error: unknown) => log.warn({ name, error: String(error) }, 'did not stop cleanly'));
    }
  })();
  return stopping;
}

/** Ends the process on SIGTERM and SIGINT without losing a request; on a bug that nobody caught it says so and ends. */
export function guardProcess(): void {
  const end = (code: number) => {
    setTimeout(() => process.exit(1), GRACE_MS).unref();
    void stopAll().then(() => process.exit(code));
  };
  process.once('SIGTERM', () => end(0));
  process.once('SIGINT', () => end(0));
  process.on('unhandledRejection', (error) => {
    log.fatal({ error: error instanceof Error ? error.stack : String(error) }, 'a promise nobody waited for failed');
    end(1);
  });
  process.on('uncaughtException', (error) => {
    log.fatal({ error: error.stack }, 'an error nobody caught');
    end(1);
  });
}
