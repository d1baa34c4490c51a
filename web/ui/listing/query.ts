import { readRefinement } from './refinement';

export type Query = Record<string, string | string[] | undefined>;

/** The refinement in a page's search parameters as Next gives them. */
export async function refinementIn(query: Promise<Query>) {
  const pairs = Object.entries(await query).flatMap(([name, value]) => [value ?? []].flat().map((one) => [name, one]));
  return readRefinement(new URLSearchParams(pairs));
}
