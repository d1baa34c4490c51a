import type { ProductDraft } from '@kontor/contracts/catalog';
import { now } from '@kontor/kit/clock';
import { type Flaw, placeDraft, type Placed, type Shelf } from './domain.ts';
import { keepMoves, keepOffers, keepProducts, shelfFor, type Tx } from './store/catalogue.ts';
import { tellChanges } from './tell.ts';

export const isFlaw = (outcome: object | null): outcome is Flaw => outcome !== null && 'reason' in outcome;
export const isPlaced = (outcome: Placed | Flaw | null): outcome is Placed => outcome !== null && !isFlaw(outcome);

/** Lays drafts on the shelf one after the other; keeps and tells what changed. Answers in the order of the drafts. */
export async function placeDrafts(tx: Tx, drafts: readonly ProductDraft[]): Promise<(Placed | Flaw | null)[]> {
  const shelf: Shelf = await shelfFor(tx, drafts);
  const changedAt = now().toISOString();
  const outcomes = drafts.map((draft) => placeDraft(shelf, draft, changedAt));
  const placed = outcomes.filter(isPlaced);
  const offers = [...new Set(placed.flatMap((one) => one.offers.map(({ sku }) => sku)))].flatMap((sku) => shelf.offers.get(sku) ?? []);
  const ids = [...new Set(placed.map(({ product }) => product.id))];
  await keepProducts(
    tx,
    placed.map(({ product }) => product),
  );
  await keepMoves(
    tx,
    placed.flatMap(({ product, left }) => (left === null ? [] : [{ handle: left, productId: product.id }])),
  );
  await keepOffers(tx, offers);
  await tellChanges(tx, { products: ids.flatMap((id) => shelf.products.get(id) ?? []), offers });
  return outcomes;
}
