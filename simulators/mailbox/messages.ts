import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Attachment, type ParsedMail, simpleParser } from 'mailparser';
import { z } from 'zod';
import { openLedger } from '../ledger.ts';
import { notFound } from '../refusal.ts';

const message = z.object({
  id: z.string(),
  messageId: z.string().optional(),
  from: z.string(),
  /** Everyone the envelope names, blind copies included. */
  to: z.array(z.string()),
  subject: z.string(),
  date: z.string(),
  receivedAt: z.string(),
  preview: z.string(),
  headers: z.record(z.string(), z.string()),
  attachments: z.array(z.object({ filename: z.string(), contentType: z.string(), size: z.int() })),
});

const body = z.object({ text: z.string(), html: z.string().optional() });

const entry = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('message'), at: z.string(), message }),
  z.object({ kind: z.literal('deleted'), at: z.string(), ids: z.array(z.string()) }),
]);

export const messageFilter = z.object({
  to: z.string().min(1).optional(),
  subject: z.string().min(1).optional(),
  messageId: z.string().min(1).optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
});

export type Message = z.infer<typeof message>;
export type Mail = Message & z.infer<typeof body>;
export type MessageFilter = Omit<z.infer<typeof messageFilter>, 'limit'>;
export type Messages = ReturnType<typeof openMessages>;

const kept = ['reply-to', 'auto-submitted', 'content-language', 'list-unsubscribe', 'list-unsubscribe-post', 'in-reply-to', 'references'];
/** Nothing is made of a text that the sender did not make: neither links nor HTML. */
const AS_SENT = { skipTextLinks: true, skipTextToHtml: true };
const bare = (messageId: string | undefined) => messageId?.replace(/^<|>$/g, '');

/** All mail that was ever accepted: what lists need in a ledger, raw form and texts as files, so that memory stays small. */
export function openMessages(folder: string, now: () => Date) {
  const raws = join(folder, 'mail');
  mkdirSync(raws, { recursive: true });
  const messages = new Map<string, Message>();
  const rawOf = (id: string) => join(raws, `${id}.eml`);
  const bodyOf = (id: string) => join(raws, `${id}.json`);
  const ledger = openLedger(join(folder, 'mailbox.ndjson'), entry, (line) => {
    if (line.kind === 'message') messages.set(line.message.id, line.message);
    else for (const id of line.ids) messages.delete(id);
  });

  function find(id: string): Mail {
    const found = messages.get(id);
    if (!found) throw notFound('message');
    return { ...found, ...body.parse(JSON.parse(readFileSync(bodyOf(id), 'utf8'))) };
  }

  /** Newest first, without the texts. */
  function list(filter: MessageFilter): Message[] {
    const to = filter.to?.toLowerCase();
    const subject = filter.subject?.toLowerCase();
    const fits = (one: Message) =>
      (to === undefined || one.to.some((address) => address.toLowerCase() === to)) &&
      (subject === undefined || one.subject.toLowerCase().includes(subject)) &&
      (filter.messageId === undefined || bare(one.messageId) === bare(filter.messageId));
    return [...messages.values()].filter(fits).reverse();
  }

  return {
    find,
    list,

    /** Stores a mail and returns its id; from then on the mail survives the death of the process. */
    async keep(raw: Buffer, envelope: { from: string; to: string[] }): Promise<string> {
      const parsed = await simpleParser(raw, AS_SENT);
      const id = `msg_${randomUUID().replaceAll('-', '')}`;
      writeFileSync(rawOf(id), raw);
      writeFileSync(bodyOf(id), JSON.stringify({ text: parsed.text ?? '', html: parsed.html || undefined }));
      const at = now().toISOString();
      ledger.write({ kind: 'message', at, message: { id, receivedAt: at, ...describe(parsed, envelope, at) } });
      return id;
    },

    remove(filter: MessageFilter): number {
      const ids = list(filter).map((one) => one.id);
      if (ids.length > 0) ledger.write({ kind: 'deleted', at: now().toISOString(), ids });
      for (const file of ids.flatMap((id) => [rawOf(id), bodyOf(id)])) rmSync(file, { force: true });
      return ids.length;
    },

    /** How often each Message-ID came. */
    copies(): Record<string, number> {
      const counted: Record<string, number> = {};
      for (const { messageId } of messages.values()) if (messageId) counted[messageId] = (counted[messageId] ?? 0) + 1;
      return counted;
    },

    raw: (id: string): Buffer => readFileSync(rawOf(find(id).id)),

    async attachment(id: string, index: number): Promise<Attachment> {
      const parsed = await simpleParser(readFileSync(rawOf(find(id).id)));
      const found = parsed.attachments[index];
      if (!found) throw notFound('attachment');
      return found;
    },

    close: () => ledger.close(),
  };
}

function describe(parsed: ParsedMail, envelope: { from: string; to: string[] }, at: string): Omit<Message, 'id' | 'receivedAt'> {
  const headers: Record<string, string> = {};
  for (const { key, line } of parsed.headerLines) {
    if (kept.includes(key) || key.startsWith('x-')) headers[key] = line.slice(line.indexOf(':') + 1).trim();
  }
  return {
    messageId: parsed.messageId,
    from: parsed.from?.text || envelope.from,
    to: envelope.to,
    subject: parsed.subject ?? '',
    date: (parsed.date ?? new Date(at)).toISOString(),
    preview: (parsed.text ?? '').slice(0, 200).replace(/\s+/g, ' ').trim(),
    headers,
    attachments: parsed.attachments.map(({ filename, contentType, size }) => ({ filename: filename ?? 'unnamed', contentType, size })),
  };
}
