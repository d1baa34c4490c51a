import type { Finding } from './finding.ts';
import type { Stores } from './stores.ts';

const GAPS = `select s.kind, s.year, s.last, count(p.id)::int as issued, coalesce(max(p.no), 0) as highest
  from paper_sequence s left join paper p on p.kind = s.kind and p.year = s.year
  group by s.kind, s.year, s.last having count(p.id) <> s.last or coalesce(max(p.no), 0) <> s.last`;

/** I6: the numbers of invoices and credit notes run through their year without a gap. */
export async function* checkNumbers(stores: Stores): AsyncGenerator<Finding> {
  const found = await stores.sql<{ kind: string; year: number; last: number; issued: number; highest: number }>('order', GAPS);
  for (const { kind, year, last, issued, highest } of found)
    yield {
      promised: 'I6',
      what: 'numbers with a gap',
      subject: `${kind} ${year}`,
      sentence: `Of the ${kind}s of ${year} ${last} numbers were counted, ${issued} were issued and the highest is ${highest}.`,
      wayOn: 'Look for papers that somebody deleted; a missing number has to be explained to the tax office.',
      repairs: [],
    };
}
