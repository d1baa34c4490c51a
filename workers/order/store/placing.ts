import { createHash, randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { OfferChanged } from '@kontor/contracts/catalog';
import type { Checkout } from '@kontor/contracts/order';
import type { VatStanding } from '@kontor/contracts/receipt';
import { Refusal } from '@kontor/contracts/refusals';
import type { Rate } from '@kontor/contracts/shipping';
import { now } from '@kontor/kit/clock';
import { leaving } from '@kontor/kit/journal';
import { rows, unawaited } from '@kontor/kit/postgres';
import { traceId, traceparent } from '@kontor/kit/telemetry';
import type { CartLines } from '../cart/store.ts';
import { type OrderState, placedEvent } from '../domain.ts';
import { env } from '../env.ts';
import { linkTo } from '../links.ts';
import { priceOrder } from '../pricing/order.ts';
import { shopTime } from '../pricing/promotions.ts';
import { journal, type Tx } from './journal.ts';
import { OFFER } from './offers.ts';
import { numberOf } from './orders.ts';
import { dealOf, type Deals, deals, limited, lockPromotions, type Redemption, redeem } from './promotions.ts';

export type Placing = {
  owner: string;
  signedIn: boolean;
  checkout: z.output<typeof Checkout>;
  cart: CartLines;
  codes: string[];
  vat: VatStanding | null;
  trace: string;
  traceparent: string;
};
export type Placed = { id: string; fresh: boolean };

/** All that placing needs to know, in one round trip: known keys, open orders of the same shoppers, offers, rates, promotions. */
const KNOWN = `select
  (select json_agg(json_build_object('actor', actor, 'key', key, 'bodyHash', body_hash, 'id', answer->>'id')) from idempotency
    where procedure = 'place' and (actor, key) in (select actor, key from jsonb_to_recordset($1::jsonb) as x(actor text, key uuid))) as keys,
  (select json_agg(json_build_object('id', id, 'owner', owner)) from orders where owner = any($2::text[]) and phase in ('placed', 'held', 'closing') and exchange is null) as open,
  (select json_agg(${OFFER}) from offer where sku = any($3::text[])) as offers,
  (select rates from rate_table) as rates,
  ${deals('$2', '$4')}`;
const ORDERS = `insert into orders (id, owner, phase, version, placed_at, person, method, receipt, total, currency)
  select id, owner, phase, version, "placedAt", person, method, receipt, (receipt->>'total')::bigint, receipt->>'currency'
  from jsonb_to_recordset($1::jsonb) as x(id uuid, owner text, phase text, version int, "placedAt" timestamptz, person jsonb, method jsonb, receipt jsonb)
  on conflict (owner) where phase in ('placed', 'held', 'closing') and exchange is null do nothing
  returning id, no::int as no`;
const REST = `with lines as (
    insert into order_line (order_id, no, sku, item, price, total, tax_rate, weight_grams, ordered)
    select "orderId", no, sku, item, price, total, "taxRate", "weightGrams", ordered
    from jsonb_to_recordset($1::jsonb) as x("orderId" uuid, no int, sku text, item jsonb, price bigint, total bigint, "taxRate" int, "weightGrams" int, ordered int)),
  keys as (
    insert into idempotency (actor, procedure, key, body_hash, answer)
    select owner, 'place', key, "bodyHash", jsonb_build_object('id', id) from jsonb_to_recordset($2::jsonb) as x(id uuid, owner text, key uuid, "bodyHash" text))
  insert into order_step (order_id, version, phase, what, at, trace)
  select id, 1, 'placed', 'placed', "placedAt", trace from jsonb_to_recordset($2::jsonb) as x(id uuid, "placedAt" timestamptz, trace text)`;

type Found = Deals & {
  keys: { actor: string; key: string; bodyHash: string; id: string }[] | null;
  open: { id: string; owner: string }[] | null;
  offers: OfferChanged[] | null;
  rates: Rate[] | null;
};

const hashOf = (checkout: Placing['checkout']) => createHash('sha256').update(JSON.stringify(checkout)).digest('base64url');

/** Places many at once in one transaction, each once per key and shopper; one that is refused does not hold up the others. */
export const placeAll = (placings: Placing[]): Promise<(Placed | Error)[]> =>
  journal.transaction(async (tx) => {
    const known = await surelyKnown(tx, placings);
    const at = now();
    const decided = placings.map((placing) => count(decide(placing, known, at), known.deals));
    const fresh = decided.filter((one): one is OrderState & { placing: Placing } => 'phase' in one);
    const written = await write(tx, fresh);
    const elsewhere = fresh.some(({ id }) => !written.has(id)) ? await whatIsKnown(tx, placings) : known;
    return decided.map((one, index) => {
      if (one instanceof Error) return one;
      if (!('phase' in one)) return { id: one.id, fresh: false };
      if (written.has(one.id)) return { id: one.id, fresh: true };
      // Another placing of the same shopper came first, in this batch or elsewhere.
      if (isReused(one.placing, elsewhere)) return new Refusal('KeyReused', { field: 'idempotencyKey' });
      const first = elsewhere.open.get(placings[index]?.owner ?? '');
      return first ? { id: first, fresh: false } : new Refusal('StillRunning');
    });
  });

async function whatIsKnown(tx: Tx, placings: Placing[]) {
  const keys = rows(placings.map(({ owner, checkout }) => ({ actor: owner, key: checkout.idempotencyKey })));
  const skus = [...new Set(placings.flatMap(({ cart }) => cart.map(({ sku }) => sku)))];
  const [found] = await tx.$queryRawUnsafe<Found[]>(
    KNOWN,
    keys,
    placings.map(({ owner }) => owner),
    skus,
    [...new Set(placings.flatMap(({ codes }) => codes))],
  );
  return {
    deals: {
      automatic: found?.automatic ?? [],
      coded: found?.coded ?? [],
      redeemed: found?.redeemed ?? [],
      ordered: found?.ordered ?? [],
      grouped: found?.grouped ?? [],
    },
    keys: new Map((found?.keys ?? []).map((key) => [`${key.actor} ${key.key}`, key])),
    open: new Map((found?.open ?? []).map(({ owner, id }) => [owner, id])),
    offers: new Map((found?.offers ?? []).map((offer) => [offer.sku, offer])),
    rates: found?.rates ?? [],
  };
}

type Known = Awaited<ReturnType<typeof whatIsKnown>>;

/** The same, with every promotion that has a limit locked first: its count stays true until the orders are written. */
async function surelyKnown(tx: Tx, placings: Placing[]): Promise<Known> {
  const known = await whatIsKnown(tx, placings);
  const counted = limited(known.deals);
  if (counted.length === 0) return known;
  await lockPromotions(tx, counted);
  return whatIsKnown(tx, placings);
}

/** What an order of this batch redeems is redeemed for those that are decided after it. */
function count<D extends Decided>(decided: D, { automatic, coded, redeemed }: Known['deals']): D {
  if (!('phase' in decided)) return decided;
  for (const { id } of decided.receipt.promotions) {
    for (const promotion of [...automatic, ...coded]) if (promotion.id === id) promotion.used++;
    redeemed.push({ id, owner: decided.owner, times: 1 });
  }
  return decided;
}

/** The key is known with another body. */
function isReused({ owner, checkout }: Placing, known: Known): boolean {
  const before = known.keys.get(`${owner} ${checkout.idempotencyKey}`);
  return before !== undefined && before.bodyHash !== hashOf(checkout);
}

type Decided = (OrderState & { placing: Placing }) | { id: string } | Error;

function decide(placing: Placing, known: Known, at: Date): Decided {
  const { owner, signedIn, checkout, cart, codes, vat } = placing;
  const before = known.keys.get(`${owner} ${checkout.idempotencyKey}`);
  if (isReused(placing, known)) return new Refusal('KeyReused', { field: 'idempotencyKey' });
  if (before) return { id: before.id };
  const open = known.open.get(owner);
  if (open) return { id: open };
  try {
    const { promotions, hasOrdered, groups } = dealOf(known.deals, owner, codes);
    const shopper = { signedIn, hasOrdered, groups, codes, at: shopTime(at) };
    return {
      ...priceOrder({ id: randomUUID(), owner, checkout, cart, at }, known.offers, known.rates, { prices: env.PRICES, promotions, shopper, vat }),
      placing,
    };
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

/** The lines of a new order as they are kept. */
const linesOf = ({ id, lines }: OrderState) =>
  lines.map(({ sku, price, total, taxRate, weightGrams, ordered, productId, handle, name, variant, image, packedMm }, no) => ({
    orderId: id,
    no,
    sku,
    price,
    total,
    taxRate,
    weightGrams,
    ordered,
    item: { productId, handle, name, variant, image, packedMm },
  }));

const REPLACEMENT = `with placed as (
    insert into orders (id, owner, phase, version, placed_at, person, method, receipt, total, currency, exchange)
    select id, owner, phase, version, "placedAt", person, method, receipt, (receipt->>'total')::bigint, receipt->>'currency', exchange
    from jsonb_to_recordset($1::jsonb) as x(id uuid, owner text, phase text, version int, "placedAt" timestamptz, person jsonb, method jsonb, receipt jsonb, exchange jsonb)
    returning id, no::int as no, placed_at),
  lines as (
    insert into order_line (order_id, no, sku, item, price, total, tax_rate, weight_grams, ordered)
    select "orderId", no, sku, item, price, total, "taxRate", "weightGrams", ordered
    from jsonb_to_recordset($2::jsonb) as x("orderId" uuid, no int, sku text, item jsonb, price bigint, total bigint, "taxRate" int, "weightGrams" int, ordered int)),
  begun as (
    insert into order_step (order_id, version, phase, what, at, trace) select id, 1, 'placed', 'placed', placed_at, $3 from placed)
  select no from placed`;

/** Places an order that replaces goods which come back, in the transaction in which it is asked for; whoever has an open order may have one. */
export async function placeReplacement(tx: Tx, { lines, ...order }: OrderState): Promise<void> {
  const [placed] = await tx.$queryRawUnsafe<{ no: number }[]>(REPLACEMENT, rows([order]), rows(linesOf({ ...order, lines })), traceId());
  const numbered = { ...order, lines, number: numberOf(placed?.no ?? 0) };
  const follow = linkTo(env.ORDER_LINK_SECRET, order.id, new Date(order.placedAt));
  await journal.leave(tx, [leaving(placedEvent(numbered, follow), 1, traceparent())], []);
}

/** Gives the ids that were written; an order whose shopper has an open one meanwhile is not. */
async function write(tx: Tx, fresh: (OrderState & { placing: Placing })[]): Promise<Set<string>> {
  if (fresh.length === 0) return new Set();
  const inserted = await tx.$queryRawUnsafe<{ id: string; no: number }[]>(ORDERS, rows(fresh.map(({ placing: _placing, lines: _lines, ...order }) => order)));
  const numbers = new Map(inserted.map(({ id, no }) => [id, numberOf(no)]));
  const written = fresh.flatMap((order) => (numbers.has(order.id) ? [{ ...order, number: numbers.get(order.id) ?? '' }] : []));
  const lines = written.flatMap(linesOf);
  const keys = written.map(({ id, owner, placedAt, placing }) => ({
    id,
    owner,
    placedAt,
    key: placing.checkout.idempotencyKey,
    bodyHash: hashOf(placing.checkout),
    trace: placing.trace,
  }));
  await unawaited(tx, REST, rows(lines), rows(keys));
  const redemptions = written.flatMap(({ id: orderId, owner, receipt }): Redemption[] =>
    receipt.promotions.map(({ id, amount }) => ({ id, orderId, owner, amount })),
  );
  if (redemptions.length > 0) await redeem(tx, redemptions);
  await journal.leave(
    tx,
    written.map((order) => leaving(placedEvent(order, linkTo(env.ORDER_LINK_SECRET, order.id, new Date(order.placedAt))), 1, order.placing.traceparent)),
    [],
  );
  return new Set(numbers.keys());
}

/** What a placing carries of the request it came with. */
export const placingTrace = () => ({ trace: traceId(), traceparent: traceparent() });
