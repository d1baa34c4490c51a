import type { Finding } from './finding.ts';
import type { Stores } from './stores.ts';

const MOST = 200;
/** Each question is one scan, grouped in the database; only what is wrong comes back. */
const COUNTS = `select p.id, p.used, count(r.order_id)::int as redeemed, (p.rule->>'limit')::int as "limit"
  from promotion p left join redemption r on r.promotion_id = p.id and r.released_at is null
  group by p.id having p.used <> count(r.order_id) or count(r.order_id) > coalesce((p.rule->>'limit')::int, 2147483647) order by p.id limit ${MOST}`;
const CUSTOMERS = `select p.id, r.owner, count(*)::int as redeemed, (p.rule->>'limitPerCustomer')::int as "limit"
  from promotion p join redemption r on r.promotion_id = p.id and r.released_at is null
  group by p.id, r.owner having count(*) > coalesce((p.rule->>'limitPerCustomer')::int, 2147483647) order by p.id, r.owner limit ${MOST}`;
const ORDERS = `select r.promotion_id as id, r.order_id as "orderId", o.phase, r.released_at is not null as released
  from redemption r join orders o on o.id = r.order_id where (o.phase = 'cancelled') <> (r.released_at is not null) order by r.order_id limit ${MOST}`;

/** I8: nothing is redeemed more often than it may be, and what cancelled orders had redeemed is free again. */
export async function* checkPromotions(stores: Stores): AsyncGenerator<Finding> {
  const about = { promised: 'I8' as const, wayOn: 'Look at the promotion and its orders, and put the count right by hand.', repairs: [] };
  for (const { id, used, redeemed, limit } of await stores.sql<{ id: string; used: number; redeemed: number; limit: number | null }>('order', COUNTS)) {
    if (used !== redeemed)
      yield { ...about, what: 'count differs', subject: id, sentence: `Promotion ${id} counts ${used} redemptions, ${redeemed} orders have redeemed it.` };
    if (limit !== null && redeemed > limit)
      yield { ...about, what: 'over its limit', subject: id, sentence: `Promotion ${id} was redeemed ${redeemed} times, ${limit} times is its limit.` };
  }
  for (const { id, owner, redeemed, limit } of await stores.sql<{ id: string; owner: string; redeemed: number; limit: number }>('order', CUSTOMERS))
    yield {
      ...about,
      what: `over the limit of ${owner}`,
      subject: id,
      sentence: `Shopper ${owner} redeemed promotion ${id} ${redeemed} times, ${limit} times is the limit.`,
    };
  for (const { id, orderId, phase, released } of await stores.sql<{ id: string; orderId: string; phase: string; released: boolean }>('order', ORDERS))
    yield {
      ...about,
      what: `redeemed by ${orderId}`,
      subject: id,
      sentence: `Order ${orderId} is ${phase}, but its redemption of promotion ${id} was ${released ? 'given back' : 'kept'}.`,
    };
}
