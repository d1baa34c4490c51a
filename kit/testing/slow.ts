import { openServer } from '../http.ts';
import { atStop, guardProcess } from '../process.ts';

/**
 * A process for the tests of how processes end: GET /slow answers once SIGUSR2 came, GET /break throws where nobody
 * catches. With `hang` as its argument it never lets go.
 */
const app = openServer('slow', {});
const gate = Promise.withResolvers<void>();
app.get('/slow', async () => {
  process.stdout.write('asked\n');
  await gate.promise;
  return { answered: true };
});
app.get('/break', async () => {
  setImmediate(() => {
    throw new Error('nobody catches this');
  });
  return {};
});
process.on('SIGUSR2', gate.resolve);
atStop('store', async () => process.stdout.write('store closed\n'));
atStop('door', async () => {
  if (process.argv.includes('hang')) await new Promise(() => {});
  await app.close();
  process.stdout.write('door closed\n');
});
guardProcess();
process.stdout.write(`${await app.listen({ port: 0, host: '127.0.0.1' })}\n`);
