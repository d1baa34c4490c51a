import { setTimeout as wait } from 'node:timers/promises';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import type { Faults } from '../faults.ts';
import type { Messages } from './messages.ts';

const largest = 10 * 1_048_576;

type Settings = { port: number; host: string; publicHost: string; messages: Messages; faults: Faults; stopped: AbortSignal };

/** An error with the SMTP code that the sender gets. */
class SmtpRefusal extends Error {
  readonly responseCode: number;
  constructor(responseCode: number, message: string) {
    super(message);
    this.responseCode = responseCode;
  }
}

/** Starts the SMTP server; any sender and any password are welcome, nothing is passed on to anyone. */
export async function startSmtp({ port, host, publicHost, messages, faults, stopped }: Settings) {
  async function take(stream: SMTPServerDataStream, session: SMTPServerSession): Promise<string> {
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(Buffer.from(chunk));
    if (stream.sizeExceeded) throw new SmtpRefusal(552, 'The message is larger than 10 MB');
    if (faults.take('refuse', 'mail')) throw new SmtpRefusal(451, 'Try again later: a refusal was planned');
    const { mailFrom, rcptTo } = session.envelope;
    const kept = await messages.keep(Buffer.concat(chunks), {
      from: mailFrom ? mailFrom.address : '',
      to: rcptTo.map((recipient) => recipient.address),
    });
    // After the mail is kept: a sender who gives up waiting sends it twice, which is what its Message-ID is for.
    const slow = faults.take('delay', 'mail');
    if (slow) await wait(slow.ms ?? 3000, undefined, { signal: stopped });
    return `Kept as ${kept}`;
  }

  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    disableReverseLookup: true,
    logger: false,
    size: largest,
    closeTimeout: 300,
    banner: 'Test Mail',
    onAuth: (auth, _session, done) => done(null, { user: auth.username ?? 'anyone' }),
    onData: (stream, session, done) => {
      take(stream, session).then(
        (answer) => done(null, answer),
        (error: unknown) => done(error instanceof Error ? error : new Error(String(error))),
      );
    },
  });
  // A sender that hangs up in the middle is its own trouble, not ours.
  server.on('error', () => undefined);
  const listener = server.listen(port, host === 'localhost' ? '127.0.0.1' : host);
  await new Promise<void>((resolve, reject) => {
    listener.once('listening', resolve);
    listener.once('error', reject);
  });
  const address = listener.address();
  const given = typeof address === 'object' && address ? address.port : port;
  return {
    url: `smtp://${publicHost}:${given}`,
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}
