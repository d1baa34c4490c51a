import { z } from 'zod';
import { Refusal } from '@kontor/contracts/refusals';
import type { SearchInput, SearchResult } from '@kontor/contracts/search';
import { Answer, resultOf, Spreads, spansOf, withSpreads } from './facets.ts';
import { known, type Known } from './known.ts';
import { histogramBody, type Manner, mended, searchBody, spellingBody } from './query.ts';
import { inForce } from './rules.ts';
import { IndexAway, search } from './store/opensearch.ts';

export async function unlessAway<R>(work: () => Promise<R>): Promise<R> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof IndexAway ? new Refusal('Unavailable', { service: 'search' }) : error;
  }
}

const Spelling = z.object({
  suggest: z.object({
    words: z.array(z.object({ text: z.string(), options: z.array(z.object({ text: z.string(), score: z.number(), freq: z.number() })) })),
  }),
});
/** The words as they are most likely meant; null if the catalogue knows them all, or nothing like them. */
export const spelled = async (q: string): Promise<string | null> => mended((await search(Spelling, spellingBody(q))).suggest.words);

/** What was searched for in the end, and how. */
export type Found = { input: SearchInput; manner: Manner; answer: z.infer<typeof Answer>; corrected?: string; relaxed: boolean };

/**
 * What is written right wins; when nothing is found unknown words are mended, and if that does not help what is nearest is shown.
 */
export async function find(input: SearchInput, what: Known): Promise<Found> {
  const ask = async (q: string, manner: Manner): Promise<Omit<Found, 'relaxed'>> => {
    const asked = { ...input, q };
    return { input: asked, manner, answer: await search(Answer, searchBody(asked, what, manner)) };
  };
  const finds = ({ answer }: Pick<Found, 'answer'>) => answer.aggregations.matching.doc_count > 0;
  const plain = await ask(input.q, 'strict');
  if (input.q === '' || finds(plain)) return { ...plain, relaxed: false };
  const corrected = await spelled(input.q);
  const right = corrected === null ? null : await ask(corrected, 'strict');
  if (corrected !== null && right && finds(right)) return { ...right, corrected, relaxed: false };
  const near = await ask(corrected ?? input.q, 'relaxed');
  return { ...near, relaxed: finds(near) };
}

/** A page of products with its facets. The answer says when something else was searched for than what was typed. */
export const listProducts = (input: SearchInput): Promise<SearchResult> =>
  unlessAway(async () => {
    const what = await known();
    const found = await find(input, what);
    const { redirect } = inForce(what.rules, input);
    const result: SearchResult = {
      ...resultOf(found.input, what.tree, found.answer),
      relaxed: found.relaxed,
      ...(found.corrected !== undefined && { corrected: found.corrected }),
      ...(redirect !== undefined && { redirect }),
    };
    const spans = input.histograms ? spansOf(result) : new Map<string, number[]>();
    if (spans.size === 0) return result;
    return withSpreads(result, await search(Spreads, histogramBody(found.input, what, found.manner, spans)));
  });
