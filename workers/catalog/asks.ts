import { setTimeout as pause } from 'node:timers/promises';
import { asking, each } from '@kontor/kit/asks';
import { openBroker } from '@kontor/kit/broker';
import { now } from '@kontor/kit/clock';
import { tellTo, waitingIn } from '@kontor/kit/telling';
import { brokerUrl } from '@kontor/kit/worker';
import { retellPage } from './retell.ts';
import { journal, type Tx } from './store/catalogue.ts';

const QUEUE = 'search.bulk';
/** No more is told while so much is not heard yet: an index is built with what the shop can spare. */
const MOST_WAITING = 20;
const LOOK_MS = 200;
const PATIENCE_MS = 10_000;
const BREATH_MS = 100;

let opened: ReturnType<typeof openBroker> | undefined;
const broker = () => (opened ??= openBroker(brokerUrl('catalog'), 'catalog retelling'));
export const closeTelling = async (): Promise<void> => opened?.close();

/** What is asked next: the page after `after`, for the index that is being built. */
export const retellingTo = (index: string, after: string, trace: string, due = new Date(0)) => ({
  kind: 'retellForSearch',
  subject: index,
  key: `retellForSearch:${index}:${after}`,
  payload: { after },
  due,
  trace,
});

export const asks = {
  /** A page of the catalogue told again for a new search index; done, it asks for the next. Told twice after a crash, it changes nothing. */
  retellForSearch: asking<Tx, { after: string }, string | null>({
    call: async ({ payload: { after } }) => {
      for (let waited = 0; (await waitingIn(broker(), QUEUE)) > MOST_WAITING; waited += LOOK_MS) {
        if (waited >= PATIENCE_MS) throw new Error(`${QUEUE} is not heard: the search worker is away or behind`);
        await pause(LOOK_MS);
      }
      const { told, next } = await retellPage(after);
      await tellTo(broker(), 'catalog', QUEUE, told);
      return next;
    },
    done: each(async (tx, { subject, trace }, next) => {
      if (next !== null) await journal.leave(tx, [], [retellingTo(subject, next, trace, new Date(now().getTime() + BREATH_MS))]);
    }),
    attempts: 1_000,
  }),
};
