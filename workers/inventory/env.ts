import { z } from 'zod';
import { environment } from '@kontor/kit/env';

export const env = environment({
  INVENTORY_URL: z.url().default('http://127.0.0.1:4007'),
  INVENTORY_DATABASE_URL: z.url(),
});
