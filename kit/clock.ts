let offset = 0;

/** Business time. A test moves it for every worker; nothing else reads the system's clock for a rule. */
export const now = (): Date => new Date(Date.now() + offset);

/** Milliseconds by which business time runs ahead of the system's clock. */
export const clockOffset = (): number => offset;
const movers = new Set<() => void>();
/** Called whenever the clock jumps, so that timers look again. */
export const onClockMoved = (mover: () => void): void => void movers.add(mover);

/** Moves the clock, for tests only: the door in kit/http.ts opens it when CLOCK_MOVABLE is set. */
export function moveClock(milliseconds: number): void {
  offset = milliseconds;
  for (const mover of movers) mover();
}
