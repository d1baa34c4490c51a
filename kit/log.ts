import pino from 'pino';
import { base } from './env.ts';
import { traceId } from './telemetry.ts';

export type Log = pino.Logger;

/** JSON lines; each carries the trace it belongs to. Personal data has no place in a log. */
export const log: Log = pino({
  level: base.LOG_LEVEL,
  base: null,
  timestamp: pino.stdTimeFunctions.isoTime,
  formatters: { level: (label) => ({ level: label }) },
  mixin: () => {
    const trace = traceId();
    return trace ? { trace } : {};
  },
});
