import { z } from 'zod';
import { environment } from '@kontor/kit/env';

export const env = environment({
  ORDER_URL: z.url().default('http://127.0.0.1:4004'),
  ORDER_DATABASE_URL: z.url(),
  REDIS_CART_URL: z.url(),
  USER_URL: z.url().default('http://127.0.0.1:4003'),
});
