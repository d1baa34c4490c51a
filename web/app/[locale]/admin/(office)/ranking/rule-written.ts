import type { Rule } from '@kontor/contracts/merchandising';

/** A rule as it is being written: every field of every kind, so that changing the kind loses nothing. */
export type Form = {
  id: string;
  on: boolean;
  kind: Rule['kind'];
  place: 'search' | 'part' | 'category' | 'everywhere';
  q: string;
  category: string;
  by: 'product' | 'brand' | 'category';
  products: string[];
  brand: string;
  targetCategory: string;
  times: string;
  words: string;
  to: string;
};
/** The fields that may be wrong. */
export type Written = 'q' | 'category' | 'products' | 'brand' | 'targetCategory' | 'times' | 'words' | 'to';

const empty = (): Form => ({
  id: crypto.randomUUID(),
  on: true,
  kind: 'pin',
  place: 'search',
  q: '',
  category: '',
  by: 'product',
  products: [],
  brand: '',
  targetCategory: '',
  times: '2',
  words: '',
  to: '',
});

export function formOf(rule: Rule | null): Form {
  const form = empty();
  if (rule === null) return form;
  const { id, on, kind } = rule;
  const common = { ...form, id, on, kind };
  if (rule.kind === 'synonyms') return { ...common, words: rule.words.join(', ') };
  if (rule.kind === 'redirect') return { ...common, q: rule.q, to: rule.to };
  const { where } = rule;
  const placed: Form = {
    ...common,
    place: where.in === 'search' ? (where.whole ? 'search' : 'part') : where.in,
    ...(where.in === 'search' && { q: where.q }),
    ...(where.in === 'category' && { category: where.category }),
  };
  if (rule.kind === 'pin') return { ...placed, products: rule.products };
  const { target } = rule;
  return {
    ...placed,
    by: target.by,
    ...(target.by === 'product' && { products: target.products }),
    ...(target.by === 'brand' && { brand: target.brand }),
    ...(target.by === 'category' && { targetCategory: target.category }),
    ...(rule.kind === 'boost' && { times: String(rule.times) }),
  };
}

/** What was written, for the contract to judge. */
export function ruleOf(form: Form): unknown {
  const { id, on, kind } = form;
  if (kind === 'synonyms')
    return {
      id,
      on,
      kind,
      words: form.words
        .split(/[,;\n]/)
        .map((word) => word.trim())
        .filter(Boolean),
    };
  if (kind === 'redirect') return { id, on, kind, q: form.q, to: form.to };
  const where =
    form.place === 'category'
      ? { in: 'category', category: form.category }
      : form.place === 'everywhere'
        ? { in: 'everywhere' }
        : { in: 'search', q: form.q, whole: form.place === 'search' };
  if (kind === 'pin') return { id, on, kind, where, products: form.products };
  const target =
    form.by === 'product'
      ? { by: 'product', products: form.products }
      : form.by === 'brand'
        ? { by: 'brand', brand: form.brand }
        : { by: 'category', category: form.targetCategory };
  return { id, on, kind, where, target, ...(kind === 'boost' && { times: Number(form.times.trim().replace(',', '.') || Number.NaN) }) };
}

/** The field of the form that an issue of the contract is about. */
export function fieldIn(path: readonly PropertyKey[], { kind, by, place }: Form): Written {
  const [first, second] = path.map(String);
  if (first === 'where') return place === 'category' ? 'category' : 'q';
  if (first === 'target') return second === 'category' ? 'targetCategory' : by === 'brand' ? 'brand' : 'products';
  if (first === 'q' || first === 'to' || first === 'times' || first === 'words' || first === 'products') return first;
  return kind === 'synonyms' ? 'words' : 'q';
}
