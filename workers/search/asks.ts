import { asking } from '@kontor/kit/asks';
import { now } from '@kontor/kit/clock';
import { leaving } from '@kontor/kit/journal';
import { ALIAS, refresh } from './store/opensearch.ts';
import { journal, type Tx } from './store/postgres.ts';

/** Changes of products that come this close together are announced together. */
const TOGETHER_MS = 500;

/** What announces that the products written so far are found; pages that list products are made anew only then. */
export function announceIndex(trace: string) {
  const due = new Date((Math.floor(now().getTime() / TOGETHER_MS) + 1) * TOGETHER_MS);
  return { kind: 'announceIndex', subject: ALIAS, key: `announceIndex:${due.getTime()}`, due, trace };
}

/** Other rules hold: told once every instance has read them, for whoever hears of it asks again at once and keeps the answer. */
export const asks = {
  announceRules: asking<Tx, { version: number }>({
    done: (tx, ended) =>
      journal.leave(
        tx,
        ended.map(({ ask: { payload, trace } }) => leaving({ type: 'RulesChanged', subject: 'rules', data: payload }, payload.version, trace)),
        [],
      ),
  }),
  announceIndex: asking<Tx, unknown, unknown>({
    call: () => refresh(ALIAS),
    done: (tx, ended) =>
      journal.leave(
        tx,
        ended.map(({ ask: { trace } }) => leaving({ type: 'IndexRefreshed', subject: ALIAS, data: { index: ALIAS } }, 1, trace)),
        [],
      ),
  }),
};
