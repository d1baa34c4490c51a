import assert from 'node:assert/strict';
import { readdirSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { picturesOf, readDemo, readPicture } from './catalogue.ts';

const PICTURE_BYTES = 90_000;
const SCENE_BYTES = 250_000;
const ALL_BYTES = 30_000_000;
const folder = resolve(import.meta.dirname, '../../public/demo');

const { lines, refused } = await readDemo();
const products = lines.flatMap((line) => (line.type === 'product' ? [line] : []));
const handles = new Set(products.map((product) => product.handle));
const ids = new Set(products.map((product) => product.id));

/** Every text of a line, with the path to it; a text is known by having both languages. */
function* textsIn(value: unknown, path: string): Generator<{ path: string; en: string; de: string }> {
  if (typeof value !== 'object' || value === null) return;
  if ('en' in value && 'de' in value) yield { path, en: String(value.en), de: String(value.de) };
  else for (const [key, inner] of Object.entries(value)) yield* textsIn(inner, `${path}.${key}`);
}

test('the demo catalogue goes in without a refused line', () => {
  assert.deepEqual(refused, []);
});

test('the demo shop is a whole shop: products, variants, reviews, collections, pages, a journal', () => {
  const count = (type: string) => lines.filter((line) => line.type === type).length;
  const variants = products.flatMap((product) => product.variants);
  assert.ok(products.length >= 90, `${products.length} products`);
  assert.ok(variants.length >= 250, `${variants.length} variants`);
  assert.equal(new Set(variants.map((variant) => variant.sku)).size, variants.length, 'no SKU twice');
  assert.ok(count('review') >= 200, `${count('review')} reviews`);
  assert.equal(count('collection'), 3);
  assert.ok(count('page') >= 5 && count('article') >= 3);
});

test('every text of the demo shop is there in both languages', () => {
  const empty = lines.flatMap((line, index) => [...textsIn(line, `line ${index + 1}`)].filter(({ en, de }) => !en.trim() || !de.trim()));
  assert.deepEqual(empty, []);
  // What is a sentence in both is a text that nobody translated.
  const same = products.flatMap((product) => (product.description.en === product.description.de ? [product.handle] : []));
  assert.deepEqual(same, []);
});

test('every product has a picture, a shelf, a maker, stock and others it goes with', () => {
  const shelves = new Set(lines.flatMap((line) => (line.type === 'category' ? [line.id] : [])));
  for (const product of products) {
    assert.ok(product.images.length > 0 && product.maker, product.handle);
    assert.ok(
      product.categories.every((id) => shelves.has(id)),
      `${product.handle} stands on a shelf that is not there`,
    );
    assert.deepEqual(
      product.variants.filter((variant) => !product.stock[variant.sku] || variant.images.some((at) => !product.images[at])),
      [],
      product.handle,
    );
    assert.ok(product.related.length > 0 && product.related.every((id) => ids.has(id)), `${product.handle} is related to a product that is not there`);
  }
});

test('links in pages and articles lead to products that are there', () => {
  const links = lines.flatMap((line) => [...JSON.stringify(line).matchAll(/\]\(\/p\/([a-z0-9-]+)\)/g)].map(([, handle]) => handle ?? ''));
  assert.ok(links.length > 0);
  assert.deepEqual(
    links.filter((handle) => !handles.has(handle)),
    [],
  );
});

test('every picture named is there, has its placeholder and is small; none is left over', () => {
  const named = new Set(lines.flatMap(picturesOf).map((picture) => picture.src));
  for (const src of named) {
    const { length } = readPicture(src);
    const limit = src.startsWith('/demo/scene-') ? SCENE_BYTES : PICTURE_BYTES;
    assert.ok(length <= limit, `${src} has ${length} bytes, at most ${limit} are allowed`);
  }
  assert.deepEqual(
    lines.flatMap(picturesOf).filter((picture) => !picture.blur),
    [],
  );
  const files = readdirSync(folder);
  assert.deepEqual(
    files.filter((file) => !named.has(`/demo/${file}`) && file !== 'scene-home.webp'),
    [],
  );
  const bytes = files.reduce((sum, file) => sum + statSync(resolve(folder, file)).size, 0);
  assert.ok(bytes <= ALL_BYTES, `${bytes} bytes of pictures, at most ${ALL_BYTES} are allowed`);
});
