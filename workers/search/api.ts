import { merchandising as merchandisingContract } from '@kontor/contracts/merchandising';
import { search } from '@kontor/contracts/search';
import { serve, staffOf, t } from '@kontor/kit/rpc';
import { listProducts, unlessAway } from './listing.ts';
import { merchandising } from './merchandising.ts';
import { beginRebuild, indices } from './rebuild.ts';
import { countSearch } from './searched.ts';
import { suggest } from './suggest.ts';

const products = serve(search, {
  products: async (input, { client }) => {
    const result = await listProducts(input);
    countSearch(input, result, client);
    return result;
  },
  suggest: ({ q, locale }) => suggest(q, locale),
  rebuild: async (_input, context) => ({ index: await beginRebuild(staffOf(context).id) }),
  indices: () => unlessAway(indices),
});

/** Both nouns of this worker: what shoppers look for, and what staff decides about it. */
export const api = t.mergeRouters(products, serve(merchandisingContract, merchandising));
