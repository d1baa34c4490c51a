import { z } from 'zod';
import { environment } from '@kontor/kit/env';

export const env = environment({
  CATALOG_URL: z.url().default('http://127.0.0.1:4001'),
  /** With the database in its path and the replica set in its query: the catalogue writes in transactions. */
  MONGO_URL: z.string().startsWith('mongodb'),
});
