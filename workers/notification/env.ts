import { z } from 'zod';
import { environment } from '@kontor/kit/env';

export const env = environment({
  NOTIFICATION_URL: z.url().default('http://127.0.0.1:4008'),
  NOTIFICATION_DATABASE_URL: z.url(),
  SMTP_URL: z.url({ protocol: /^smtps?$/ }),
  /** The shop as people reach it: the links in mails go there. */
  SHOP_URL: z
    .url()
    .default('http://localhost:3000')
    .transform((url) => url.replace(/\/$/, '')),
  MAIL_FROM: z.string().default('Kontor <shop@kontor.example>'),
});
