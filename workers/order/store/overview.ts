import type { Phase } from '@kontor/contracts/order';
import { SHOP_ZONE } from '@kontor/contracts/zone';
import { startingWith } from '@kontor/kit/postgres';
import { CURRENCY } from '../pricing/receipt.ts';
import { prisma } from './journal.ts';
import { instant, numberOf } from './orders.ts';
import { cursorOf, placeOf } from './places.ts';

type Row = { id: string; no: number; phase: Phase; placedAt: string; total: number; currency: string; items: number; email: string };
const ROW = `o.id, o.no::int as no, o.phase, ${instant('o.placed_at')} as "placedAt", o.total::float8 as total, o.currency,
  (select sum(ordered)::int from order_line l where l.order_id = o.id) as items, o.person->>'email' as email`;
const shown = ({ no, ...order }: Row) => ({ ...order, number: numberOf(no) });

/** The largest BIGINT has 19 digits; a number with more is nobody's. */
const NUMBER = /^[Kk]?(\d{1,18})$/;

type Wanted = { after?: string | undefined; limit: number; phase?: Phase | undefined; q?: string | undefined };

/** Orders of all shoppers, newest first, read by key; `q` is an order's number or the beginning of an e-mail. */
export async function listOrders({ after, limit, phase, q }: Wanted) {
  const [at, id] = after ? placeOf(after) : [];
  const [, no] = NUMBER.exec(q ?? '') ?? [];
  const found = await prisma.$queryRawUnsafe<Row[]>(
    `select ${ROW} from orders o
     where ($1::timestamptz is null or (o.placed_at, o.id) < ($1::timestamptz, $2::uuid)) and ($3::text is null or o.phase = $3)
       ${no ? 'and o.no = $5::bigint' : q ? `and o.person->>'email' like $5` : ''}
     order by o.placed_at desc, o.id desc limit $4`,
    at ?? null,
    id ?? null,
    phase ?? null,
    limit + 1,
    ...(no ? [no] : q ? [startingWith(q.toLowerCase())] : []),
  );
  const items = found.slice(0, limit).map(shown);
  return { items, next: found.length > limit ? cursorOf(items.at(-1)) : null };
}

const DAYS = 14;
const STUCK_AFTER_MINUTES = 20;
const MOST_STUCK = 20;

/** Money is what came in less what went back, on the day its order was placed. */
const PER_DAY = `with first as (select date_trunc('day', $1::timestamptz at time zone '${SHOP_ZONE}') - interval '${DAYS - 1} days' as day)
  select to_char(d.day, 'YYYY-MM-DD') as day, count(o.id)::int as orders, coalesce(sum(o.authorised + o.captured - o.refunded), 0)::float8 as revenue
  from first, generate_series(first.day, first.day + interval '${DAYS - 1} days', interval '1 day') as d(day)
  left join orders o on o.placed_at >= d.day at time zone '${SHOP_ZONE}' and o.placed_at < (d.day + interval '1 day') at time zone '${SHOP_ZONE}'
  group by d.day order by d.day`;
/** Phases that last seconds: an order that is still in one after so long needs somebody. */
const STUCK = `select ${ROW} from orders o
  where o.phase in ('placed', 'closing', 'cancelling')
    and (select max(s.at) from order_step s where s.order_id = o.id) < $1::timestamptz - interval '${STUCK_AFTER_MINUTES} minutes'
  order by o.placed_at limit ${MOST_STUCK}`;

/** What the first page of the back office shows of orders. */
export async function figures(now: Date) {
  const at = now.toISOString();
  const [days, stuck] = await Promise.all([
    prisma.$queryRawUnsafe<{ day: string; orders: number; revenue: number }[]>(PER_DAY, at),
    prisma.$queryRawUnsafe<Row[]>(STUCK, at),
  ]);
  return { currency: CURRENCY, days, stuck: stuck.map(shown) };
}
