import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Order, OrderLine, Phase } from '@kontor/contracts/order';
import { Receipt } from '@kontor/contracts/receipt';
import { isCancellable, isChangeable, isPayable, isSettled, moneyBack, stagesOf, toldOf } from './stages.ts';

const line: OrderLine = {
  sku: 'MUG-MOSS',
  productId: 'p-mug',
  handle: 'stoneware-mug',
  name: { en: 'Mug', de: 'Becher' },
  variant: { en: 'Moss', de: 'Moos' },
  price: 1900,
  total: 1900,
  taxRate: 1900,
  weightGrams: 300,
  ordered: 1,
  held: 1,
  shipped: 0,
  delivered: 0,
  returned: 0,
  cancelled: 0,
};

/** An order that went through these phases, a minute each. */
function orderAfter(...phases: Phase[]): Order {
  const timeline = phases.map((phase, index) => ({ version: index + 1, at: `2026-11-23T09:0${index}:00Z`, phase, what: phase, trace: '' }));
  return {
    id: '0192a0c0-0000-7000-8000-000000000001',
    number: 'K100001',
    phase: phases.at(-1) ?? 'placed',
    version: phases.length,
    placedAt: '2026-11-23T09:00:00Z',
    payBy: '2026-11-23T09:16:00Z',
    person: {
      email: 'ada@example.com',
      locale: 'en',
      address: { name: 'Ada', company: '', street: 'Hof 1', addition: '', postcode: '10115', city: 'Berlin', region: '', country: 'DE', phone: '' },
    },
    method: { id: 'standard', name: { en: 'Standard', de: 'Standard' }, price: 490, daysFrom: 2, daysTo: 3 },
    receipt: Receipt.parse({ currency: 'EUR', lines: [], subtotal: 1900, discount: 0, shipping: 490, taxes: [], tax: 382, total: 2390 }),
    lines: [line],
    authorised: 0,
    captured: 0,
    paidWith: [],
    refunded: 0,
    cancelReason: null,
    short: [],
    parcels: [],
    tracking: null,
    timeline,
    deliveredAt: null,
    returns: [],
    credits: [],
    change: null,
    papers: [],
    exchange: null,
    replacements: [],
  };
}

const shown = (order: Order) => stagesOf(order).map(({ name, state }) => `${name} ${state}`);

test('a held order waits for its payment', () => {
  assert.deepEqual(shown(orderAfter('placed', 'held')), ['placed done', 'reserved done', 'paid now', 'dispatched ahead', 'delivered ahead']);
});

test('a paid order waits for its parcel, each stage with its moment', () => {
  const stages = stagesOf(orderAfter('placed', 'held', 'paid'));
  assert.deepEqual(
    stages.map((stage) => stage.at),
    ['2026-11-23T09:00:00Z', '2026-11-23T09:01:00Z', '2026-11-23T09:02:00Z', null, null],
  );
  assert.equal(stages[3]?.state, 'now');
});

test('a parcel on its way and one that arrived', () => {
  const paid = orderAfter('placed', 'held', 'paid');
  assert.equal(shown({ ...paid, lines: [{ ...line, shipped: 1 }] }).at(-2), 'dispatched done');
  assert.equal(shown({ ...paid, lines: [{ ...line, shipped: 1, delivered: 1 }] }).at(-1), 'delivered done');
});

test('a cancelled order ends where it stopped', () => {
  assert.deepEqual(shown(orderAfter('placed', 'cancelled')), ['placed done', 'cancelled done']);
  assert.deepEqual(shown(orderAfter('placed', 'held', 'closing', 'cancelled')), ['placed done', 'reserved done', 'cancelled done']);
});

test('a held order is payable until its time has passed', () => {
  const held = orderAfter('placed', 'held');
  assert.equal(isPayable(held, Date.parse('2026-11-23T09:15:59Z')), true);
  assert.equal(isPayable(held, Date.parse('2026-11-23T09:16:01Z')), false);
});

test('it can be cancelled until it is shipped, and once', () => {
  const paid = orderAfter('placed', 'held', 'paid');
  assert.equal(isCancellable(paid), true);
  assert.equal(isCancellable({ ...paid, lines: [{ ...line, shipped: 1 }] }), false);
  assert.equal(isCancellable(orderAfter('placed', 'held', 'paid', 'cancelling')), false);
});

test('a cancelled order is settled when the money is back', () => {
  const cancelled = orderAfter('placed', 'held', 'paid', 'cancelling', 'cancelled');
  assert.equal(isSettled({ ...cancelled, captured: 2390 }), false);
  assert.equal(isSettled({ ...cancelled, captured: 2390, refunded: 2390 }), true);
  assert.equal(isSettled({ ...cancelled, authorised: 2390 }), false);
});

test('an order of which a part has left says so, and what is still here can be changed', () => {
  const order = orderAfter('placed', 'held', 'paid');
  const sent = (held: number, shipped: number): Order => ({ ...order, lines: [{ ...line, ordered: 2, held, shipped }] });
  assert.deepEqual([sent(2, 0), sent(1, 1), sent(0, 2)].map(toldOf), ['paid', 'partly', 'shipped']);
  assert.deepEqual([sent(2, 0), sent(1, 1), sent(0, 2)].map(isChangeable), [true, true, false]);
  assert.equal(isCancellable(sent(1, 1)), false);
});

test('what nobody took in is told as that: of all of it nothing was delivered, of a part the rest was', () => {
  const parcel = { id: 'p-1', lines: [], number: 'T1', url: 'u', steps: [], booking: 0, deliveredAt: null };
  const over = (delivered: number, ...ends: ('delivered' | 'returned')[]) => ({
    ...orderAfter('placed', 'held', 'paid', 'completed'),
    lines: [{ ...line, ordered: 2, held: 0, shipped: 2, delivered }],
    parcels: ends.map((phase) => ({ ...parcel, phase })),
  });
  const looked = (phase: 'received' | 'settled'): Order['returns'][number] => ({
    id: 'r-1',
    number: 'K100001-R1',
    kind: 'undelivered',
    phase,
    reason: null,
    note: '',
    answer: '',
    askedAt: '2026-11-23T10:00:00Z',
    lines: [],
    label: null,
    amount: null,
  });
  const after = (order: Order, phase: 'received' | 'settled') => toldOf({ ...order, returns: [looked(phase)] });
  assert.deepEqual(
    [after(over(0, 'returned'), 'received'), after(over(1, 'delivered', 'returned'), 'received'), toldOf(over(2, 'delivered'))],
    ['cameBack', 'partlyBack', 'completed'],
  );
  assert.deepEqual([after(over(0, 'returned'), 'settled'), after(over(1, 'delivered', 'returned'), 'settled')], ['cameBackPaid', 'partlyBackPaid']);
  assert.deepEqual(shown(over(0, 'returned')).slice(-2), ['dispatched done', 'cameBack done']);
  assert.deepEqual(shown(over(1, 'delivered', 'returned')).at(-1), 'delivered done');
});

test('a paid order that waits for goods is not being packed, and is once they are there', () => {
  const order = orderAfter('placed', 'held', 'paid');
  const waiting = { ...order, lines: [line, { ...line, sku: 'VASE', later: { kind: 'pre-order' as const, shipsOn: '2027-02-10', weeks: null, pieces: 1 } }] };
  assert.deepEqual([waiting, order].map(toldOf), ['awaited', 'paid']);
});

test('what the carrier will not take as it is leaves later, and is on its way once it has left in another way', () => {
  const parcel = { id: 'p-1', phase: 'planned' as const, lines: [], number: null, url: null, steps: [], booking: 0, deliveredAt: null, delayed: true };
  const refused = { ...orderAfter('placed', 'held', 'paid'), parcels: [parcel] };
  const left = { ...refused, lines: [{ ...line, held: 0, shipped: 1 }], parcels: [{ ...parcel, phase: 'dispatched' as const, url: '', delayed: false }] };
  assert.deepEqual([refused, left].map(toldOf), ['delayed', 'carried']);
});

test('of several parcels it is said what holds of all: one has arrived, the other is on its way', () => {
  const parcel = { id: 'p-1', lines: [], number: 'T1', url: 'u', steps: [], booking: 0, deliveredAt: null };
  const sent = (...phases: ('dispatched' | 'delivered')[]): Order => ({
    ...orderAfter('placed', 'held', 'paid'),
    lines: [{ ...line, ordered: 2, held: 0, shipped: 2 }],
    parcels: phases.map((phase) => ({ ...parcel, phase })),
  });
  assert.deepEqual([sent('dispatched'), sent('dispatched', 'dispatched'), sent('delivered', 'dispatched')].map(toldOf), ['shipped', 'shipped', 'partlyHere']);
  assert.equal(toldOf({ ...sent('dispatched'), parcels: [{ ...parcel, phase: 'dispatched', number: 'Meyer, 4711', url: '' }] }), 'carried');
});

test('money that is due back is told as paid back only once all of it was, and never where it was not taken', () => {
  const order = orderAfter('placed', 'held', 'paid', 'completed');
  const { total } = order.receipt;
  const at = '2026-11-24T09:00:00Z';
  const credit = (amount: number) => ({ id: 'c', cause: 'returned' as const, at, lines: [], delivery: 0, taxes: [], amount });
  const timeline = [...order.timeline, { version: 9, at, phase: 'completed' as const, what: 'refunded', trace: '' }];
  const after = (captured: number, refunded: number) => ({ ...order, timeline, captured, refunded, credits: [credit(total)] });
  assert.deepEqual([after(total, total), after(total, total - 1), after(total - 500, total - 500)].map(moneyBack), [
    { money: 'back', at },
    { money: 'due', at: null },
    { money: 'back', at },
  ]);
  assert.equal(moneyBack({ ...after(0, 0), timeline: order.timeline }).money, 'none');
});

test('who sent all of it back is not wished joy of it', () => {
  const back = (returned: number): Order => ({
    ...orderAfter('placed', 'held', 'paid', 'completed'),
    lines: [{ ...line, ordered: 2, held: 0, shipped: 2, delivered: 2, returned }],
  });
  assert.deepEqual([back(1), back(2)].map(toldOf), ['completed', 'returned']);
});
