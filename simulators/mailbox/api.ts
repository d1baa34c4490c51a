import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { pageOf } from '../books.ts';
import { read } from '../refusal.ts';
import { sendInboxPage } from './inbox-page.ts';
import { type Messages, messageFilter } from './messages.ts';

const idOf = (request: FastifyRequest) => read(z.object({ id: z.string() }), request.params).id;
const shownInPage = 200;

/** The mailbox over HTTP: what was sent, for tests and for people. */
export function serveApi(app: FastifyInstance, messages: Messages): void {
  app.get('/api/messages', (request) => {
    const { limit, ...filter } = read(messageFilter, request.query);
    const found = messages.list(filter);
    return { total: found.length, messages: found.slice(0, limit).map(({ id }) => messages.find(id)) };
  });
  app.delete('/api/messages', (request) => ({ deleted: messages.remove(read(messageFilter, request.query)) }));
  app.get('/ledger/references', (request) => pageOf(Object.entries(messages.copies()), request.query, (copies) => ({ copies })));
  app.get('/api/newest', () => ({ id: messages.list({})[0]?.id ?? '' }));
  app.get('/api/messages/:id', (request) => messages.find(idOf(request)));
  app.get('/api/messages/:id/raw', (request, reply) => {
    return reply
      .type('text/plain; charset=utf-8')
      .header('x-content-type-options', 'nosniff')
      .send(messages.raw(idOf(request)));
  });
  app.get('/api/messages/:id/attachments/:index', async (request, reply) => {
    const { id, index } = read(z.object({ id: z.string(), index: z.coerce.number().int().min(0) }), request.params);
    const { filename, content } = await messages.attachment(id, index);
    const name = encodeURIComponent(filename ?? 'unnamed');
    // Always a download: a mail may carry markup, and it must not run on this address.
    return reply.type('application/octet-stream').header('content-disposition', `attachment; filename*=UTF-8''${name}`).send(content);
  });
}

/** The inbox for people. */
export function servePages(app: FastifyInstance, messages: Messages): void {
  const asked = z.object({
    find: z.string().trim().optional(),
    id: z.string().optional(),
    view: z.enum(['html', 'text']).optional().catch(undefined),
  });

  app.get('/', (request, reply) => {
    const { find, id, view } = read(asked, request.query);
    const wanted = find?.toLowerCase() ?? '';
    const all = messages.list({});
    const fits = all.filter((one) => `${one.subject}\n${one.to.join('\n')}`.toLowerCase().includes(wanted));
    const open = id === undefined ? undefined : messages.find(id);
    return sendInboxPage(reply, { messages: fits.slice(0, shownInPage), newest: all[0]?.id ?? '', find, open, view });
  });

  app.get('/messages/:id/preview', (request, reply) => {
    const { html, text } = messages.find(idOf(request));
    const allowed = "default-src 'none'; img-src http: https: data:; style-src 'unsafe-inline'; font-src https:";
    const policy = `sandbox allow-popups allow-popups-to-escape-sandbox; ${allowed}`;
    reply.header('content-security-policy', policy).header('referrer-policy', 'no-referrer').type('text/html; charset=utf-8');
    return reply.send(`<base target="_blank">${html ?? `<pre>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</pre>`}`);
  });
}
