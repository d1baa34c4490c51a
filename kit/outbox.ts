import { setTimeout as pause } from 'node:timers/promises';
import { events } from '@kontor/contracts/events';
import type { Broker, Outgoing } from './broker.ts';
import { mayDie } from './faults.ts';
import type { Journal, Waiting } from './journal.ts';
import { keepTidy } from './keeping.ts';
import { log } from './log.ts';
import { packed, runsOf } from './messages.ts';
import { bulkKey, EXCHANGE } from './topology.ts';

const FLOOR_MS = 250;
const MOST = 200;

const keyOf = ({ type, lane }: Waiting): string => (lane === 'bulk' ? bulkKey(type) : type);

/**
 * The messages of what waits: events of one key travel together, for a broker's work is by the message; those of a subject keep
 * their order, whatever their keys.
 */
function messagesFor(source: string, waiting: Waiting[]): Outgoing[] {
  return runsOf(waiting, keyOf).flatMap((run) => {
    const [first] = run;
    if (!first) return [];
    const about = { exchange: EXCHANGE, key: keyOf(first), mandatory: !('external' in events[first.type]) };
    return packed(source, run).map((message) => ({ ...about, ...message }));
  });
}

/**
 * Publishes what was committed, in order. One active relay per outbox; on failure it stops and tries the same rows again, so the
 * events of an aggregate keep their order. Woken by commits here, by NOTIFY from elsewhere, with polling as the floor.
 */
export function relay<Tx>(worker: string, journal: Journal<Tx>, broker: Broker): () => Promise<void> {
  let stopped = false;
  let ring = () => {};
  let rung = false;
  const wake = () => {
    rung = true;
    ring();
  };
  journal.onLeft(wake);
  const sleep = () =>
    new Promise<void>((resolve) => {
      if (rung || stopped) return resolve();
      const timer = setTimeout(resolve, FLOOR_MS);
      ring = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  const lead = async () => {
    let leads = true;
    const leadership = await journal.outbox.lead(() => {
      leads = false;
      wake();
    });
    leadership.wakened(wake);
    // Who leads also tidies up: one of all replicas is enough.
    const stopTidying = keepTidy(worker, journal);
    try {
      while (!stopped && leads) {
        rung = false;
        const waiting = await journal.outbox.take(MOST);
        if (waiting.length === 0) {
          await sleep();
          continue;
        }
        mayDie(worker, 'before-publish');
        await broker.publish(messagesFor(worker, waiting));
        mayDie(worker, 'before-mark');
        await journal.outbox.mark(waiting.map((event) => event.id));
        // Nothing was left since it looked: there is nothing to look for.
        if (waiting.length < MOST) await sleep();
      }
    } finally {
      await stopTidying();
      await leadership.release().catch(() => undefined);
    }
  };

  const running = (async () => {
    while (!stopped) {
      await lead().catch(async (error: unknown) => {
        log.warn({ worker, error: String(error) }, 'the relay waits and tries again');
        await pause(500);
      });
    }
  })();
  return async () => {
    stopped = true;
    wake();
    // A relay that stands by waits for its lock; the process ends without it.
    await Promise.race([running, pause(1_000, undefined, { ref: false })]);
  };
}
