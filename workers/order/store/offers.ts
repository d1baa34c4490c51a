import type { OfferChanged } from '@kontor/contracts/catalog';
import type { Message } from '@kontor/contracts/events';
import type { Rate } from '@kontor/contracts/shipping';
import { rows } from '@kontor/kit/postgres';
import { together } from '@kontor/kit/together';
import { prisma, type Tx } from './journal.ts';

const SAVE_OFFERS = `insert into offer (sku, version, offer)
  select distinct on (sku) sku, version, offer from jsonb_to_recordset($1::jsonb) as x(sku text, version int, offer jsonb) order by sku, version desc
  on conflict (sku) do update set version = excluded.version, offer = excluded.offer where excluded.version > offer.version`;
const SAVE_RATES = `insert into rate_table (id, version, rates) values ('rates', $1, $2::jsonb)
  on conflict (id) do update set version = excluded.version, rates = excluded.rates where excluded.version > rate_table.version`;

export async function keepOffers(messages: Message<'OfferChanged'>[], tx: Tx): Promise<void> {
  await tx.$executeRawUnsafe(SAVE_OFFERS, rows(messages.map(({ subject, version, data }) => ({ sku: subject, version, offer: data }))));
}

export async function keepRates(messages: Message<'RatesChanged'>[], tx: Tx): Promise<void> {
  for (const { version, data } of messages) await tx.$executeRawUnsafe(SAVE_RATES, version, rows(data.rates));
}

/** An offer as it is read: one that was told before offers had categories is in none. */
export const OFFER = `'{"categories": []}'::jsonb || offer`;
const OFFERS = `select ${OFFER} as offer from offer where sku = any($1::text[])`;

/** What we were told of these SKUs; those who ask at once share a query. */
export const offersOf: (skus: readonly string[]) => Promise<Map<string, OfferChanged>> = together(async (asked: (readonly string[])[]) => {
  const found = await prisma.$queryRawUnsafe<{ offer: OfferChanged }[]>(OFFERS, [...new Set(asked.flat())]);
  const offers = new Map(found.map(({ offer }) => [offer.sku, offer]));
  return asked.map((skus) => new Map(skus.flatMap((sku) => [offers.get(sku)].flatMap((offer) => (offer ? [[sku, offer] as const] : [])))));
});

export async function currentRates(): Promise<Rate[]> {
  const [table] = await prisma.$queryRawUnsafe<{ rates: Rate[] }[]>('select rates from rate_table');
  return table?.rates ?? [];
}
