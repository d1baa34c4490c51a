import { z } from 'zod';
import { callFaults, openFaults, serveFaults } from '../faults.ts';
import { read } from '../refusal.ts';
import { listen, openServer, type Running } from '../server.ts';

export type ViesSettings = { port: number; host: string; publicHost: string };
const Asked = z.object({ state: z.string().regex(/^[A-Z]{2}$/), number: z.string().min(2).max(13) });

/**
 * The register of VAT ids (the Commission's VIES), as far as a shop asks it. It keeps nothing: an id that ends in 000 is not
 * registered, for one that ends in 999 the member state does not answer, every other is valid.
 */
export async function startVies(settings: ViesSettings): Promise<Running> {
  const faults = openFaults([...callFaults], ['check']);
  const app = openServer();
  app.get('/ms/:state/vat/:number', async (request, reply) => {
    const { state, number } = read(Asked, request.params);
    const slow = faults.take('delay', 'check', state + number);
    if (slow) await new Promise((resolve) => setTimeout(resolve, slow.ms ?? 3_000));
    if (faults.take('error_before', 'check', state + number)) return reply.code(500).send({ errorWrappers: [{ error: 'SERVICE_UNAVAILABLE' }] });
    const away = number.endsWith('999');
    const isValid = !away && !number.endsWith('000');
    return { isValid, requestDate: new Date().toISOString(), userError: away ? 'MS_UNAVAILABLE' : isValid ? 'VALID' : 'INVALID', vatNumber: number };
  });
  app.get('/', () => ({ rule: 'ends in 000: not registered; ends in 999: the member state does not answer; otherwise valid' }));
  serveFaults(app, faults);
  return { url: await listen(app, settings), stop: () => app.close() };
}
