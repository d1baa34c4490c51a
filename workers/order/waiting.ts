/** Callers of `place` wait here for the answer of stock; a handler in this process wakes them after its commit. */
const waiters = new Map<string, () => void>();
const PATIENCE_MS = 2_500;
const LOOK_MS = 150;

/**
 * Resolves when the order is settled, or after 2.5 seconds: then its page follows live. The answer may have come to another process of
 * this worker, so `isSettled` looks into the store now and then; most are woken before the first look.
 */
export const settled = (orderId: string, isSettled: (orderId: string) => Promise<boolean>): Promise<void> =>
  new Promise((resolve) => {
    const deadline = Date.now() + PATIENCE_MS;
    const done = () => {
      clearTimeout(timer);
      waiters.delete(orderId);
      resolve();
    };
    const look = () => {
      if (Date.now() >= deadline) return done();
      isSettled(orderId)
        .catch(() => false)
        .then((isOver) => {
          if (isOver) done();
          else if (waiters.has(orderId)) timer = setTimeout(look, LOOK_MS);
        }, done);
    };
    let timer = setTimeout(look, LOOK_MS);
    waiters.set(orderId, done);
  });

export const wake = (orderId: string): void => waiters.get(orderId)?.();
