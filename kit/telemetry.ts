import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';

type Trace = { traceId: string; spanId: string };
const current = new AsyncLocalStorage<Trace>();
const TRACEPARENT = /^00-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}$/;

/** Runs `work` under the trace that came in, or a new one (W3C Trace Context). */
export function traced<R>(traceparent: string | undefined, work: () => R): R {
  const traceId = TRACEPARENT.exec(traceparent ?? '')?.[1] ?? randomBytes(16).toString('hex');
  return current.run({ traceId, spanId: randomBytes(8).toString('hex') }, work);
}

export const traceId = (): string => current.getStore()?.traceId ?? '';

/** What goes out with a request or an event; empty outside a trace. */
export function traceparent(): string {
  const trace = current.getStore();
  return trace ? `00-${trace.traceId}-${trace.spanId}-01` : '';
}
