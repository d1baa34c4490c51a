import type { EventType, Message } from '@kontor/contracts/events';

/** Which cached pages a change makes old, by their tags: the keys are the bindings of the gateway's queue. */
export const hears: { [T in EventType]?: (message: Message<T>) => string[] } = {
  ProductChanged: ({ data: { product } }) => [`product:${product.id}`, `product-handle:${product.handle}`, 'products'],
  ReviewChanged: ({ data: { productId } }) => [`reviews:${productId}`],
  ContentChanged: ({ data: { kind, handle } }) => [`${kind}:${handle}`, `${kind}s`],
  // What a listing shows is what search finds, which it does a moment after the product has changed: a page made in between must not stay.
  IndexRefreshed: () => ['listings'],
  RulesChanged: () => ['listings'],
  RatesChanged: () => ['rates'],
  CategoryChanged: ({ data: { category } }) => ['categories', `category:${category.id}`],
};
