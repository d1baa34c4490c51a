import { join } from 'node:path';
import { z } from 'zod';
import { answerEntry, openAnswers } from '../answers.ts';
import { callFaults, openFaults, serveFaults, webhookFaults } from '../faults.ts';
import { openLedger } from '../ledger.ts';
import { listen, openOffer, openServer, type Running } from '../server.ts';
import { deliveryEntry, eventEntry, openWebhooks, serveResend } from '../webhooks.ts';
import { serveApi, servePages, showSession } from './api.ts';
import { methodEntries, openMethods } from './methods.ts';
import { openSessions, sessionEntries, toldTypes } from './sessions.ts';

export type PspSettings = {
  port: number;
  host: string;
  publicHost: string;
  folder: string;
  secretKey: string;
  webhookSecret: string;
  now?: (() => Date) | undefined;
  retryAfterMs?: number | undefined;
};

const entry = z.discriminatedUnion('kind', [...sessionEntries, ...methodEntries, eventEntry, deliveryEntry, answerEntry]);
type Entry = z.infer<typeof entry>;

const operations = ['create_session', 'get_session', 'list_sessions', 'close_session', 'capture', 'release', 'refund', 'dispute', 'methods', 'pay'];

/** Starts the payment provider on a ledger of its own; port 0 takes any free port. */
export async function startPsp(settings: PspSettings): Promise<Running> {
  const { secretKey, webhookSecret, retryAfterMs, now = () => new Date() } = settings;
  const stopping = new AbortController();
  let url = '';
  const write = (line: Entry) => ledger.write(line);
  const faults = openFaults(['decline', ...callFaults, ...webhookFaults, 'other_amount'], [...operations, ...toldTypes]);
  const answers = openAnswers(write, now);
  const webhooks = openWebhooks({ header: 'Psp-Signature', secret: webhookSecret, faults, write, now, retryAfterMs });
  const methods = openMethods({ write, now });
  const sessions = openSessions({
    write,
    now,
    told: (type, session, more) =>
      webhooks.tell({
        type,
        // A copy: what was told stays as it was.
        data: structuredClone(more) ?? { session: showSession(session, url) },
        url: session.webhookUrl,
        reference: session.reference,
      }),
  });
  const ledger = openLedger(join(settings.folder, 'psp.ndjson'), entry, (line) => {
    if (line.kind === 'answer') answers.apply(line);
    else if (line.kind === 'kept' || line.kind === 'forgotten') methods.apply(line);
    else if (line.kind === 'event' || line.kind === 'delivery') webhooks.apply(line);
    else sessions.apply(line);
  });

  const app = openServer();
  const offer = openOffer(faults, answers, stopping.signal);
  const parts = { sessions, methods, webhooks, faults, offer, secretKey, stopped: stopping.signal, address: () => url };
  serveApi(app, parts);
  servePages(app, parts);
  serveFaults(app, faults);
  serveResend(app, webhooks);
  url = await listen(app, settings);
  webhooks.resume();
  const sweep = setInterval(() => sessions.expireDue(), 500);

  return {
    url,
    async stop() {
      clearInterval(sweep);
      stopping.abort();
      await Promise.all([app.close(), webhooks.stop()]);
      ledger.close();
    },
  };
}
