import { openFaults, serveFaults } from '../faults.ts';
import { listen, openServer, type Running } from '../server.ts';
import { serveApi, servePages } from './api.ts';
import { openMessages } from './messages.ts';
import { startSmtp } from './smtp.ts';

export type MailboxSettings = {
  port: number;
  smtpPort: number;
  host: string;
  publicHost: string;
  folder: string;
  now?: (() => Date) | undefined;
};

/** Starts the mailbox, HTTP and SMTP; port 0 takes any free port. */
export async function startMailbox(settings: MailboxSettings): Promise<Running & { smtp: string }> {
  const { host, publicHost, folder, smtpPort, now = () => new Date() } = settings;
  const stopping = new AbortController();
  const messages = openMessages(folder, now);
  const faults = openFaults(['refuse', 'delay'], ['mail']);
  const smtp = await startSmtp({ port: smtpPort, host, publicHost, messages, faults, stopped: stopping.signal });

  const app = openServer();
  serveApi(app, messages);
  servePages(app, messages);
  serveFaults(app, faults);
  const url = await listen(app, settings);

  return {
    url,
    smtp: smtp.url,
    async stop() {
      stopping.abort();
      await Promise.all([app.close(), smtp.stop()]);
      messages.close();
    },
  };
}
