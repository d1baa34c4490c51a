/** Grades by query and product: 0 is irrelevant, 3 is what the shopper wants. */
export type Labels = ReadonlyMap<string, ReadonlyMap<string, number>>;
export type Judged = { id: string; split: string; query: string; locale: 'en' | 'de' };
/** What a search answers: product ids, best first. */
export type Run = ReadonlyMap<string, readonly string[]>;

const FIRST = 10;
const RECALLED = 50;
const RELEVANT = 2;
const BEST = 3;
const RESAMPLES = 1_000;

const rowsOf = (tsv: string): Record<string, string>[] => {
  const [head = '', ...lines] = tsv.trim().split('\n');
  const names = head.split('\t');
  return lines.map((line) => Object.fromEntries(line.split('\t').map((value, index) => [names[index] ?? '', value.trim()])));
};

/** Queries from `query_id, split, query` and, if there is one, `locale`. */
export const queriesIn = (tsv: string): Judged[] =>
  rowsOf(tsv).map(({ query_id: id = '', split = '', query = '', locale }) => ({ id, split, query, locale: locale === 'de' ? 'de' : 'en' }));

/** Labels from `query_id, product_id, grade`. */
export function labelsIn(tsv: string): Labels {
  const labels = new Map<string, Map<string, number>>();
  for (const { query_id: query = '', product_id: product = '', grade } of rowsOf(tsv)) {
    const of = labels.get(query) ?? new Map<string, number>();
    labels.set(query, of.set(product, Number(grade)));
  }
  return labels;
}

const gained = (grades: readonly number[]): number => grades.slice(0, FIRST).reduce((sum, grade, index) => sum + grade / BEST / Math.log2(index + 2), 0);

/** How near the first ten are to the best order there could be: 1 is that order. Null without a label above 0. */
export function ndcg(found: readonly string[], grades: ReadonlyMap<string, number>): number | null {
  const best = gained([...grades.values()].sort((a, b) => b - a));
  return best > 0 ? gained(found.map((id) => grades.get(id) ?? 0)) / best : null;
}

const mean = (all: readonly number[]): number => (all.length > 0 ? all.reduce((sum, one) => sum + one, 0) / all.length : 0);

/** Numbers between 0 and 1 that are the same at each run. */
function* numbers(seed: number): Generator<number, never> {
  for (let state = seed; ; ) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield state / 2 ** 32;
  }
}

/** Where the mean would lie in 95 of 100 draws of as many queries. */
export function interval(all: readonly number[]): [number, number] {
  if (all.length === 0) return [0, 0];
  const random = numbers(7);
  const draw = () => all[Math.floor(random.next().value * all.length)] ?? 0;
  const means = Array.from({ length: RESAMPLES }, () => mean(all.map(draw))).sort((a, b) => a - b);
  return [means[Math.floor(RESAMPLES * 0.025)] ?? 0, means[Math.floor(RESAMPLES * 0.975)] ?? 0];
}

/**
 * Scores a run. `condensed` leaves unlabelled products out, for a catalogue that has grown since it was judged; `judged` is the share of
 * the first ten that has a label: where it is low, nDCG says less.
 */
export function score(run: Run, queries: readonly Judged[], labels: Labels) {
  const each = queries.flatMap(({ id, query }) => {
    const grades = labels.get(id);
    if (!grades) return [];
    const found = run.get(id) ?? [];
    const relevant = [...grades].filter(([, grade]) => grade >= RELEVANT).map(([product]) => product);
    const recalled = found.slice(0, RECALLED);
    return [
      {
        id,
        query,
        found: found.length,
        ndcg: ndcg(found, grades),
        condensed: ndcg(
          found.filter((product) => grades.has(product)),
          grades,
        ),
        recall: relevant.length > 0 ? relevant.filter((product) => recalled.includes(product)).length / relevant.length : null,
        judged: found.length > 0 ? found.slice(0, FIRST).filter((product) => grades.has(product)).length / Math.min(FIRST, found.length) : null,
      },
    ];
  });
  const known = (of: (one: (typeof each)[number]) => number | null) => each.map(of).filter((value) => value !== null);
  const scores = known(({ ndcg: value }) => value);
  return {
    each,
    queries: each.length,
    ndcg: mean(scores),
    between: interval(scores),
    condensed: mean(known(({ condensed }) => condensed)),
    recall: mean(known(({ recall }) => recall)),
    judged: mean(known(({ judged }) => judged)),
    zeroResults: each.filter(({ found }) => found === 0).length,
  };
}
export type Score = ReturnType<typeof score>;
