import type { Duplex } from 'node:stream';
import pg from 'pg';

/** Before a statement whose result nobody looks at. */
export const UNAWAITED = '/* unawaited */ ';
const NOTHING = { rows: [], fields: [], rowCount: 0, command: '', oid: 0 };

const isUnawaited = (text: string): boolean => text === 'BEGIN' || text.startsWith(UNAWAITED);
const textOf = (query: unknown): string => (typeof query === 'string' ? query : ((query as { text?: string } | null)?.text ?? ''));

/**
 * A client that sends what nobody waits for, such as `BEGIN`, together with the statement after it: one write to the socket and one
 * way there and back for all of them. A failure of theirs is the failure of the statement they went with, `COMMIT` at the latest;
 * PostgreSQL rolls back what it is asked to commit then.
 */
export class PipeliningClient extends pg.Client {
  #held: Promise<unknown>[] = [];

  // The callback form is the pool's own; whatever runs in a transaction is a promise.
  override query(...args: unknown[]): never {
    const send = super.query as unknown as (...args: unknown[]) => Promise<unknown>;
    const { stream } = (this as unknown as { connection: { stream: Duplex } }).connection;
    if (isUnawaited(textOf(args[0])) && !args.some((one) => typeof one === 'function')) {
      stream.cork();
      const sent = send.apply(this, args);
      sent.catch(() => undefined);
      this.#held.push(sent);
      return Promise.resolve(NOTHING) as never;
    }
    const answer = send.apply(this, args);
    if (this.#held.length === 0) return answer as never;
    const held = this.#held.splice(0);
    for (const _one of held) stream.uncork();
    return Promise.all([...held, answer]).then((results) => results.at(-1)) as never;
  }
}
