import { z } from 'zod';
import { Locale } from '@kontor/contracts/ids';
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
  /** Who is written to about what staff should know, such as stock that runs low; nobody, when it is not set. */
  STAFF_MAIL: z.email().optional(),
  STAFF_LOCALE: Locale.default('de'),
  MAIL_FROM: z.string().default('Kontor <shop@kontor.example>'),
});
