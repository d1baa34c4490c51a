import { randomUUID } from 'node:crypto';
import type { Order } from '@kontor/contracts/order';
import { returnable } from '@kontor/contracts/return';
import type { z } from 'zod';
import { otherOf } from '../goods.ts';
import { type shopperOf, until } from '../shopper.ts';
import type { Stack } from '../stack.ts';
import { PATIENCE_MS, patiently } from './patience.ts';
import { type Judgement, judge } from './staff.ts';

type Shopper = Awaited<ReturnType<typeof shopperOf>>;
type Shown = z.output<typeof Order>;

/** What a buyer sends back of an order, what is wanted instead, and what staff make of it. */
export type ComebackPlan = {
  kind: 'withdrawal' | 'return';
  /** asks as soon as the parcel has left, not when it has arrived */
  early: boolean;
  pieces: 'one' | 'all';
  instead: 'money' | 'the other variant' | 'the same again';
  /** asks in two tabs at once, as staff then press their button twice */
  twice: boolean;
  /** lets go of what is kept: at once, while staff look, or when it is paid with what came back */
  drops: 'never' | 'at once' | 'while staff look' | 'once it is paid';
  staff: Judgement | 'look much later';
  /** the next thing that comes back: of the replacement, where there is one */
  next: ComebackPlan | null;
};

function piecesOf(order: Shown, pieces: ComebackPlan['pieces']) {
  const lines = order.lines.map((line) => ({ sku: line.sku, quantity: returnable(line, order.returns) })).filter(({ quantity }) => quantity > 0);
  return pieces === 'all' ? lines : lines.slice(0, 1).map(({ sku }) => ({ sku, quantity: 1 }));
}
const insteadOf = { money: () => undefined, 'the other variant': otherOf, 'the same again': (sku: string) => sku };

/** Sends back as planned. Like a buyer it never throws; who cannot have what was wanted instead takes the money. */
export async function comeBack(stack: Stack, shopper: Shopper, orderId: string, plan: ComebackPlan): Promise<void> {
  const sent = ({ phase, lines }: Shown) => phase === 'completed' || (plan.early && lines.some(({ shipped }) => shipped > 0));
  const order = await until(
    async () => {
      const found = await shopper.order(orderId).catch(() => null);
      return found && sent(found) && found;
    },
    'it was sent',
    PATIENCE_MS,
  ).catch(() => null);
  const lines = order ? piecesOf(order, plan.pieces) : [];
  if (lines.length === 0) return;
  const wish = (some: readonly object[]) => ({ returnId: randomUUID(), kind: plan.kind, reason: plan.kind === 'return' ? 'too-small' : null, lines: some });
  const ask = async (body: ReturnType<typeof wish>) => {
    const once = () => patiently(() => shopper.call<Shown>('POST', `/orders/${orderId}/returns`, body));
    const [first, second] = await Promise.all(plan.twice ? [once(), once()] : [once()]);
    return (first ?? second)?.returns.find(({ id }) => id === body.returnId);
  };
  const swaps = plan.kind === 'return' && plan.instead !== 'money';
  const back = (swaps && (await ask(wish(lines.map((line) => ({ ...line, exchangeFor: insteadOf[plan.instead](line.sku) })))))) || (await ask(wish(lines)));
  if (!back) return;
  const replacement = back.exchange?.orderId;
  const drop = async () => replacement && patiently(() => shopper.cancel(replacement));
  if (plan.drops === 'at once') await drop();
  if (plan.staff === 'look much later') return;
  const { staff } = plan;
  const look = () => patiently(() => judge(stack, { orderId, returnId: back.id, lines }, staff));
  await Promise.all([look(), plan.twice && look(), plan.drops === 'while staff look' && drop()]);
  if (plan.drops === 'once it is paid') await drop();
  if (plan.next) await comeBack(stack, shopper, replacement ?? orderId, plan.next);
}
