import { z } from 'zod';
import { environment } from '@kontor/kit/env';

export const env = environment({
  SEARCH_URL: z.url().default('http://127.0.0.1:4002'),
  SEARCH_DATABASE_URL: z.url(),
  OPENSEARCH_URL: z.url(),
});
