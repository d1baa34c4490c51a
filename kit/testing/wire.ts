import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** A wire to a server that a test can hold (nothing passes, nothing closes, as a hung server has it) or cut. */
export async function wireTo(address: string) {
  const far = new URL(address);
  const pairs = new Set<[Socket, Socket]>();
  let held = false;
  let away = false;

  const server = createServer((near) => {
    if (away) return void near.destroy();
    const there = connect(Number(far.port), far.hostname);
    const pair: [Socket, Socket] = [near, there];
    pairs.add(pair);
    for (const [one, other] of [pair, [there, near] as const]) {
      one.pipe(other);
      one.on('error', () => undefined);
      one.on('close', () => {
        other.destroy();
        pairs.delete(pair);
      });
      if (held) one.pause();
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = Object.assign(new URL(address), { hostname: '127.0.0.1', port: String((server.address() as { port: number }).port) });
  const sockets = () => [...pairs].flat();
  const cut = () => {
    for (const socket of sockets()) socket.destroy();
  };

  return {
    url: url.href,
    open: () => pairs.size,
    hold(): void {
      held = true;
      for (const socket of sockets()) socket.pause();
    },
    release(): void {
      held = false;
      for (const socket of sockets()) socket.resume();
    },
    cut,
    /** Refuses everybody, and those that are connected too, until it is back. */
    goAway(): void {
      away = true;
      cut();
    },
    comeBack(): void {
      away = false;
    },
    async close(): Promise<void> {
      cut();
      server.close();
    },
  };
}
