import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { lapse, plan } from '../outside.ts';
import { payAt, shopperOf, until } from '../shopper.ts';
import type { Stack } from '../stack.ts';
import { comeBack } from './comeback.ts';
import { PATIENCE_MS, patiently } from './patience.ts';
import type { BuyerPlan } from './plan.ts';

/** One buyer from an empty cart to wherever the plan leads. Never throws: a buyer sees errors and goes on, or goes away. */
export async function buy(stack: Stack, { lines, twice, pays, cancels, opening, paying, lapses, pauseMs, comesBack }: BuyerPlan): Promise<void> {
  const shopper = await patiently(() => shopperOf(stack));
  if (!shopper) return;
  for (const { sku, quantity } of lines) await patiently(() => shopper.add(sku, quantity));
  const quote = await patiently(() => shopper.call<{ receipt: { total: number } }>('GET', '/checkout/quote?country=DE'));
  if (!quote) return;
  const tabs = Array.from({ length: twice ? 2 : 1 }, () => randomUUID());
  const [placed] = await Promise.all(tabs.map((key) => patiently(() => shopper.placeFor(quote.receipt.total, key))));
  if (!placed) return;
  const { id } = placed;
  const answered = await until(
    async () => {
      const order = await shopper.order(id).catch(() => null);
      return order && order.phase !== 'placed' && order.phase;
    },
    'stock has answered',
    PATIENCE_MS,
  ).catch(() => null);
  const cancel = () => patiently(() => shopper.cancel(id));
  if (answered !== 'held') return;
  if (cancels === 'before paying') return void (await cancel());
  if (pays === 'never') return;

  if (opening) await plan(stack, 'psp', opening).catch(() => undefined);
  const begun = await patiently(() => shopper.start(id));
  if (!begun) return;
  if (paying) await plan(stack, 'psp', { ...paying, reference: begun.attemptId }).catch(() => undefined);
  if (pays === 'after a declined card') await payAt(begun.url, 'declined').catch(() => '');
  await pause(pauseMs);
  await Promise.all([payAt(begun.url).catch(() => ''), cancels === 'while paying' ? cancel() : undefined]);
  // Nothing charged, or money that was not asked for: a person looks at the order and pays once more.
  await pause(pauseMs);
  const open = await shopper.order(id).catch(() => null);
  if (open?.phase === 'held') {
    const again = await patiently(() => shopper.start(id));
    if (again) await payAt(again.url).catch(() => '');
  }
  if (lapses) await lapse(stack, begun.attemptId).catch(() => undefined);
  if (cancels === 'after paying') await cancel();
  if (cancels === 'later') {
    await pause(400 + pauseMs);
    await cancel();
  }
  if (comesBack) await comeBack(stack, shopper, id, comesBack);
}
