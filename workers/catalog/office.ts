import { type catalog, cardOf, type Product, type ProductDraft, type ProductRow, type Variant } from '@kontor/contracts/catalog';
import { Refusal } from '@kontor/contracts/refusals';
import { type Handlers, staffOf } from '@kontor/kit/rpc';
import { draftOf, type Offer } from './domain.ts';
import { isFlaw, placeDrafts } from './placing.ts';
import { journal, offersOf, offersRunningLow, productById, productOfSku, productsFor, productsLike, type Tx } from './store/catalogue.ts';

function rowOf(product: Product): ProductRow {
  const { id, handle, name, price, availability, image } = cardOf(product);
  const priceTo = Math.max(...product.variants.map((variant) => variant.price));
  return {
    id,
    handle,
    name,
    published: product.published,
    variants: product.variants.length,
    priceFrom: price,
    priceTo,
    availability,
    ...(image && { image }),
  };
}

const named = ({ sku, offer }: Offer) => (offer ? [{ sku, productId: offer.productId, name: offer.name, variant: offer.variant }] : []);

/** A draft that staff changed in one place: what is wrong with the rest of it is said, never passed over. */
async function place(tx: Tx, draft: ProductDraft): Promise<void> {
  const [outcome] = await placeDrafts(tx, [draft]);
  if (outcome !== undefined && isFlaw(outcome)) throw new Refusal('InvalidInput', outcome);
}

type StaffVerbs = 'all' | 'inspect' | 'offers' | 'runningLow' | 'setPrice' | 'setPublished';

/** What the back office asks of the catalogue. */
export const office: Pick<Handlers<typeof catalog>, StaffVerbs> = {
  async all({ after = '', limit, q = '', published }) {
    const found = await productsLike(q, published, after, limit + 1);
    const items = found.slice(0, limit).map(rowOf);
    return { items, next: found.length > limit ? (items.at(-1)?.handle ?? null) : null };
  },

  async inspect({ id }) {
    const product = await productById(id);
    if (!product) throw new Refusal('NotFound', { id });
    return product;
  },

  offers: async ({ skus }) => (await offersOf(skus)).flatMap(named),
  runningLow: async ({ limit }) => {
    const { offers, total } = await offersRunningLow(limit);
    return { items: offers.flatMap((offer) => named(offer).map((one) => ({ ...one, available: offer.stock?.available ?? 0 }))), total };
  },

  setPrice: ({ sku, price, compareAt }, context) =>
    journal.transaction(async (tx) => {
      const product = await productOfSku(tx, sku);
      const before = product?.variants.find((variant) => variant.sku === sku);
      if (!product || !before) throw new Refusal('NotFound', { sku });
      if (compareAt !== undefined && compareAt <= price)
        throw new Refusal('InvalidInput', { field: 'compareAt', reason: 'a price to compare with is higher than the price' });
      const was = { price: before.price, ...(before.compareAt !== undefined && { compareAt: before.compareAt }) };
      if (was.price === price && was.compareAt === compareAt) return { sku, price, was };
      const draft = draftOf(product);
      const repriced = ({ compareAt: _before, ...variant }: Variant): Variant => ({ ...variant, price, ...(compareAt !== undefined && { compareAt }) });
      await place(tx, { ...draft, variants: draft.variants.map((variant) => (variant.sku === sku ? repriced(variant) : variant)) });
      await journal.records.note(tx, { actor: staffOf(context).id, act: 'setPrice', about: sku, detail: { price, compareAt, was } });
      return { sku, price, was };
    }),

  setPublished: ({ id, published }, context) =>
    journal.transaction(async (tx) => {
      const [product] = await productsFor(tx, [id]);
      if (!product) throw new Refusal('NotFound', { id });
      if (product.published === published) return product;
      await place(tx, { ...draftOf(product), published });
      await journal.records.note(tx, { actor: staffOf(context).id, act: published ? 'publish' : 'hide', about: id });
      const [changed = product] = await productsFor(tx, [id]);
      return changed;
    }),
};
