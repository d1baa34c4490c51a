import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/**
 * Stands before the replicas of a process as a Kubernetes service does: a new connection goes to the next replica that is ready, one
 * that is open stays where it is. `join` lets a replica take part, `leave` gives it nothing new.
 */
export async function openService(address: string) {
  const replicas: URL[] = [];
  const open = new Set<Socket>();
  let turn = 0;
  const server = createServer((near) => {
    const replica = replicas[turn++ % Math.max(1, replicas.length)];
    if (!replica) return near.destroy();
    const far = connect(Number(replica.port), replica.hostname);
    open.add(near);
    near.on('close', () => open.delete(near));
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      one.setNoDelay(true);
      one.pipe(other);
      one.on('error', () => other.destroy());
      one.on('close', () => other.destroy());
    }
  });
  server.listen(Number(new URL(address).port), '127.0.0.1');
  await once(server, 'listening');
  return {
    join: (replica: string) => void replicas.push(new URL(replica)),
    leave: (replica: string) =>
      void replicas.splice(
        replicas.findIndex((one) => one.origin === new URL(replica).origin),
        1,
      ),
    close: async () => {
      server.close();
      for (const one of open) one.destroy();
    },
  };
}
