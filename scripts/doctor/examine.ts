import { resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Worker, workers } from '@kontor/contracts/events';
import { readSource } from '../gates/files.ts';
import { hearings } from '../gates/hearers.ts';
import { cases } from './cases.ts';
import { checkAudit } from './chains.ts';
import { checkCarrier, checkEnds, type ParcelRow } from './ends.ts';
import { type Finding, keyOf } from './finding.ts';
import { checkHeard, checkWaiting, type Hearers } from './journals.ts';
import { checkGiftCards } from './gift-cards.ts';
import { checkLetters } from './letters.ts';
import { type AttemptRow, checkBooks, checkMoney } from './money.ts';
import { checkNumbers } from './numbers.ts';
import { checkPapers } from './papers.ts';
import { checkPromotions } from './promotions.ts';
import { checkIndex } from './searching.ts';
import { checkProjections, checkShelves } from './stock.ts';
import type { CarrierStates, ProviderSum, Stores } from './stores.ts';
import { joined } from './streams.ts';

const root = resolve(import.meta.dirname, '../..');
const LOOK_AGAIN_MS = 1_000;
/** A shop in which everything is wrong is not described line by line. */
const MOST = 2_000;

/** What the doctor saw: findings, and in plain words what could not be looked at. */
export type Report = { findings: Finding[]; skipped: string[]; orders: number };

async function readHearers(): Promise<Hearers> {
  const files = await Promise.all(workers.map((worker) => readSource(root, `workers/${worker}/events.ts`).catch(() => null)));
  const heard = new Map<string, Worker[]>();
  for (const { event, hearer } of hearings(files.filter((file) => file !== null)))
    heard.set(event, [...(heard.get(event) ?? []), ...workers.filter((worker) => worker === hearer)]);
  return heard;
}

const ATTEMPTS = `select id as key, order_id as "orderId", phase, authorised::float8 as authorised, captured::float8 as captured, refunded::float8 as refunded,
    (select coalesce(sum(amount), 0)::float8 from dispute where attempt_id = a.id and phase <> 'won') as disputed
  from attempt a where id > $1::uuid order by id limit $2`;
/** Both ways: of a parcel back to us the carrier's word for its arrival is 'delivered'. */
const PARCELS = `select key, "orderId", phase, "carrierId", "isReturn" from (
    select id as key, order_id as "orderId", phase, carrier_id as "carrierId", false as "isReturn" from shipment union all
    select id, order_id, case phase when 'arrived' then 'delivered' else phase end, carrier_id, true from return_parcel) p
  where key > $1::uuid order by key limit $2`;

async function* checkOutside(stores: Stores, skipped: Set<string>): AsyncGenerator<Finding> {
  const key = (row: { key: string }) => row.key;
  const reference = (row: { reference: string }) => row.reference;
  const provider = await stores.providerBooks();
  if (!provider) skipped.add('The provider’s books: PSP_URL is not set, so nobody outside bears witness for the money.');
  else
    for await (const both of joined<{ ours: AttemptRow; theirs: ProviderSum }>({
      ours: { rows: stores.byUuid<AttemptRow>('payment', ATTEMPTS), keyOf: key },
      theirs: { rows: provider, keyOf: reference },
    }))
      yield* checkBooks(both);
  const carrier = await stores.carrierBooks();
  if (!carrier) skipped.add('The carrier’s books: CARRIER_URL is not set, so nobody outside bears witness for the parcels.');
  else
    for await (const both of joined<{ ours: ParcelRow; theirs: CarrierStates }>({
      ours: { rows: stores.byUuid<ParcelRow>('shipping', PARCELS), keyOf: key },
      theirs: { rows: carrier, keyOf: reference },
    }))
      yield* checkCarrier(both);
}

/** One look at everything. What is under way at this very moment looks broken too: `examine` looks again. */
async function look(stores: Stores, hearers: Hearers, now: () => Date): Promise<Report> {
  const findings: Finding[] = [];
  const skipped = new Set(['I12: what answers and logs hold is proved by tests, not by stores.']);
  let orders = 0;
  const take = async (found: AsyncIterable<Finding> | Iterable<Finding>) => {
    for await (const finding of found) if (findings.length < MOST) findings.push(finding);
  };
  await take(checkWaiting(stores));
  await take(checkLetters(stores));
  for await (const one of cases(stores)) {
    if (one.order) orders++;
    await take(checkMoney(one));
    await take(checkEnds(one, now()));
    await take(checkPapers(one));
  }
  await take(checkOutside(stores, skipped));
  await take(checkShelves(stores));
  await take(checkProjections(stores));
  await take(checkIndex(stores));
  await take(checkPromotions(stores));
  await take(checkGiftCards(stores));
  await take(checkNumbers(stores));
  await take(checkAudit(stores));
  await take(checkHeard(stores, hearers));
  return { findings, skipped: [...skipped], orders };
}

/**
 * Looks until nothing is found, or until `settleMs` are over: a finding counts when every look had it, for what is merely under way
 * is gone at the next. `now` is the shop's business time.
 */
export async function examine(stores: Stores, { settleMs = 15_000, now = () => new Date() } = {}): Promise<Report> {
  const hearers = await readHearers();
  const deadline = Date.now() + settleMs;
  let report = await look(stores, hearers, now);
  while (report.findings.length > 0 && Date.now() < deadline) {
    await pause(LOOK_AGAIN_MS);
    const before = new Set(report.findings.map(keyOf));
    const next = await look(stores, hearers, now);
    report = { ...next, findings: next.findings.filter((finding) => before.has(keyOf(finding))) };
  }
  return report;
}
