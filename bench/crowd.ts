import { callHttp } from '@kontor/kit/call';
import { shopperOf } from '../tests/shopper.ts';
import type { Stack } from '../tests/stack.ts';
import { load } from './measure.ts';

const AT_ONCE = 20;

/** Guests who are ready to press the button, each with what `skus` gives in the cart. */
export async function crowdOf(stack: Stack, count: number, skus: () => string[]) {
  const shoppers: Awaited<ReturnType<typeof shopperOf>>[] = [];
  await load(Array.from({ length: count }), AT_ONCE, async () => {
    const shopper = await shopperOf(stack, undefined, callHttp);
    for (const sku of skus()) await shopper.add(sku);
    shoppers.push(shopper);
  });
  return shoppers;
}
