import { z } from 'zod';
import { environment } from '@kontor/kit/env';

export const env = environment({
  USER_URL: z.url().default('http://127.0.0.1:4003'),
  USER_DATABASE_URL: z.url(),
  /** Ed25519 private JWK as JSON: signs access tokens. */
  USER_SIGNING_KEY: z.string(),
  /** Of the two demo accounts; without it they are not made. */
  DEMO_PASSWORD: z.string().min(10).optional(),
});
