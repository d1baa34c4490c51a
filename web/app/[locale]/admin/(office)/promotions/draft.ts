import { Promotion } from '@kontor/contracts/promotion';
import { amountIn, written } from '../products/amount.ts';

/** A promotion as it stands in a form: all of it text and ticks. Percentages are whole ones or with a comma, amounts as people write them. */
export type Draft = {
  id: string;
  nameEn: string;
  nameDe: string;
  code: string;
  kind: Promotion['benefit']['kind'];
  percent: string;
  amount: string;
  buy: string;
  get: string;
  methods: string;
  categories: string[];
  products: string;
  groups: string[];
  minimum: string;
  customersOnly: boolean;
  firstOrder: boolean;
  from: string;
  until: string;
  combines: boolean;
  limit: string;
  limitPerCustomer: string;
  on: boolean;
};
type Locale = 'en' | 'de';

const BASIS_POINTS = 100;
const LONGEST_ID = 60;
const listed = (text: string): string[] => text.split(/[\s,]+/).filter(Boolean);
const wholeIn = (text: string): number | null => (text.trim() === '' ? null : Number(text));
/** 12,5 or 12.5 per cent in basis points. */
const percentIn = (text: string): number => Math.round(Number(text.replace(',', '.')) * BASIS_POINTS);

export function draftOf(before: Promotion | null, locale: Locale): Draft {
  const benefit = before?.benefit;
  const percent = benefit?.kind === 'percent' || benefit?.kind === 'buy-get' ? benefit.percent : 1_000;
  const comma = (text: string) => (locale === 'de' ? text.replace('.', ',') : text);
  return {
    id: before?.id ?? '',
    nameEn: before?.name.en ?? '',
    nameDe: before?.name.de ?? '',
    code: before?.code ?? '',
    kind: benefit?.kind ?? 'percent',
    percent: comma(String(percent / BASIS_POINTS)),
    amount: benefit?.kind === 'amount' ? written(benefit.amount, locale) : '',
    buy: benefit?.kind === 'buy-get' ? String(benefit.buy) : '2',
    get: benefit?.kind === 'buy-get' ? String(benefit.get) : '1',
    methods: benefit?.kind === 'free-shipping' ? benefit.methods.join(', ') : '',
    categories: before?.categories ?? [],
    products: before?.products.join(', ') ?? '',
    groups: before?.groups ?? [],
    minimum: before && before.minimum > 0 ? written(before.minimum, locale) : '',
    customersOnly: before?.customersOnly ?? false,
    firstOrder: before?.firstOrder ?? false,
    from: before?.from ?? '',
    until: before?.until ?? '',
    combines: before?.combines ?? false,
    limit: String(before?.limit ?? ''),
    limitPerCustomer: String(before?.limitPerCustomer ?? ''),
    on: before?.on ?? true,
  };
}

/** The id of a new promotion: the words of its name. */
export const idOf = (name: string): string =>
  name
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, LONGEST_ID);

function benefitOf({ kind, percent, amount, methods, buy, get }: Draft) {
  if (kind === 'percent') return { kind, percent: percentIn(percent) };
  if (kind === 'amount') return { kind, amount: amountIn(amount) };
  if (kind === 'free-shipping') return { kind, methods: listed(methods) };
  return { kind, buy: wholeIn(buy), get: wholeIn(get), percent: percentIn(percent) };
}

/** The promotion that a form stands for, or the names of its fields that are wrong. */
export function promotionIn(draft: Draft): { promotion: Promotion } | { wrong: string[] } {
  const { success, data, error } = Promotion.safeParse({
    id: draft.id || idOf(draft.nameEn),
    name: { en: draft.nameEn.trim(), de: draft.nameDe.trim() },
    code: draft.code.trim() || null,
    benefit: benefitOf(draft),
    categories: draft.categories,
    products: listed(draft.products),
    groups: draft.groups,
    minimum: draft.minimum.trim() === '' ? 0 : amountIn(draft.minimum),
    customersOnly: draft.customersOnly,
    firstOrder: draft.firstOrder,
    from: draft.from || null,
    until: draft.until || null,
    combines: draft.combines,
    limit: wholeIn(draft.limit),
    limitPerCustomer: wholeIn(draft.limitPerCustomer),
    on: draft.on,
  });
  const wrong = error?.issues.map(({ path: [field, part] }) => (field === 'benefit' || field === 'name' ? String(part ?? field) : String(field))) ?? [];
  if (!draft.nameEn.trim()) wrong.push('en');
  if (!draft.nameDe.trim()) wrong.push('de');
  if (draft.from && draft.until && draft.until <= draft.from) wrong.push('until');
  return success && wrong.length === 0 ? { promotion: data } : { wrong };
}
