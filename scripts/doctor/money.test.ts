import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Case } from './cases.ts';
import { checkMoney } from './money.ts';

const id = '018f0000-0000-7000-8000-000000000001';
const line = { sku: 'S', price: 1_000, total: 1_000, ordered: 1, held: 0, shipped: 1, delivered: 1, returned: 1, cancelled: 0 };
const credit = { id: 'c', cause: 'returned', at: '', lines: [{ sku: 'S', quantity: 1, amount: 1_000 }], delivery: 0, taxes: [], amount: 1_000 };
const order = {
  key: id,
  number: 'K1',
  owner: 'ada',
  phase: 'completed',
  total: 1_000,
  currency: 'EUR',
  authorised: 0,
  captured: 1_000,
  refunded: 0,
  credits: [credit],
  lines: [line],
  exchange: null,
  replaced: 0,
};
const attempt = { id: 'a', phase: 'succeeded', amount: 1_000, authorised: 0, captured: 1_000, refunded: 0 };
const refund = { id: 'r', attemptId: 'a', amount: 1_000, phase: 'succeeded', told: true };
const payable = { key: id, phase: 'paid', currency: 'EUR', sent: 0, attempts: [attempt], captures: [], refunds: [refund], disputes: [], tenders: [] };
const look = (ofOrder: object, ofPayable: object) =>
  [...checkMoney({ key: id, order: { ...order, ...ofOrder }, payable: { ...payable, ...ofPayable } } as unknown as Case)].map(({ what }) => what);

test('a refund that a bank sent back is one finding, and none once people have paid it another way', () => {
  assert.deepEqual(look({ refunded: 1_000 }, {}), []);
  assert.deepEqual(look({ refunded: 0 }, { refunds: [{ ...refund, phase: 'returned' }] }), ['refund r returned']);
  const paid = { ...refund, id: 'by-hand' };
  assert.deepEqual(look({ refunded: 1_000 }, { refunds: [{ ...refund, phase: 'made-good' }, paid] }), []);
});

test('what pays for a replacement is kept, and no more than that; nobody collects money for the replacement', () => {
  assert.deepEqual(look({ replaced: 1_000 }, { refunds: [] }), []);
  assert.deepEqual(look({ replaced: 900 }, { refunds: [] }), ['surplus kept']);
  assert.deepEqual(look({ replaced: 0 }, { refunds: [] }), ['surplus kept']);
  const alone = (exchange: object | null) => [...checkMoney({ key: id, order: { ...order, exchange } } as unknown as Case)].map(({ what }) => what);
  assert.deepEqual([alone({}), alone(null)], [[], ['payable unknown']]);
});

test('money that is only set aside is as good as paid until goods have left, and is kept for no order that is over', () => {
  const held = { attempts: [{ ...attempt, authorised: 1_000, captured: 0 }], refunds: [] };
  const waiting = { phase: 'paid', authorised: 1_000, captured: 0, credits: [], lines: [{ ...line, shipped: 0, delivered: 0, returned: 0 }] };
  assert.deepEqual(look(waiting, held), []);
  assert.deepEqual(look({ ...waiting, phase: 'cancelled' }, held), ['attempt a keeps a hold']);
  assert.deepEqual(look({ ...waiting, lines: [line] }, held), ['sent without capture']);
  assert.deepEqual(look({ ...waiting, authorised: 900 }, held), ['authorised differs', 'paid too little']);
  assert.deepEqual(look({ ...waiting, lines: [line] }, { ...held, captures: [{ id: 'x', amount: 1_000, phase: 'asked' }] }), ['capture x waits']);
});

test('money that people collected is kept as any other, and what they are to pay back is one finding', () => {
  const lapsed = { attempts: [{ ...attempt, captured: 0 }], captures: [{ id: 'a', amount: 1_000, phase: 'made-good' }] };
  assert.deepEqual(look({}, { ...lapsed, refunds: [] }), ['surplus kept']);
  const byHand = { ...refund, attemptId: null, cardId: null };
  assert.deepEqual(look({}, { ...lapsed, refunds: [{ ...byHand, phase: 'returned' }] }), ['refund r returned']);
  const done = [
    { ...byHand, phase: 'made-good' },
    { ...byHand, id: 'x' },
  ];
  assert.deepEqual(look({ refunded: 1_000 }, { ...lapsed, refunds: done }), []);
  assert.deepEqual(look({ captured: 0 }, { attempts: [{ ...attempt, captured: 0 }], refunds: [{ ...refund, phase: 'released' }] }), []);
});

test('what was let go of because its goods never left counts as paid', () => {
  const part = { attempts: [{ ...attempt, captured: 600 }], refunds: [{ ...refund, amount: 400, phase: 'released' }] };
  assert.deepEqual(
    look({ captured: 600, credits: [{ ...credit, cause: 'cancelled', amount: 400 }], lines: [{ ...line, ordered: 2, cancelled: 1 }] }, part),
    [],
  );
});
