import type { EventType, Message } from '@kontor/contracts/events';

/** Which cached pages a change makes old, by their tags: the keys are the bindings of the gateway's queue. */
export const hears: { [T in EventType]?: (message: Message<T>) => string[] } = {
  ProductChanged: ({ data: { product } }) => [
    `product:${product.id}`,
    `product-handle:${product.handle}`,
    'products',
    ...product.categories.map((id) => `category:${id}`),
  ],
  ReviewChanged: ({ data: { productId } }) => [`reviews:${productId}`],
  ContentChanged: ({ data: { kind, handle } }) => [`${kind}:${handle}`, `${kind}s`],
  RulesChanged: () => ['products'],
  RatesChanged: () => ['rates'],
  CategoryChanged: ({ data: { category } }) => ['categories', `category:${category.id}`],
};
