/** Callers of `place` wait here for the answer of stock; a handler in this process wakes them after its commit. */
const waiters = new Map<string, () => void>();
const PATIENCE_MS = 2_500;

/** Resolves when the order is settled, or after 2.5 seconds: then its page follows live. */
export const settled = (orderId: string): Promise<void> =>
  new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      waiters.delete(orderId);
      resolve();
    };
    const timer = setTimeout(done, PATIENCE_MS);
    waiters.set(orderId, done);
  });

export const wake = (orderId: string): void => waiters.get(orderId)?.();
