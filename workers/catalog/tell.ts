import type { Category, Product } from '@kontor/contracts/catalog';
import type { ContentKind } from '@kontor/contracts/content';
import type { Review } from '@kontor/contracts/review';
import { leaving, type Told } from '@kontor/kit/journal';
import { traceparent } from '@kontor/kit/telemetry';
import type { Offer } from './domain.ts';
import { journal, type Tx } from './store/catalogue.ts';

type Content = { kind: ContentKind; handle: string; published: boolean; version: number };
export type Changes = {
  products?: readonly Product[];
  offers?: readonly Offer[];
  categories?: readonly Category[];
  reviews?: readonly Review[];
  content?: readonly Content[];
  ranLow?: readonly Offer[];
};
type State = Told & { version: number };

/** From so many products on, a change is a bulk: what shoppers wait for goes before it. */
const BULK_FROM = 21;

export const toldOfProduct = (product: Product): State => ({ type: 'ProductChanged', subject: product.id, version: product.version, data: { product } });
export const toldOfCategory = (category: Category): State => ({ type: 'CategoryChanged', subject: category.id, version: category.version, data: { category } });
export const toldOfOffer = ({ sku, version, offer }: Offer): State[] => (offer ? [{ type: 'OfferChanged', subject: sku, version, data: offer }] : []);

const toldOfLow = ({ sku, productId, offer, stock }: Offer): State[] =>
  offer && stock && productId
    ? [
        {
          type: 'StockRanLow',
          subject: sku,
          version: stock.version,
          data: { sku, productId, name: offer.name, variant: offer.variant, available: stock.available },
        },
      ]
    : [];

const toldOfReview = ({ id, productId, state, rating, version }: Review): State => ({
  type: 'ReviewChanged',
  subject: id,
  version,
  data: { id, productId, state, rating },
});
const toldOfContent = ({ version, ...data }: Content): State => ({ type: 'ContentChanged', subject: `${data.kind}/${data.handle}`, version, data });

/** Tells what changed, with the change: offers first, so that a page shows nothing the cart does not know. */
export async function tellChanges(tx: Tx, { products = [], offers = [], categories = [], reviews = [], content = [], ranLow = [] }: Changes): Promise<void> {
  const lane = Math.max(products.length, reviews.length, content.length) >= BULK_FROM ? 'bulk' : 'now';
  const told = [
    ...categories.map(toldOfCategory),
    ...offers.flatMap(toldOfOffer),
    ...products.map(toldOfProduct),
    ...reviews.map(toldOfReview),
    ...content.map(toldOfContent),
    ...ranLow.flatMap(toldOfLow),
  ];
  const trace = traceparent();
  await journal.leave(
    tx,
    told.map(({ version, ...event }) => leaving(event, version, trace, lane)),
    [],
  );
}
