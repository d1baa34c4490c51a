import { writeSync } from 'node:fs';
import { base } from './env.ts';

/** Named points at which a test lets a process die as kill -9 would. */
export type Point = 'before-publish' | 'before-mark' | 'before-commit' | 'before-acknowledge';

const STDOUT = 1;

/** Dies here when KILL_AT is `WORKER:POINT`. The line proves that the kill happened; the log would still have it in hand when the process is gone. */
export function mayDie(worker: string, point: Point): void {
  if (base.KILL_AT !== `${worker}:${point}`) return;
  writeSync(STDOUT, `${JSON.stringify({ level: 'fatal', time: new Date().toISOString(), worker, point, msg: 'killed' })}\n`);
  process.kill(process.pid, 'SIGKILL');
}
