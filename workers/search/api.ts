import { search } from '@kontor/contracts/search';
import { serve, staffOf } from '@kontor/kit/rpc';
import { listProducts, suggest } from './listing.ts';
import { beginRebuild } from './rebuild.ts';
import { journal, versions } from './store/postgres.ts';

export const api = serve(search, {
  products: listProducts,
  suggest: ({ q, locale }) => suggest(q, locale),
  rebuild: async (_input, context) => {
    const index = await beginRebuild();
    await journal.transaction((tx) => journal.records.note(tx, { actor: staffOf(context).id, act: 'rebuildIndex', about: index }));
    return { index };
  },
  indices: async () => (await versions()).map(({ name, state, createdAt }) => ({ name, state, createdAt: createdAt.toISOString() })),
});
