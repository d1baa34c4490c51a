import { asking } from '@kontor/kit/asks';
import { leaving } from '@kontor/kit/journal';
import { journal, type Tx } from './store/postgres.ts';

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
};
