import { z } from 'zod';
import { Email, Handle, Locale, ProductId, Sku, Text, Uuid } from './ids.ts';
import { ask, command } from './verb.ts';

/** What opens a wish: stands in the mails about it alone. */
const Token = z.string().regex(/^[0-9a-f]{32}$/, 'open the link as it stands in the mail');
const Wished = z.object({ sku: Sku, productId: ProductId, handle: Handle, name: Text, variant: Text });
export type Wished = z.infer<typeof Wished>;

/** "Tell me when it is back": a wish counts once its mail address has confirmed it, is told once, and lapses after six months. */
export const notice = {
  /** The answer is the same whether the address is known or not; what is there already needs no wish. */
  askForNotice: command({
    input: z.object({ sku: Sku, email: Email, locale: Locale }),
    output: z.object({ state: z.enum(['asked', 'there']) }),
    permission: 'public',
    http: { method: 'POST', path: '/notices', summary: 'Ask to be told when a sold-out article is back' },
  }),
  /** What a link in a mail is about. */
  wished: ask({ input: z.object({ token: Token }), output: Wished, permission: 'public' }),
  confirmNotice: command({ input: z.object({ token: Token }), output: Wished, permission: 'public' }),
  /** Takes back every wish of the address that the link was sent to. */
  stopNotices: command({ input: z.object({ token: Token }), output: z.object({ stopped: z.int() }), permission: 'public' }),
};

const about = { noticeId: Uuid, sku: Sku, handle: Handle, name: Text, variant: Text, person: z.object({ email: Email, locale: Locale, token: Token }) };
/** Step: somebody wants to know when it is back; the address is still to be confirmed. */
export const NoticeAsked = z.object(about);
/** Step: it is back, for one who asked. */
export const BackInStock = z.object(about);
