import type { Availability } from '@kontor/contracts/catalog';
import type { Text } from '@kontor/contracts/ids';
import type { FollowedOrder } from '@kontor/contracts/order';
import { returnable } from '@kontor/contracts/return';
import type { privateGateway } from '@/bff';
import { labelOf } from '../../../p/[handle]/choice';

/** What a line can be exchanged for, and whether there is something dearer that it cannot. */
export type Swap = { options: { sku: string; label: Text; price: number }[]; hasDearer: boolean };
export type Swaps = Record<string, Swap>;
type Gateway = Awaited<ReturnType<typeof privateGateway>>;

const isThere = (availability: Availability): boolean => availability === 'in' || availability === 'low';

/** Variants of the same products that are there: those that cost no more than was paid, its own too. A product that is not shown any more has none. */
export async function swapsFor(client: Gateway, { lines, returns }: Pick<FollowedOrder, 'lines' | 'returns'>): Promise<Swaps> {
  const open = lines.filter((line) => returnable(line, returns) > 0);
  const handles = [...new Set(open.map(({ handle }) => handle))];
  const products = await Promise.all(handles.map((handle) => client.catalog.product.query({ handle }).catch(() => null)));
  return Object.fromEntries(
    open.map(({ sku, productId, price }): [string, Swap] => {
      const product = products.find((one) => one?.id === productId);
      const there = product?.variants.filter(({ availability }) => isThere(availability)) ?? [];
      const options = there.flatMap((variant) =>
        product && variant.price <= price ? [{ sku: variant.sku, label: labelOf(product, variant.choice), price: variant.price }] : [],
      );
      return [sku, { options, hasDearer: options.length < there.length }];
    }),
  );
}
