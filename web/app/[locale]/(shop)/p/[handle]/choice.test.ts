import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chooseValue, firstChoice, stateOfValue, type Variant } from './choice.ts';

const variant = (sku: string, choice: Record<string, string>, availability: Variant['availability'] = 'in'): Variant => ({
  sku,
  choice,
  availability,
  price: 1900,
  weightGrams: 0,
  images: [],
});

const mossSmall = variant('MS', { colour: 'moss', size: 's' }, 'out');
const mossLarge = variant('ML', { colour: 'moss', size: 'l' });
const sandLarge = variant('SL', { colour: 'sand', size: 'l' });
const all = [mossSmall, mossLarge, sandLarge];

test('the address names the variant', () => assert.equal(firstChoice(all, 'SL')?.sku, 'SL'));
test('without an address the first that can be bought is shown', () => assert.equal(firstChoice(all, null)?.sku, 'ML'));
test('a SKU that is gone counts as none', () => assert.equal(firstChoice(all, 'OLD')?.sku, 'ML'));
test('when all are sold out the first is shown', () => assert.equal(firstChoice([mossSmall], null)?.sku, 'MS'));
test('another value keeps the rest of the choice', () => assert.equal(chooseValue(all, sandLarge, 'colour', 'moss').sku, 'ML'));
test('a value without an exact match changes what it must', () => assert.equal(chooseValue(all, mossSmall, 'colour', 'sand').sku, 'SL'));
test('a value nobody has leads nowhere', () => assert.equal(chooseValue(all, mossLarge, 'colour', 'pink').sku, 'ML'));

test('a value says whether it can be had with the rest', () => {
  assert.equal(stateOfValue(all, mossLarge, 'size', 's'), 'out');
  assert.equal(stateOfValue(all, mossLarge, 'colour', 'sand'), 'in');
  assert.equal(stateOfValue(all, mossSmall, 'colour', 'sand'), 'none');
});
