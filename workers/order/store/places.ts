import { placeIn, TimePlace } from '@kontor/contracts/place';

/** Where a listing of orders goes on. Throws `InvalidInput` for what `cursorOf` never gave. */
export const placeOf = (cursor: string): [string, string] => placeIn(TimePlace, cursor.split('_'));

export const cursorOf = (last: { placedAt: string; id: string } | undefined): string | null => (last ? `${last.placedAt}_${last.id}` : null);
