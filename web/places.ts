import { gateway } from './bff.ts';

/** Where a product is whose address was asked for. */
type Place = { state: 'here' | 'unknown' } | { state: 'retired'; category?: string | undefined } | { state: 'moved'; handle: string };

const KEPT_MS = 60_000;
const KEPT_MOST = 10_000;
const known = new Map<string, { place: Promise<Place>; until: number }>();

/** Asked once a minute and address. While the catalogue is away the page itself says what there is to say. */
export function placeOf(handle: string): Promise<Place> {
  const before = known.get(handle);
  if (before && before.until > Date.now()) return before.place;
  if (known.size >= KEPT_MOST) known.clear();
  const place = gateway()
    .catalog.whereIs.query({ handle })
    .catch((): Place => ({ state: 'here' }));
  known.set(handle, { place, until: Date.now() + KEPT_MS });
  return place;
}

let tree: { ids: Promise<ReadonlySet<string>>; until: number } | undefined;

/** Whether there is such a category, by a list that is a minute old at most; while the catalogue is away there is every one. */
export async function isCategory(id: string): Promise<boolean> {
  if (!tree || tree.until <= Date.now()) {
    const ids = gateway()
      .catalog.categories.query({})
      .then(
        (all) => new Set(all.map((category) => category.id)),
        () => new Set<string>(),
      );
    tree = { ids, until: Date.now() + KEPT_MS };
  }
  const ids = await tree.ids;
  return ids.size === 0 || ids.has(id);
}
