import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pageOf } from './soft-address.ts';

const here = { origin: 'https://shop.example', pathname: '/en/p/kettle', search: '' };

function to(address: string, { target = '', attributes = [] as string[] } = {}) {
  const { origin, pathname, search, hash } = new URL(address, 'https://shop.example/en/p/kettle');
  return pageOf({ origin, pathname, search, hash, target, hasAttribute: (name) => attributes.includes(name) }, here);
}

test('a page of the shop is followed softly, with its query and its place', () =>
  assert.deepEqual(to('/en/c/table?page=2#top'), { address: '/en/c/table?page=2#top', isPublic: true }));
test('what is made for one person is followed but not fetched ahead', () => assert.deepEqual(to('/de/cart'), { address: '/de/cart', isPublic: false }));
test('a place on the same page is left to the browser', () => assert.equal(to('#reviews'), null));
test('another site, a new window and a file are left to the browser', () => {
  assert.equal(to('https://elsewhere.example/en/p/kettle'), null);
  assert.equal(to('/en/c/table', { target: '_blank' }), null);
  assert.equal(to('/en/c/table', { attributes: ['download'] }), null);
  assert.equal(to('/api/v1/orders/1/invoice'), null);
  assert.equal(to('/feeds/products.xml'), null);
});
