import type { EventData, Message } from '@kontor/contracts/events';
import type { Asked } from '@kontor/kit/journal';
import { now } from '@kontor/kit/clock';
import { rows, unawaited } from '@kontor/kit/postgres';
import { env } from './env.ts';
import { ranLowLetter } from './mails/write.ts';
import { printed } from './report.ts';
import { journal, queueMails, type Tx } from './store.ts';

/** What runs low within ten minutes shares a mail: an evening of sales is no flood of them. */
const TOGETHER_MS = 10 * 60 * 1000;
/** Longer than a transaction lasts: what was heard in those minutes is written down when they are told. */
const WRITTEN_MS = 30 * 1000;
/** A mail names so many; the others are counted, and stand in the back office. */
const MOST_NAMED = 50;

const KEEP = `insert into ran_low (sku, version, product_id, name, variant, available)
  select sku, version, "productId", name, variant, available
  from jsonb_to_recordset($1::jsonb) as x(sku text, version int, "productId" text, name jsonb, variant jsonb, available int) on conflict do nothing`;
const TAKE = `with open as (select sku, version from ran_low where mailed_at is null order by sku, version for update skip locked)
  update ran_low r set mailed_at = $1::timestamptz from open where r.sku = open.sku and r.version = open.version
  returning r.sku, r.product_id as "productId", r.name, r.variant, r.available`;

/** Keeps what ran low for the next mail to staff; without an address of theirs nobody is to be told. */
export async function keepRanLow(messages: Message<'StockRanLow'>[], tx: Tx): Promise<void> {
  const [first] = messages;
  if (!env.STAFF_MAIL || !first) return;
  await unawaited(tx, KEEP, rows(messages.map(({ version, data }) => ({ ...data, version }))));
  const window = Math.floor(now().getTime() / TOGETHER_MS);
  const asked: Asked = {
    kind: 'sayRanLow',
    subject: 'stock',
    key: `ranLow:${window}`,
    due: new Date((window + 1) * TOGETHER_MS + WRITTEN_MS),
  };
  await journal.leave(tx, [], [{ ...asked, trace: first.trace }]);
}

/** Writes one mail about all that ran low since the last; `about` is what it is written once for. */
export async function sayRanLow(tx: Tx, about: string): Promise<void> {
  const low = await tx.$queryRawUnsafe<EventData<'StockRanLow'>[]>(TAKE, now().toISOString());
  if (!env.STAFF_MAIL || low.length === 0) return;
  const emptiest = low.toSorted((a, b) => a.available - b.available || a.sku.localeCompare(b.sku));
  const letter = ranLowLetter({ named: emptiest.slice(0, MOST_NAMED), count: low.length }, env.STAFF_LOCALE, env.SHOP_URL);
  await queueMails(tx, [{ fact: 'stock-ran-low', about, orderId: null, to: env.STAFF_MAIL, ...printed(letter) }], now());
}
