import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { mended } from './query.ts';
import { meant, treeOf } from './tree.ts';
import { fold, stem, waysToSay, wordsOf } from './words.ts';

test('a plural and its singular have one stem, in each language its own', () => {
  for (const [one, many] of [
    ['mouse', 'mice'],
    ['box', 'boxes'],
    ['battery', 'batteries'],
    ['lamp', 'lamps'],
  ] as const)
    assert.equal(stem(one, 'en'), stem(many, 'en'));
  assert.equal(stem(fold('Leuchte'), 'de'), stem(fold('Leuchten'), 'de'));
  assert.equal(stem('glass', 'en'), 'glass');
});

test('folding is done once: folded again a text stays the same', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      assert.equal(fold(fold(text)), fold(text));
    }),
  );
});

test('a phrase has its own synonyms, its words do not', () => {
  assert.deepEqual(waysToSay('laptop').slice(0, 1), ['notebook']);
  assert.deepEqual(waysToSay('Laptops 15').slice(0, 1), ['notebook 15']);
  assert.ok(waysToSay('mouse pad').includes('mouse mat'));
  assert.ok(!waysToSay('power bank').some((way) => way.includes('supply')));
});

test('the end of a German compound has synonyms too', () => {
  assert.ok(waysToSay('Schreibtischlampe').includes('schreibtischleuchte'));
});

test('two words are also looked for as one', () => {
  assert.ok(waysToSay('smart watch').includes('smartwatch'));
});

test('saying it otherwise never grows with the query', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('laptop', 'bag', 'tv', 'x', 'usb', 'stick'), { maxLength: 40 }), (words) => waysToSay(words.join(' ')).length <= 7),
  );
});

const text = (en: string, de = en) => ({ en, de });
const tree = treeOf(
  [
    { id: 'mice', name: text('Mice', 'Mäuse') },
    { id: 'mouse-pads', name: text('Mouse pads', 'Mauspads') },
    { id: 'hubs', name: text('Adapters, hubs & docks', 'Adapter, Hubs & Docks') },
    { id: 'lights', name: text('Lighting', 'Leuchten') },
  ].map((branch, position) => ({ ...branch, parent: null, position })),
);

test('the last words of a query say which category is meant; the longest name counts', () => {
  const means = (q: string, locale: 'en' | 'de' = 'en') => meant(tree, q, locale).branches.map(({ id }) => id);
  assert.deepEqual(means('gaming mouse'), ['mice']);
  assert.deepEqual(means('mouse pad'), ['mouse-pads']);
  assert.deepEqual(means('usb hub'), ['hubs']);
  assert.deepEqual(means('mouse cable'), []);
  assert.deepEqual(means('Leuchte', 'de'), ['lights']);
  assert.deepEqual(means('Tischleuchte', 'de'), ['lights']);
  assert.deepEqual(meant(tree, 'quiet gaming mouse', 'en').rest, ['quiet', 'gaming']);
  assert.deepEqual(means(''), []);
});

test('an unknown word is taken for the nearest that is common; known words stay', () => {
  const words = [
    { text: 'gamijg', options: [{ text: 'gaming', score: 0.83, freq: 40 }] },
    { text: 'mouse', options: [] },
  ];
  assert.equal(mended(words), 'gaming mouse');
  assert.equal(
    mended([
      {
        text: 'lapop',
        options: [
          { text: 'lapos', score: 0.8, freq: 1 },
          { text: 'laptop', score: 0.8, freq: 300 },
        ],
      },
    ]),
    'laptop',
  );
  assert.equal(mended([{ text: 'xylophone', options: [] }]), null);
  assert.equal(mended([]), null);
});

test('words of a text are a dozen at most', () => {
  fc.assert(fc.property(fc.string(), (text) => wordsOf(text).length <= 12));
});
