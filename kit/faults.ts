import { base } from './env.ts';
import { log } from './log.ts';

/** Named points at which a test lets a process die as kill -9 would. */
export type Point = 'before-publish' | 'before-mark' | 'before-commit' | 'before-acknowledge';

/** Dies here when KILL_AT is `WORKER:POINT`. The log line proves that the kill happened. */
export function mayDie(worker: string, point: Point): void {
  if (base.KILL_AT !== `${worker}:${point}`) return;
  log.fatal({ worker, point }, 'killed');
  process.kill(process.pid, 'SIGKILL');
}
