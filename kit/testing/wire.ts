import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** A wire to a server that a test can hold (nothing passes, nothing closes, as a hung server has it), slow down or cut. */
export async function wireTo(address: string) {
  const far = new URL(address);
  const pairs = new Set<[Socket, Socket]>();
  let held = false;
  let away = false;
  let lateMs = 0;

  /** Hands on what the server says, each piece so late as the wire is now, and in its order. */
  function answer(near: Socket, there: Socket): void {
    let due = 0;
    there.on('data', (said: Buffer) => {
      const wait = Math.max(lateMs, due - Date.now());
      if (wait <= 0) return void near.write(said);
      due = Date.now() + wait;
      setTimeout(() => near.writable && near.write(said), wait);
    });
    there.on('end', () => setTimeout(() => near.end(), Math.max(0, due - Date.now())));
  }

  const server = createServer((near) => {
    if (away) return void near.destroy();
    const there = connect(Number(far.port), far.hostname);
    const pair: [Socket, Socket] = [near, there];
    pairs.add(pair);
    near.pipe(there);
    answer(near, there);
    for (const [one, other] of [pair, [there, near] as const]) {
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
    /** From now on each answer takes so much longer; 0 is as quick as it comes. */
    slow(ms: number): void {
      lateMs = ms;
    },
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
