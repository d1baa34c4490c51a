import { setTimeout as pause } from 'node:timers/promises';
import { events } from '@kontor/contracts/events';
import type { Broker, Outgoing } from './broker.ts';
import { mayDie } from './faults.ts';
import type { Journal, Waiting } from './journal.ts';
import { log } from './log.ts';
import { bulkKey, EXCHANGE } from './topology.ts';

const FLOOR_MS = 250;
const MOST = 200;

/** The message of an event: a CloudEvents 1.0 envelope in JSON. */
export function envelope(source: string, event: Waiting): string {
  const { id, type, subject, version, data, trace, at } = event;
  return JSON.stringify({
    specversion: '1.0',
    id,
    source: `kontor/${source}`,
    type,
    subject,
    time: at,
    aggregateversion: version,
    ...(trace && { traceparent: trace }),
    datacontenttype: 'application/json',
    data,
  });
}

function outgoing(source: string, event: Waiting): Outgoing {
  const external = 'external' in events[event.type];
  return {
    exchange: EXCHANGE,
    key: event.lane === 'bulk' ? bulkKey(event.type) : event.type,
    id: event.id,
    body: envelope(source, event),
    mandatory: !external,
  };
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
  journal.onCommit(wake);
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
    try {
      while (!stopped && leads) {
        rung = false;
        const waiting = await journal.outbox.take(MOST);
        if (waiting.length === 0) {
          await sleep();
          continue;
        }
        mayDie(worker, 'before-publish');
        await broker.publish(waiting.map((event) => outgoing(worker, event)));
        mayDie(worker, 'before-mark');
        await journal.outbox.mark(waiting.map((event) => event.id));
      }
    } finally {
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
