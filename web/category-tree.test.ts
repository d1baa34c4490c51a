import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pathTo, treeOf } from './category-tree.ts';

const category = (id: string, parent: string | null, position = 0) => ({ id, parent, name: { en: id, de: id }, position, version: 1 });

test('branches stand below their parents in the order the merchant gave', () => {
  const tree = treeOf([category('pots', 'kitchen', 2), category('kettles', 'kitchen', 1), category('desk', null, 2), category('kitchen', null, 1)]);
  assert.deepEqual(
    tree.map(({ id, children }) => [id, children.map((child) => child.id)]),
    [
      ['kitchen', ['kettles', 'pots']],
      ['desk', []],
    ],
  );
});

test('the path leads from the top down to the category', () => {
  const all = [category('kitchen', null), category('pots', 'kitchen'), category('lids', 'pots')];
  assert.deepEqual(
    pathTo(all, 'lids').map(({ id }) => id),
    ['kitchen', 'pots', 'lids'],
  );
  assert.deepEqual(pathTo(all, 'unknown'), []);
});

test('categories that contain each other still have a path', () => {
  assert.deepEqual(
    pathTo([category('a', 'b'), category('b', 'a')], 'a').map(({ id }) => id),
    ['b', 'a'],
  );
});
