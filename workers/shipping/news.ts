import { Uuid } from '@kontor/contracts/ids';
import { change } from '@kontor/kit/change';
import { now } from '@kontor/kit/clock';
import { log } from '@kontor/kit/log';
import type { Parcel } from './carrier.ts';
import { carrier } from './carriers.ts';
import { hearCarrier } from './domain.ts';
import { env } from './env.ts';
import { hearReturn } from './returns.ts';
import { dropLabel, journal, keeper, keepLabel, keepNews, orderOf, returnKeeper, returnOf, shipmentOf, type Tx } from './store.ts';

/** Takes in how a shipment stands at the carrier: the one way, whoever says it. */
export async function hearOf(tx: Tx, orderId: string, parcel: Parcel): Promise<void> {
  await change(journal, tx, keeper, [{ id: orderId, facts: { parcel, now: now() } }], hearCarrier);
  const shipment = await shipmentOf(orderId, tx);
  const alert = (what: string) =>
    journal.after(tx, () => log.error({ alert: 'parcel', orderId, shipmentId: shipment?.id, at: parcel.status, here: shipment?.phase }, what));
  if (shipment?.phase === 'stopped' && parcel.status !== 'cancelled') alert('a parcel is at the carrier that was stopped here');
  if (shipment?.phase !== 'stopped' && parcel.status === 'cancelled') alert('the carrier cancelled a parcel that nobody stopped here');
}

/** Takes in how a parcel back to us stands at the carrier. */
export async function hearOfReturn(tx: Tx, { labelPdf, ...parcel }: Parcel): Promise<void> {
  const returnId = parcel.reference;
  const labelUrl = labelPdf ? `${env.SHOP_URL}/api/labels/${await keepLabel(tx, returnId, labelPdf)}` : parcel.labelUrl;
  await change(journal, tx, returnKeeper, [{ id: returnId, facts: { parcel: { ...parcel, labelUrl }, now: now() } }], hearReturn);
  if (parcel.status === 'delivered') await dropLabel(tx, returnId);
}

/** What the carrier sends: verified, kept once per event of its own, and handled, in one transaction. */
export async function webhook(body: Buffer, headers: Record<string, unknown>): Promise<void> {
  const news = carrier.news(body, headers);
  const { parcel } = news;
  await journal.transaction(async (tx) => {
    const reference = parcel && Uuid.safeParse(parcel.reference).success ? parcel.reference : null;
    const back = reference && (await returnOf(reference, tx));
    const orderId = back ? back.orderId : reference && (await orderOf(tx, reference));
    if (!(await keepNews(tx, news, orderId)) || !parcel) return;
    if (back) return hearOfReturn(tx, parcel);
    if (!orderId) return log.warn({ type: news.type, reference: parcel.reference }, 'news about a parcel that is not ours');
    await hearOf(tx, orderId, parcel);
  });
}
