import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { paper, type Printed } from '@kontor/contracts/paper';
import { shipping } from '@kontor/contracts/shipping';
import { accept } from '@kontor/kit/answers';
import { type Context, permit } from '@kontor/kit/rpc';
import type { z } from 'zod';
import { calls } from './workers.ts';

const sendPrinted = (reply: FastifyReply, { name, base64 }: z.infer<typeof Printed>) =>
  reply
    .type('application/pdf')
    .header('content-disposition', `inline; filename="${name}"`)
    .header('cache-control', 'private, no-store')
    .send(Buffer.from(base64, 'base64'));

/** Invoices and credit notes as PDF: for whoever owns the order, or for staff; labels of returns for whoever was sent the link. The worker looks at whose it is. */
export function servePapers(app: FastifyInstance, contextOf: (request: FastifyRequest) => Promise<Context>): void {
  app.get('/papers/:orderId/:paperId', async (request: FastifyRequest, reply: FastifyReply) => {
    const context = await contextOf(request);
    const name = context.actor?.kind === 'staff' ? 'printForStaff' : 'print';
    const verb = paper[name];
    permit(verb.permission, context.actor);
    const which = accept(verb.input, request.params);
    const printed = verb.output.parse(await calls.order(verb, name, which, context));
    return sendPrinted(reply, printed);
  });
  app.get('/labels/:token', async (request: FastifyRequest, reply: FastifyReply) => {
    const { returnLabel } = shipping;
    const which = accept(returnLabel.input, request.params);
    return sendPrinted(reply, returnLabel.output.parse(await calls.shipping(returnLabel, 'returnLabel', which, await contextOf(request))));
  });
}
