import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { paper } from '@kontor/contracts/paper';
import { accept } from '@kontor/kit/answers';
import { type Context, permit } from '@kontor/kit/rpc';
import { calls } from './workers.ts';

/** Invoices and credit notes as PDF: for whoever owns the order, or for staff. The worker looks at whose it is. */
export function servePapers(app: FastifyInstance, contextOf: (request: FastifyRequest) => Promise<Context>): void {
  app.get('/papers/:orderId/:paperId', async (request: FastifyRequest, reply: FastifyReply) => {
    const context = await contextOf(request);
    const name = context.actor?.kind === 'staff' ? 'printForStaff' : 'print';
    const verb = paper[name];
    permit(verb.permission, context.actor);
    const which = accept(verb.input, request.params);
    const printed = verb.output.parse(await calls.order(verb, name, which, context));
    return reply
      .type('application/pdf')
      .header('content-disposition', `inline; filename="${printed.name}"`)
      .header('cache-control', 'private, no-store')
      .send(Buffer.from(printed.base64, 'base64'));
  });
}
