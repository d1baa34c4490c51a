import { connect } from 'node:net';

/** Sends bytes to a local port and resolves with the first bytes of the answer; rejects on error or after the time (milliseconds). */
export function exchange(port, bytes, within = 2_000) {
  return new Promise((done, failed) => {
    const socket = connect({ host: '127.0.0.1', port });
    socket.setTimeout(within, () => socket.destroy(new Error('no answer')));
    socket.once('connect', () => socket.write(bytes));
    socket.once('data', (answer) => {
      done(answer);
      socket.destroy();
    });
    socket.once('error', failed);
    socket.once('close', () => failed(new Error('closed without an answer')));
  });
}
