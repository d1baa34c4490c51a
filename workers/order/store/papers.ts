import type { PaperKind } from '@kontor/contracts/paper';
import { now } from '@kontor/kit/clock';
import { rows } from '@kontor/kit/postgres';
import { SHOP_ZONE } from '@kontor/contracts/zone';
import type { OrderState } from '../domain.ts';
import { type Draft, type Facts, papersOf } from '../papers/facts.ts';
import { prisma, type Tx } from './journal.ts';

const PREFIX: Record<PaperKind, string> = { invoice: 'RE', 'credit-note': 'GS' };
const DIGITS = 6;
export const paperNumber = (kind: PaperKind, year: number, no: number): string => `${PREFIX[kind]}-${year}-${String(no).padStart(DIGITS, '0')}`;

const year = new Intl.DateTimeFormat('en', { timeZone: SHOP_ZONE, year: 'numeric' });
const KNOWN = 'select id from paper where id = any($1::uuid[])';
/** The row is locked until the papers are written: a number that is counted is used, or is nobody's. */
const COUNT = `insert into paper_sequence as s (kind, year, last) values ($1, $2, $3)
  on conflict (kind, year) do update set last = s.last + excluded.last returning last`;
const WRITE = `insert into paper (id, order_id, kind, year, no, issued_at, facts)
  select id, "orderId", kind, year, no, $2::timestamptz, facts
  from jsonb_to_recordset($1::jsonb) as x(id uuid, "orderId" uuid, kind text, year int, no int, facts jsonb)`;

/** Issues what these orders lack: in the transaction that makes it due, with the next numbers of the year. */
export async function issuePapers(tx: Tx, orders: readonly OrderState[]): Promise<void> {
  const at = now();
  const due = orders.flatMap((order) => papersOf(order, at).map((draft) => ({ ...draft, orderId: order.id })));
  if (due.length === 0) return;
  const known = new Set(
    (
      await tx.$queryRawUnsafe<{ id: string }[]>(
        KNOWN,
        due.map(({ id }) => id),
      )
    ).map(({ id }) => id),
  );
  const thisYear = Number(year.format(at));
  // One kind after the other, always in this order: two transactions never wait for each other's.
  for (const kind of ['credit-note', 'invoice'] as const) {
    const fresh = due.filter((draft): draft is Draft & { orderId: string } => draft.kind === kind && !known.has(draft.id));
    if (fresh.length === 0) continue;
    const [counted] = await tx.$queryRawUnsafe<{ last: number }[]>(COUNT, kind, thisYear, fresh.length);
    const first = (counted?.last ?? 0) - fresh.length + 1;
    await tx.$executeRawUnsafe(WRITE, rows(fresh.map((draft, index) => ({ ...draft, year: thisYear, no: first + index }))), at.toISOString());
  }
}

export type Issued = { number: string; kind: PaperKind; issuedAt: string; facts: Facts };
const shown = ({ kind, year: of, no, issuedAt, facts }: { kind: string; year: number; no: number; issuedAt: Date; facts: unknown }): Issued => ({
  number: paperNumber(kind as PaperKind, of, no),
  kind: kind as PaperKind,
  issuedAt: issuedAt.toISOString(),
  facts: facts as Facts,
});

/** A paper of an order with the invoice it belongs to; null when the order has none of that id. */
export async function paperOf(orderId: string, paperId: string): Promise<{ paper: Issued; invoice: Issued | null } | null> {
  const found = await prisma.paper.findMany({ where: { orderId, id: { in: [paperId, orderId] } } });
  const paper = found.find(({ id }) => id === paperId);
  const invoice = found.find(({ id }) => id === orderId);
  return paper ? { paper: shown(paper), invoice: invoice && invoice !== paper ? shown(invoice) : null } : null;
}
