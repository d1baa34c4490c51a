import { search } from '@kontor/contracts/search';
import { serve } from '@kontor/kit/rpc';
import { listProducts, suggest } from './listing.ts';
import { beginRebuild } from './rebuild.ts';
import { versions } from './store/postgres.ts';

export const api = serve(search, {
  products: listProducts,
  suggest: ({ q, locale }) => suggest(q, locale),
  rebuild: async () => ({ index: await beginRebuild() }),
  indices: async () => (await versions()).map(({ name, state, createdAt }) => ({ name, state, createdAt: createdAt.toISOString() })),
});
