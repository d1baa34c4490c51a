import { rows } from '@kontor/kit/postgres';
import { client, type Tx } from './postgres.ts';

/** Sales older than this tell nothing of today; after HALF_LIFE_DAYS one counts half. */
const KEPT_DAYS = 120;
const HALF_LIFE_DAYS = 30;

export type Sale = { orderId: string; sku: string; quantity: number; at: string };

const KEEP_SALES = `insert into sale (order_id, sku, quantity, at)
  select order_id, sku, sum(quantity), min(at) from jsonb_to_recordset($1::jsonb) as x(order_id uuid, sku text, quantity int, at timestamptz)
  where at > now() - interval '${KEPT_DAYS} days' group by order_id, sku
  on conflict do nothing`;

/** Each line of an order once, however often it is heard. */
export const keepSales = (tx: Tx, sales: readonly Sale[]) =>
  tx.$executeRawUnsafe(KEEP_SALES, rows(sales.map(({ orderId, ...sale }) => ({ order_id: orderId, ...sale }))));

const BEST = `select sku from sale group by sku
  order by sum(quantity * power(0.5, extract(epoch from now() - at) / 86400.0 / ${HALF_LIFE_DAYS})) desc, sku limit $1`;
const FORGET_SALES = `delete from sale where at < now() - interval '${KEPT_DAYS} days'`;

/** What sells best, best first: newer sales count more. */
export async function bestSold(most: number): Promise<string[]> {
  await client.$executeRawUnsafe(FORGET_SALES);
  return (await client.$queryRawUnsafe<{ sku: string }[]>(BEST, most)).map(({ sku }) => sku);
}

export type Searched = { words: string; locale: string; day: string; times: number };
/** What was searched for is kept so long. */
const REMEMBERED_DAYS = 60;

const KEEP_SEARCHED = `insert into searched (words, locale, day, times)
  select words, locale, day, times from jsonb_to_recordset($1::jsonb) as x(words text, locale text, day date, times int)
  on conflict (words, locale, day) do update set times = searched.times + excluded.times`;
const FORGET_SEARCHED = `delete from searched where day < current_date - ${REMEMBERED_DAYS}`;

export async function keepSearched(searched: readonly Searched[]): Promise<void> {
  const ordered = [...searched].sort((a, b) => a.words.localeCompare(b.words) || a.locale.localeCompare(b.locale) || a.day.localeCompare(b.day));
  await client.$executeRawUnsafe(KEEP_SEARCHED, rows(ordered));
  await client.$executeRawUnsafe(FORGET_SEARCHED);
}

const POPULAR =
  'select words, locale, sum(times)::int as times from searched group by words, locale having sum(times) >= $1 order by times desc, words limit $2';

/** What was searched for at least so often, most often first. */
export const popular = (floor: number, most: number) => client.$queryRawUnsafe<{ words: string; locale: string; times: number }[]>(POPULAR, floor, most);
