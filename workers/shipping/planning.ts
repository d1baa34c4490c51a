import type { PackedSize } from '@kontor/contracts/catalog';
import type { EventData } from '@kontor/contracts/events';
import type { Allocation } from '@kontor/contracts/inventory';

/**
 * Pieces of one article at one place (null: nobody knows where they lie); `waiting` of them are not there yet. A piece weighs `weightGrams`;
 * how large it is, nobody may know: then weight alone counts.
 */
export type Line = { sku: string; location: string | null; quantity: number; waiting: number; weightGrams: number; packedMm?: PackedSize | undefined };
/** What a carrier takes as one parcel; `mm` from the longest side to the shortest. */
export type Limits = { grams: number; mm: readonly [number, number, number] };
type Ordered = Pick<EventData<'OrderPaid'>['lines'][number], 'sku' | 'quantity' | 'weightGrams' | 'packedMm'>;

export const weightOf = (lines: readonly Line[]): number => lines.reduce((sum, { quantity, weightGrams }) => sum + quantity * weightGrams, 0);
export const countOf = (lines: readonly { quantity: number }[]): number => lines.reduce((sum, { quantity }) => sum + quantity, 0);

/** So many pieces of a line, those first that are there. */
export function part(line: Line, quantity: number): Line {
  const there = line.quantity - line.waiting;
  return { ...line, quantity, waiting: Math.max(0, quantity - there) };
}
/** A line without them. */
const without = (line: Line, taken: Line): Line => ({ ...line, quantity: line.quantity - taken.quantity, waiting: line.waiting - taken.waiting });

/** What is ordered, where its stock was allocated. What no allocation names lies nobody knows where. */
export function piecesOf(ordered: readonly Ordered[], allocation: readonly Allocation[]): Line[] {
  return ordered.flatMap(({ sku, quantity, weightGrams, packedMm }) => {
    const piece = { weightGrams, ...(packedMm && { packedMm }) };
    let left = quantity;
    const placed = allocation.flatMap((one): Line[] => {
      const here = one.sku === sku ? Math.min(left, one.quantity) : 0;
      left -= here;
      return here > 0 ? [{ sku, location: one.location, quantity: here, waiting: Math.min(here, one.waiting ?? 0), ...piece }] : [];
    });
    return left > 0 ? [...placed, { sku, location: null, quantity: left, waiting: 0, ...piece }] : placed;
  });
}

const sidesOf = ({ length, width, height }: PackedSize) => [length, width, height].sort((a, b) => b - a);
/** Whether no side of a piece is longer than the carrier takes. */
export const isShortEnough = ({ packedMm }: Line, { mm }: Limits): boolean => !packedMm || sidesOf(packedMm).every((side, index) => side <= (mm[index] ?? 0));

/** Of a parcel's room so much can be filled with pieces, per cent: boxes leave gaps. */
const FILLED = 75;
const cubic = ({ length, width, height }: PackedSize): number => length * width * height;
/** Pieces together, and what of them one parcel takes, in cubic millimetres. */
export const spaceOf = (lines: readonly Line[]): number => lines.reduce((sum, { quantity, packedMm }) => sum + quantity * (packedMm ? cubic(packedMm) : 0), 0);
export const spaceIn = ({ mm: [length, width, height] }: Limits): number => (cubic({ length, width, height }) * FILLED) / 100;

/**
 * Which pieces go together: each location sends its own, no parcel is heavier or larger than the carrier takes, and no two of a location
 * could be one. A single piece that is too heavy or too large is a parcel alone.
 */
export function planParcels(pieces: readonly Line[], limits: Limits): Line[][] {
  const places = [...new Set(pieces.map(({ location }) => location))].sort((a, b) => (a === null ? 1 : b === null ? -1 : a < b ? -1 : 1));
  return places.flatMap((place) =>
    packed(
      pieces.filter(({ location }) => location === place),
      limits,
    ),
  );
}

/** The heaviest first, each into the first parcel that has room for it. */
function packed(pieces: readonly Line[], limits: Limits): Line[][] {
  type Packed = { lines: Line[]; grams: number; space: number };
  const parcels: Packed[] = [];
  const times = (room: number, each: number) => (each === 0 ? Number.POSITIVE_INFINITY : Math.floor(room / each));
  for (const piece of [...pieces].sort((a, b) => b.weightGrams - a.weightGrams)) {
    const one = { ...piece, quantity: 1 };
    const fitting = ({ grams, space }: Packed) =>
      grams < 0 || space < 0 || !isShortEnough(piece, limits) ? 0 : Math.min(times(grams, weightOf([one])), times(space, spaceOf([one])));
    let left = piece;
    const put = (parcel: Packed, most: number) => {
      const taken = part(left, Math.min(left.quantity, most));
      if (taken.quantity === 0) return;
      parcel.lines.push(taken);
      parcel.grams -= weightOf([taken]);
      // Beside what is too long nothing else fits.
      parcel.space -= isShortEnough(taken, limits) ? spaceOf([taken]) : Number.POSITIVE_INFINITY;
      left = without(left, taken);
    };
    for (const parcel of parcels) put(parcel, fitting(parcel));
    while (left.quantity > 0) {
      const parcel: Packed = { lines: [], grams: limits.grams, space: spaceIn(limits) };
      parcels.push(parcel);
      put(parcel, Math.max(1, fitting(parcel)));
    }
  }
  const place = ({ sku }: Line) => pieces.findIndex((one) => one.sku === sku);
  return parcels.map(({ lines }) => lines.sort((a, b) => place(a) - place(b)));
}

type Pieces = { sku: string; quantity: number };

/** Takes pieces out of lines, from the first line that has some: what is left, and what was taken. What is not there is not taken. */
const taking =
  (some: (line: Line, quantity: number) => Line) =>
  (lines: readonly Line[], wanted: readonly Pieces[]): { kept: Line[]; taken: Line[] } => {
    const more = new Map(wanted.map(({ sku, quantity }) => [sku, quantity]));
    const taken: Line[] = [];
    const kept = lines.flatMap((line) => {
      const out = some(line, Math.min(line.quantity, more.get(line.sku) ?? 0));
      if (out.quantity === 0) return [line];
      more.set(line.sku, (more.get(line.sku) ?? 0) - out.quantity);
      taken.push(out);
      return out.quantity < line.quantity ? [without(line, out)] : [];
    });
    return { kept, taken };
  };

/** Pieces that are to go apart: those first that are there. */
export const takeOut = taking(part);
/** Pieces that are cancelled: those first that are not there yet. */
export const leaveOut = taking((line, quantity) => ({ ...line, quantity, waiting: Math.min(quantity, line.waiting) }));

/** What is there of these pieces, and what is still to come in. */
export function whatIsThere(lines: readonly Line[]): { there: Line[]; waiting: Line[] } {
  const there = lines.map((line) => part(line, line.quantity - line.waiting)).filter(({ quantity }) => quantity > 0);
  const waiting = lines.filter((line) => line.waiting > 0).map((line) => ({ ...line, quantity: line.waiting }));
  return { there, waiting };
}

/** The same pieces where they have come in: stock is allocated anew when goods arrive at another place than was thought. */
export function relocated(lines: readonly Line[], allocation: readonly Allocation[], elsewhere: readonly Line[]): Line[] {
  const free = takeAway(allocation, elsewhere);
  const skus = [...new Set(lines.map(({ sku }) => sku))];
  const ordered = skus.flatMap((sku) => {
    const own = lines.filter((line) => line.sku === sku);
    return own[0] ? [{ sku, quantity: countOf(own), weightGrams: own[0].weightGrams, packedMm: own[0].packedMm }] : [];
  });
  return piecesOf(ordered, free).map((line) => ({ ...line, location: line.location ?? lines.find(({ sku }) => sku === line.sku)?.location ?? null }));
}

function takeAway(allocation: readonly Allocation[], lines: readonly Line[]): Allocation[] {
  const used = lines.map((line) => ({ ...line }));
  return allocation.flatMap(({ sku, location, quantity }) => {
    let left = quantity;
    for (const line of used) {
      if (line.sku !== sku || line.location !== location) continue;
      const here = Math.min(left, line.quantity);
      line.quantity -= here;
      left -= here;
    }
    return left > 0 ? [{ sku, location, quantity: left }] : [];
  });
}
