import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Benefit, Promotion } from '@kontor/contracts/promotion';
import fc from 'fast-check';
import { draftOf, idOf, promotionIn } from './draft.ts';

const benefit = fc.oneof(
  fc.record({ kind: fc.constant('percent' as const), percent: fc.integer({ min: 1, max: 10_000 }) }),
  fc.record({ kind: fc.constant('amount' as const), amount: fc.integer({ min: 1, max: 10_000_000 }) }),
  fc.record({ kind: fc.constant('free-shipping' as const), methods: fc.uniqueArray(fc.constantFrom('standard', 'express')) }),
  fc.record({
    kind: fc.constant('buy-get' as const),
    buy: fc.integer({ min: 1, max: 99 }),
    get: fc.integer({ min: 1, max: 99 }),
    percent: fc.integer({ min: 1, max: 10_000 }),
  }),
);

test('what is opened in the form and saved untouched is the same promotion, in both languages', () => {
  fc.assert(
    fc.property(
      benefit,
      fc.boolean(),
      fc.integer({ min: 0, max: 100_000 }),
      fc.constantFrom('en' as const, 'de' as const),
      (gives, ticked, minimum, locale) => {
        const before = Promotion.parse({
          id: 'autumn',
          name: { en: 'Autumn', de: 'Herbst' },
          code: ticked ? 'AUTUMN-10' : null,
          benefit: Benefit.parse(gives),
          categories: ticked ? ['kitchen'] : [],
          products: ticked ? ['P-mug', 'P-cup'] : [],
          groups: ticked ? ['wholesale'] : [],
          minimum,
          customersOnly: ticked,
          from: ticked ? '2026-11-27T18:00' : null,
          limit: ticked ? 5 : null,
        });
        assert.deepEqual(promotionIn(draftOf(before, locale)), { promotion: before });
      },
    ),
  );
});

test('what is wrong is named by its field', () => {
  const good = { ...draftOf(null, 'de'), nameEn: 'Ten off', nameDe: 'Zehn weniger' };
  const wrongIn = (over: Partial<typeof good>) => {
    const read = promotionIn({ ...good, ...over });
    return 'wrong' in read ? read.wrong : [];
  };
  assert.deepEqual(wrongIn({}), []);
  assert.deepEqual(wrongIn({ nameDe: ' ' }), ['de']);
  assert.deepEqual(wrongIn({ percent: 'ten' }), ['percent']);
  assert.deepEqual(wrongIn({ kind: 'amount', amount: '' }), ['amount']);
  assert.deepEqual(wrongIn({ code: 'no spaces!' }), ['code']);
  assert.deepEqual(wrongIn({ limit: '0' }), ['limit']);
  assert.deepEqual(wrongIn({ from: '2026-12-01T00:00', until: '2026-11-01T00:00' }), ['until']);
  assert.equal(idOf('Größe & Mehr 10 %'), 'gro-e-mehr-10');
});
