import { Uuid } from '@kontor/contracts/ids';
import { change } from '@kontor/kit/change';
import { now } from '@kontor/kit/clock';
import { log } from '@kontor/kit/log';
import { traceparent } from '@kontor/kit/telemetry';
import { doneTogether } from '@kontor/kit/together';
import type { News, Parcel } from './carrier.ts';
import { carrier } from './carriers.ts';
import type { Consignment } from './domain.ts';
import { env } from './env.ts';
import { hearReturn } from './returns.ts';
import { hearCarrier } from './standing.ts';
import { dropLabel, journal, keeper, keepLabel, keepNews, ownersOf, returnKeeper, type Tx } from './store.ts';

type Standing = { orderId: string; parcel: Parcel; isNews?: boolean; trace?: string };

/** Takes in how parcels stand at the carrier: the one way, whoever says it. */
export async function hearOf(tx: Tx, standings: Standing[]): Promise<void> {
  const todo = standings.map(({ orderId, parcel, isNews = false, trace }) => ({
    id: orderId,
    facts: { shipmentId: parcel.reference, parcel, isNews, now: now() },
    ...(trace && { trace }),
  }));
  await change(journal, tx, keeper, todo, (consignment, facts) => {
    const decided = hearCarrier(consignment, facts);
    const alert = alertAbout({ ...consignment, ...decided.next }, facts.parcel);
    if (alert) journal.after(tx, () => log.error(alert.about, alert.what));
    return decided;
  });
}

/** What people have to look at: the carrier and we do not agree on a parcel. */
function alertAbout({ orderId, parcels }: Consignment, { id: carrierId, reference: shipmentId, status }: Parcel): { about: object; what: string } | null {
  const shipment = parcels.find(({ id }) => id === shipmentId);
  const about = { alert: 'parcel', orderId, shipmentId, at: status, here: shipment?.phase };
  if (shipment?.phase === 'stopped' && status !== 'cancelled') return { about, what: 'a parcel is at the carrier that was stopped here' };
  const isOurs = shipment && shipment.phase !== 'stopped' && shipment.carrierId === carrierId;
  return isOurs && status === 'cancelled' ? { about, what: 'the carrier cancelled a parcel that nobody stopped here' } : null;
}

/** Takes in how a parcel back to us stands at the carrier. */
export async function hearOfReturn(tx: Tx, { labelPdf, ...parcel }: Parcel): Promise<void> {
  const returnId = parcel.reference;
  const labelUrl = labelPdf ? `${env.SHOP_URL}/api/labels/${await keepLabel(tx, returnId, labelPdf)}` : parcel.labelUrl;
  await change(journal, tx, returnKeeper, [{ id: returnId, facts: { parcel: { ...parcel, labelUrl }, now: now() } }], hearReturn);
  if (parcel.status === 'delivered') await dropLabel(tx, returnId);
}

/** What the carrier sends: verified, kept once per event of its own, and handled, in one transaction with what came with it. */
export async function webhook(body: Buffer, headers: Record<string, unknown>): Promise<void> {
  await take({ news: carrier.news(body, headers), trace: traceparent() });
}

const take = doneTogether<{ news: News; trace: string }>((told) =>
  journal.transaction(async (tx) => {
    const references = told.flatMap(({ news: { parcel } }) => Uuid.safeParse(parcel?.reference).data ?? []);
    const owners = await ownersOf(tx, references);
    const all = told.map((one) => ({ ...one, owner: owners.get(one.news.parcel?.reference ?? '') }));
    const fresh = await keepNews(
      tx,
      all.map(({ news, owner }) => ({ news, orderId: owner?.orderId ?? null })),
    );
    const standings: Standing[] = [];
    const backs: Parcel[] = [];
    for (const { news, owner, trace } of all) {
      // The same news twice at once is one row: only the first of them is taken in.
      if (!news.parcel || !fresh.delete(news.id)) continue;
      if (!owner) log.warn({ type: news.type, reference: news.parcel.reference }, 'news about a parcel that is not ours');
      else if (owner.back) backs.push(news.parcel);
      else standings.push({ orderId: owner.orderId, parcel: news.parcel, isNews: true, trace });
    }
    await hearOf(tx, standings);
    for (const parcel of backs) await hearOfReturn(tx, parcel);
  }),
);
