import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Promotion } from '@kontor/contracts/promotion';
import fc from 'fast-check';
import { anOffer, aPromotion, aShopper } from '../examples.ts';
import { basketOf } from './benefits.ts';
import { promote, shopTime } from './promotions.ts';

const cup = { offer: anOffer({ sku: 'CUP', productId: 'P-cup', price: 1_000, categories: ['cups'] }), quantity: 3 };
const lamp = { offer: anOffer({ sku: 'LAMP', productId: 'P-lamp', price: 9_999, categories: ['lamps'] }), quantity: 1 };
type Some = Partial<Parameters<typeof aPromotion>[0]>[];
const given = (some: Some, shopper: Parameters<typeof aShopper>[0] = {}, lines = [cup, lamp]) =>
  promote(
    basketOf(lines, 490, 'standard'),
    some.map((one, index) => aPromotion({ id: `p-${index}`, ...one })),
    aShopper(shopper),
  );
const saved = (...args: Parameters<typeof given>) => given(...args).applied.reduce((sum, { amount }) => sum + amount, 0);
const why = (one: Some[number], shopper: Parameters<typeof aShopper>[0] = {}) =>
  given([{ code: 'CODE', ...one }], { codes: ['CODE'], ...shopper }).notApplied[0];

test('a percentage is rounded once and split over its lines', () => {
  assert.deepEqual(given([{ benefit: { kind: 'percent', percent: 1_000 } }]).applied, [
    {
      id: 'p-0',
      name: aPromotion().name,
      code: null,
      amount: 1_300,
      delivery: 0,
      lines: [
        { sku: 'CUP', amount: 300 },
        { sku: 'LAMP', amount: 1_000 },
      ],
      how: { of: 12_999, times: 1_000, over: 10_000 },
    },
  ]);
});

test('an amount takes off no more than the goods it is for come to', () => {
  assert.equal(saved([{ benefit: { kind: 'amount', amount: 500_00 }, categories: ['cups'] }]), 3_000);
  assert.equal(saved([{ benefit: { kind: 'amount', amount: 500 } }]), 500);
});

test('delivery is free, or only by the methods that are named', () => {
  assert.equal(saved([{ benefit: { kind: 'free-shipping', methods: [] } }]), 490);
  assert.equal(saved([{ benefit: { kind: 'free-shipping', methods: ['express'] } }]), 0);
});

test('three for two gives the cheapest pieces, once per full set', () => {
  const threeForTwo = { kind: 'buy-get' as const, buy: 2, get: 1, percent: 10_000 };
  assert.equal(saved([{ benefit: threeForTwo }]), 1_000);
  assert.equal(saved([{ benefit: threeForTwo }], {}, [{ ...cup, quantity: 2 }]), 0);
  assert.equal(saved([{ benefit: { ...threeForTwo, percent: 5_000 } }], {}, [{ ...cup, quantity: 7 }]), 1_000);
});

test('a promotion is for its categories and products only', () => {
  assert.equal(saved([{ categories: ['cups'] }]), 300);
  assert.equal(saved([{ products: ['P-lamp'] }]), 1_000);
  assert.equal(saved([{ products: ['P-lamp'], categories: ['cups'] }]), 1_300);
  assert.equal(why({ categories: ['rugs'] })?.reason, 'nothing-matches');
});

test('the threshold counts the goods it is for, and says what is missing', () => {
  assert.equal(saved([{ minimum: 12_999 }]), 1_300);
  assert.deepEqual([why({ minimum: 13_000 })?.reason, why({ minimum: 13_000 })?.missing], ['minimum', 1]);
  assert.equal(why({ minimum: 5_000, categories: ['cups'] })?.missing, 2_000);
});

test('a time is a minute of the clock of the shop, summer and winter', () => {
  assert.equal(shopTime(new Date('2026-07-01T22:30:00Z')), '2026-07-02T00:30');
  assert.equal(shopTime(new Date('2026-11-27T17:00:59Z')), '2026-11-27T18:00');
  const promotion = { from: '2026-11-27T18:00', until: '2026-11-30T00:00' };
  assert.equal(why(promotion, { at: '2026-11-27T17:59' })?.reason, 'not-yet');
  assert.equal(why(promotion, { at: '2026-11-27T18:00' }), undefined);
  assert.equal(why(promotion, { at: '2026-11-29T23:59' }), undefined);
  assert.equal(why(promotion, { at: '2026-11-30T00:00' })?.reason, 'over');
});

const MINUTE_MS = 60_000;
/** What stands in the way of a promotion, minute by minute, in the hours around a change of the clock; each reason with the instant from which on it does. */
function changes(promotion: { from: string | null; until: string | null }, around: string): [string, string | undefined][] {
  const found: [string, string | undefined][] = [];
  for (let minute = -180; minute < 240; minute++) {
    const instant = new Date(Date.parse(around) + minute * MINUTE_MS);
    const reason = why(promotion, { at: shopTime(instant) })?.reason;
    if (found.length === 0 || found.at(-1)?.[1] !== reason) found.push([instant.toISOString().slice(11, 16), reason]);
  }
  return found;
}

test('when summer time ends, the hour that comes again brings nothing back that is over, and stops nothing that has begun', () => {
  const night = '2026-10-25T01:00:00Z';
  assert.deepEqual(changes({ from: '2026-10-25T02:10', until: '2026-10-25T02:30' }, night), [
    ['22:00', 'not-yet'],
    ['00:10', undefined],
    ['00:30', 'over'],
  ]);
  assert.deepEqual(changes({ from: '2026-10-25T02:30', until: '2026-10-25T03:00' }, night), [
    ['22:00', 'not-yet'],
    ['00:30', undefined],
    ['02:00', 'over'],
  ]);
});

test('when summer time begins, a time that is skipped is passed at the change', () => {
  const night = '2026-03-29T01:00:00Z';
  assert.deepEqual(changes({ from: '2026-03-29T01:30', until: '2026-03-29T02:30' }, night), [
    ['22:00', 'not-yet'],
    ['00:30', undefined],
    ['01:00', 'over'],
  ]);
  assert.deepEqual(changes({ from: '2026-03-29T02:30', until: '2026-03-29T03:30' }, night), [
    ['22:00', 'not-yet'],
    ['01:00', undefined],
    ['01:30', 'over'],
  ]);
});

test('time goes on, on the clock of the shop as well', () => {
  const instants = fc.date({ min: new Date('2026-01-01'), max: new Date('2031-01-01'), noInvalidDate: true });
  const nights = fc.constantFrom('2026-03-29T01:00:00Z', '2026-10-25T01:00:00Z', '2030-10-27T01:00:00Z').map((night) => new Date(night));
  const step = fc.integer({ min: 0, max: 3 * 60 });
  fc.assert(
    fc.property(fc.oneof(instants, nights), step, step, (around, before, after) => {
      const at = (minutes: number) => shopTime(new Date(around.getTime() + minutes * MINUTE_MS));
      assert.ok(at(-before) <= at(after));
    }),
  );
});

test('limits and conditions name what stands in the way', () => {
  assert.equal(why({ on: false })?.reason, 'over');
  assert.equal(why({ limit: 3, used: 3 })?.reason, 'used-up');
  assert.equal(why({ limitPerCustomer: 1, mine: 1 })?.reason, 'sign-in');
  assert.equal(why({ limitPerCustomer: 1, mine: 1 }, { signedIn: true })?.reason, 'used-before');
  assert.equal(why({ customersOnly: true })?.reason, 'sign-in');
  assert.equal(why({ firstOrder: true }, { signedIn: true, hasOrdered: true })?.reason, 'first-order');
  assert.equal(why({ firstOrder: true }, { signedIn: true }), undefined);
  assert.deepEqual(
    given([], { codes: ['CODE'] }).notApplied.map(({ code, reason }) => [code, reason]),
    [['CODE', 'unknown']],
  );
});

const groupIds = fc.uniqueArray(fc.constantFrom('staff', 'wholesale', 'press'));

test('a promotion for groups is for their members alone, and nobody else hears of one without its code', () => {
  fc.assert(
    fc.property(groupIds, groupIds, fc.boolean(), fc.boolean(), (groups, own, signedIn, coded) => {
      const shopper = { signedIn, groups: signedIn ? own : [], codes: coded ? ['CODE'] : [] };
      const { applied, notApplied } = given([{ groups, code: coded ? 'CODE' : null }], shopper);
      const isMeant = groups.length === 0 || groups.some((id) => shopper.groups.includes(id));
      assert.equal(applied.length, isMeant ? 1 : 0);
      const expected = isMeant || !coded ? [] : [signedIn ? 'group' : 'sign-in'];
      assert.deepEqual(
        notApplied.map(({ reason }) => reason),
        expected,
      );
    }),
  );
});

test('those that combine stand together, one that does not stands alone, and the shopper gets what saves most', () => {
  const ten = { id: 'ten', combines: true };
  const amount = { id: 'amount', combines: true, benefit: { kind: 'amount' as const, amount: 1_000 } };
  const alone = { id: 'alone', benefit: { kind: 'percent' as const, percent: 1_500 } };
  const ids = (some: Some) => given(some).applied.map(({ id }) => id);
  assert.deepEqual(ids([ten, amount, alone]), ['ten', 'amount']);
  assert.deepEqual(ids([ten, alone]), ['alone']);
  assert.deepEqual(
    given([ten, alone]).notApplied.map(({ id, reason }) => [id, reason]),
    [['ten', 'better-offer']],
  );
});

test('a promotion that applies by itself is not announced before its time, nor when it would save nothing', () => {
  assert.deepEqual(given([{ from: '2027-01-01T00:00' }]).notApplied, []);
  assert.equal(given([{ minimum: 20_000 }]).notApplied[0]?.reason, 'minimum');
  assert.deepEqual(given([{ minimum: 20_000, benefit: { kind: 'free-shipping', methods: ['express'] } }]).notApplied, []);
});

test('what staff write is checked: codes in capitals, times on the clock, a benefit that gives something', () => {
  const written = { id: 'x', name: { en: 'x', de: 'x' }, benefit: { kind: 'percent', percent: 500 } };
  assert.equal(Promotion.parse({ ...written, code: ' welcome-10 ' }).code, 'WELCOME-10');
  for (const wrong of [{ code: 'A B' }, { from: '2026-13-01T00:00' }, { from: '2026-11-27' }, { benefit: { kind: 'percent', percent: 0 } }, { limit: 0 }])
    assert.equal(Promotion.safeParse({ ...written, ...wrong }).success, false, JSON.stringify(wrong));
});
