import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Rule } from '@kontor/contracts/merchandising';
import { difference, inForce, ruleSetOf, withoutRule, withRule } from './rules.ts';
import { MOST_SIGNAL, signals } from './signals.ts';
import { treeOf } from './tree.ts';
import { waysToSay } from './words.ts';

const id = (no: number) => `00000000-0000-4000-8000-${String(no).padStart(12, '0')}`;
const rule = (no: number, what: Record<string, unknown>) => Rule.parse({ id: id(no), ...what });
const search = (q: string, whole = true) => ({ in: 'search', q, whole });
const pin = (no: number, where: unknown, ...products: string[]) => rule(no, { kind: 'pin', where, products });
const held = (rules: Rule[], q: string, category?: string) => inForce(ruleSetOf(1, rules), { q, category, locale: 'en' });

test('a rule for a search holds for the same words however they are written, and for no others', () => {
  const rules = [pin(1, search('Desk lamp'), 'a')];
  for (const q of ['desk lamp', 'DESK LAMPS', ' desk  lamp ']) assert.deepEqual(held(rules, q).pins, ['a'], q);
  for (const q of ['lamp', 'desk lamp oak', 'lamp desk', '']) assert.deepEqual(held(rules, q).pins, [], q);
});

test('a rule for a part of a search holds where the words stand together', () => {
  const rules = [pin(1, search('desk lamp', false), 'a')];
  assert.deepEqual(held(rules, 'oak desk lamps small').pins, ['a']);
  assert.deepEqual(held(rules, 'desk oak lamp').pins, []);
});

test('a rule for a category holds in its listing, not for what is searched in it', () => {
  const rules = [pin(1, { in: 'category', category: 'lamps' }, 'a'), pin(2, { in: 'everywhere' }, 'b')];
  assert.deepEqual(held(rules, '', 'lamps').pins, ['a', 'b']);
  assert.deepEqual(held(rules, 'oak', 'lamps').pins, ['b']);
});

test('of two rules that pin the same product the first counts; one that is off does not', () => {
  const rules = [pin(1, search('mug'), 'a', 'b'), pin(2, search('mug'), 'b', 'c'), { ...pin(3, search('mug'), 'd'), on: false }];
  assert.deepEqual(held(rules, 'mug').pins, ['a', 'b', 'c']);
});

test('what the shop calls the same is another way to say it, both ways and before the usual ones', () => {
  const { sayings } = ruleSetOf(1, [rule(1, { kind: 'synonyms', words: ['kettle', 'tea boiler', 'Kesselchen'] })]);
  assert.deepEqual(waysToSay('kettle', sayings).slice(0, 2), ['tea boiler', 'Kesselchen']);
  assert.ok(waysToSay('red tea boilers', sayings).includes('red kettle'));
  assert.ok(waysToSay('kettle', sayings).includes('wasserkocher'));
  assert.ok(!waysToSay('kettle').includes('tea boiler'));
});

test('a rule says what is wrong with it', () => {
  const wrong = [
    { kind: 'synonyms', words: ['one'] },
    { kind: 'pin', where: search('mug'), products: ['a', 'a'] },
    { kind: 'pin', where: search('mug'), products: [] },
    { kind: 'boost', where: search('mug'), target: { by: 'brand', brand: 'Kontor' }, times: 11 },
    ...['https://elsewhere.example', '//elsewhere.example', '/\\elsewhere', 'c/lamps'].map((to) => ({ kind: 'redirect', q: 'mug', to })),
  ];
  for (const one of wrong) assert.ok(!Rule.safeParse({ id: id(1), ...one }).success, JSON.stringify(one));
  assert.ok(Rule.safeParse({ id: id(1), kind: 'redirect', q: 'mug', to: '/c/lamps?f.colour=moss' }).success);
});

const some = fc.uniqueArray(fc.record({ no: fc.integer({ min: 1, max: 8 }), q: fc.constantFrom('a', 'b', 'c') }), { selector: ({ no }) => no });
const pins = (list: { no: number; q: string }[]) => list.map(({ no, q }) => pin(no, search(q), 'x'));

test('between two sets of rules every rule was added, changed, removed or left', () => {
  fc.assert(
    fc.property(some, some, (one, other) => {
      const [before, after] = [pins(one), pins(other)];
      const { added, changed, removed } = difference(before, after);
      assert.equal(before.length + added - removed, after.length);
      assert.equal(changed, one.filter(({ no, q }) => other.some((each) => each.no === no && each.q !== q)).length);
      const redone = after.reduce(
        withRule,
        before.reduce((rules, { id: gone }) => (after.some((kept) => kept.id === gone) ? rules : withoutRule(rules, gone)), before),
      );
      assert.deepEqual(difference(redone, after), { added: 0, changed: 0, removed: 0 });
    }),
  );
});

test('signals move a product by less than being in stock does, whatever is known of it', () => {
  assert.ok(MOST_SIGNAL > 1 && MOST_SIGNAL < 1.25);
  const known = { tree: treeOf([]), rules: ruleSetOf(0, []), popular: [] };
  fc.assert(
    fc.property(fc.uniqueArray(fc.string({ minLength: 1, maxLength: 4 }), { maxLength: 200 }), (sold) => {
      const weights = signals({ q: 'mug', locale: 'en' }, { ...known, sold });
      const best = (what: string) => Math.max(1, ...weights.filter((one) => one.what === what).map(({ weight }) => weight));
      assert.ok(best('rating') * best('new') * best('sold') <= MOST_SIGNAL + 1e-9);
    }),
  );
});
