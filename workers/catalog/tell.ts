import type { Category, Product } from '@kontor/contracts/catalog';
import { leaving, type Told } from '@kontor/kit/journal';
import { traceparent } from '@kontor/kit/telemetry';
import type { Offer } from './domain.ts';
import { journal, type Tx } from './store.ts';

export type Changes = { products?: readonly Product[]; offers?: readonly Offer[]; categories?: readonly Category[] };
type State = Told & { version: number };

/** From so many products on, a change is a bulk: what shoppers wait for goes before it. */
const BULK_FROM = 21;

export const toldOfProduct = (product: Product): State => ({ type: 'ProductChanged', subject: product.id, version: product.version, data: { product } });
export const toldOfCategory = (category: Category): State => ({ type: 'CategoryChanged', subject: category.id, version: category.version, data: { category } });
export const toldOfOffer = ({ sku, version, offer }: Offer): State[] => (offer ? [{ type: 'OfferChanged', subject: sku, version, data: offer }] : []);

/** Tells what changed, with the change: offers first, so that a page shows nothing the cart does not know. */
export async function tellChanges(tx: Tx, { products = [], offers = [], categories = [] }: Changes): Promise<void> {
  const lane = products.length >= BULK_FROM ? 'bulk' : 'now';
  const told = [...categories.map(toldOfCategory), ...offers.flatMap(toldOfOffer), ...products.map(toldOfProduct)];
  const trace = traceparent();
  await journal.leave(
    tx,
    told.map(({ version, ...event }) => leaving(event, version, trace, lane)),
    [],
  );
}
