import { createTransport } from 'nodemailer';
import { Permanent } from '@kontor/kit/asks';
import { env } from './env.ts';

export const smtp = createTransport({
  url: env.SMTP_URL,
  pool: true,
  maxConnections: 4,
  connectionTimeout: 1_000,
  greetingTimeout: 4_000,
  socketTimeout: 5_000,
  disableFileAccess: true,
  disableUrlAccess: true,
});

export type Letter = { to: string; subject: string; html: string; text: string; messageId: string };

/**
 * Hands a mail to the mail server. A repeated one carries the same Message-ID, by which it can be recognised. Throws `Permanent` when
 * the server says that it will never take it (an answer of 5xx about the mail itself).
 */
export async function post({ to, subject, html, text, messageId }: Letter): Promise<void> {
  try {
    await smtp.sendMail({
      from: env.MAIL_FROM,
      to: { name: '', address: to },
      subject,
      html,
      text,
      messageId,
      headers: { 'Auto-Submitted': 'auto-generated' },
    });
  } catch (error) {
    const { code, responseCode = 0 } = error as { code?: string; responseCode?: number };
    if ((code === 'EENVELOPE' || code === 'EMESSAGE') && responseCode >= 500) throw new Permanent(`the mail server refused it for good (${responseCode})`);
    // Without the server's own words: they may repeat the address, and a log has no personal data.
    throw new Error(`the mail server did not take it (${code ?? 'no code'}${responseCode ? `, ${responseCode}` : ''})`);
  }
}
