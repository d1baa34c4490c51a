import { until } from '../tests/shopper.ts';
import type { Stack } from '../tests/stack.ts';
import { crowdOf } from './crowd.ts';
import { percentiles, row } from './measure.ts';

const PIECES = 50;
const PRICE = 1_299;
/** One piece and the delivery, in cents. */
const TOTAL = PRICE + 490;
const CROWDS = [200, 500];
const text = (en: string) => ({ en, de: en });
const skuOf = (buyers: number) => `HOT-${buyers}`;

/** Lines of an import file: for each crowd a product of fifty pieces. */
export const hotCatalogue = (): object[] =>
  CROWDS.map((buyers) => ({
    type: 'product',
    id: `P-hot-${buyers}`,
    handle: `hot-${buyers}`,
    name: text(`Wanted by ${buyers}`),
    summary: text('A thing.'),
    description: text('A thing.'),
    categories: ['bench'],
    variants: [{ sku: skuOf(buyers), price: PRICE, weightGrams: 100 }],
    stock: { [skuOf(buyers)]: { berlin: PIECES } },
  }));

/** All press the binding button at the same moment, through the gateway: how many get a piece, and when each has been told. */
export async function measureHotSku(stack: Stack): Promise<void> {
  for (const buyers of CROWDS) {
    const shoppers = await crowdOf(stack, buyers, () => [skuOf(buyers)]);
    const told: number[] = [];
    const ends = new Map<string, number>();
    const began = performance.now();
    await Promise.all(
      shoppers.map(async (shopper) => {
        const end = await shopper
          .placeFor(TOTAL)
          .then(({ id, phase }) =>
            phase === 'placed'
              ? until(async () => (await shopper.order(id).then((order) => order.phase !== 'placed' && order.phase)) || null, `${id} is answered`)
              : phase,
          )
          .catch((error: { status?: number }) => String(error.status ?? 'lost'));
        ends.set(end, (ends.get(end) ?? 0) + 1);
        told.push(performance.now() - began);
      }),
    );
    row(`${buyers} buyers at once for ${PIECES} pieces, told (ms)`, {
      ...percentiles(told),
      last: Math.round(Math.max(...told)),
      ends: [...ends].map(([end, number]) => `${number} ${end}`).join(', '),
    });
  }
}
