import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Refusal } from '@kontor/contracts/refusals';
import fc from 'fast-check';
import type { Parcel } from './carrier.ts';
import { type Consignment, type Decided, hasLeft, noteGoods, prepare, sendReady, split } from './domain.ts';
import { address, after, anOrder, aPacking, at, goodsIn, granted, name, now, opened, orderId, paidFor, refused, type Rule, unbooked } from './examples.ts';
import { arriveOtherwise, comeBack, sendOtherwise } from './otherwise.ts';
import { countOf } from './planning.ts';
import { hearCancel, hearCarrier, notBooked } from './standing.ts';
import { hearChange, stopForGood, stopForShopper } from './stops.ts';

const line = (sku: string, quantity: number, weightGrams = 400) => ({ sku, quantity, name, variant: name, price: 50, total: 50 * quantity, weightGrams });
/** Mugs in Berlin, plates in Leipzig. */
const twoPlaces = {
  lines: [line('MUG', 2), line('PLATE', 1)],
  allocation: [
    { sku: 'MUG', location: 'berlin', quantity: 2 },
    { sku: 'PLATE', location: 'leipzig', quantity: 1 },
  ],
};
const paid = paidFor(twoPlaces);
const change =
  (changeId: string, sku: string, quantity: number): Rule =>
  (consignment) =>
    hearChange(consignment, { orderId, number: 'K1', owner: 'ada', changeId, leftOut: [{ sku, quantity }], lighterBy: 0 });
const move =
  (changeId: string, street: string): Rule =>
  (consignment) =>
    hearChange(consignment, { orderId, number: 'K1', owner: 'ada', changeId, leftOut: [], lighterBy: 0, person: { address: { ...address, street } } });
const dataOf = <T extends string>(events: readonly { type: string; data: object }[], type: T) =>
  events.filter((one) => one.type === type).map(({ data }) => data as Record<string, unknown>);

test('each location sends its own, and each parcel says what is in it and what is to come', () => {
  const { events, told } = after(opened, paid, at('dispatched', [], 1), at('dispatched', [], 0), at('delivered', [], 1), at('delivered', [], 0));
  assert.deepEqual(told, ['ParcelsPlanned', 'Booked', 'Dispatched', 'Booked', 'Dispatched', 'Delivered', 'Delivered']);
  const [mugs, plate] = [[{ sku: 'MUG', quantity: 2, location: 'berlin' }], [{ sku: 'PLATE', quantity: 1, location: 'leipzig' }]];
  assert.deepEqual(
    dataOf(events, 'ShipmentDispatched').map(({ no, of, lines, toCome }) => [no, of, lines, toCome]),
    [
      [2, 2, plate, mugs],
      [1, 2, mugs, []],
    ],
  );
  assert.deepEqual(
    dataOf(events, 'ShipmentDelivered').map(({ no, toCome }) => [no, toCome]),
    [
      [2, mugs],
      [1, []],
    ],
  );
});

test('a parcel that comes back is not to come any more, and cannot arrive; staff says so where nobody else does, once', () => {
  const both = after(opened, paid, at('dispatched', [], 1), at('dispatched', [], 0));
  const { consignment, events } = after(both.consignment, at('returned', [], 0), at('delivered', [], 0), at('delivered', [], 1));
  assert.deepEqual(
    consignment.parcels.map(({ phase }) => phase),
    ['returned', 'delivered'],
  );
  assert.deepEqual(
    events.map(({ type }) => type),
    ['ShipmentCameBack', 'ShipmentDelivered'],
  );
  assert.deepEqual(dataOf(events, 'ShipmentDelivered')[0]?.['toCome'], []);
  const back: Rule = (one) => comeBack(one, { shipmentId: one.parcels[0]?.id ?? '', now });
  assert.deepEqual(after(both.consignment, back, back, at('returned', [], 0)).told, ['CameBack']);
  for (const early of [after(opened, paid).consignment, after(both.consignment, at('delivered', [], 0)).consignment])
    assert.throws(
      () => back(early),
      (error) => error instanceof Refusal && error.code === 'WrongPhase',
    );
});

test('one parcel that has left is too late for the whole, and what was stopped for it is sent after all', () => {
  const stopping = after(opened, paid, at('booked', [], 0), at('booked', [], 1), stopForShopper);
  assert.deepEqual(stopping.asked.slice(-2), ['cancelCarrier', 'cancelCarrier']);
  const late = after(stopping.consignment, granted(0), refused(1));
  assert.deepEqual([late.told, late.asked], [['TooLate'], ['bookCarrier']]);
  assert.deepEqual(
    late.consignment.parcels.map(({ phase }) => phase),
    ['booking', 'booked'],
  );
  const first = after(stopping.consignment, at('dispatched', [], 1), granted(0));
  assert.deepEqual([first.told, first.asked], [['TooLate', 'Dispatched'], ['bookCarrier']], 'a label that is being cancelled is booked anew');
  const both = after(stopping.consignment, granted(0), granted(1));
  assert.deepEqual([both.told, both.consignment.stop], [['Stopped'], 'done']);
});

test('an article that is alone in its parcel can be cancelled: its label goes first, and the other parcel leaves as it was', () => {
  const asked = after(opened, paid, at('booked', [], 0), at('booked', [], 1), change('c1', 'PLATE', 1));
  assert.deepEqual([asked.told.slice(-1), asked.asked.slice(-1)], [['Booked'], ['cancelCarrier']]);
  const done = after(asked.consignment, granted(1), at('dispatched', [], 0));
  assert.deepEqual(done.told, ['Changed', 'ParcelsPlanned', 'Dispatched']);
  assert.deepEqual(dataOf(done.events, 'ShipmentChanged')[0]?.['leftOut'], [{ sku: 'PLATE', quantity: 1, location: 'leipzig' }]);
  assert.deepEqual(
    dataOf(done.events, 'ShipmentDispatched').map(({ no, of, toCome }) => [no, of, toCome]),
    [[1, 1, []]],
  );
  const late = after(asked.consignment, refused(1), at('dispatched', [], 1));
  assert.deepEqual([late.told, late.consignment.leftOut], [['Unchanged', 'Dispatched'], []]);
});

test('what has not left can still be cancelled or sent elsewhere', () => {
  const half = after(opened, paid, at('dispatched', [], 0), at('booked', [], 1));
  assert.deepEqual(after(half.consignment, stopForShopper).told, ['TooLate']);
  assert.deepEqual(after(half.consignment, change('c1', 'MUG', 1)).told, ['Unchanged']);
  assert.deepEqual(after(half.consignment, change('c1', 'PLATE', 1), granted(1)).told, ['Changed', 'ParcelsPlanned']);
  const moved = after(half.consignment, move('c2', 'Weg 2'), granted(1));
  assert.deepEqual([moved.told, moved.consignment.parcels.map(({ person }) => person?.street)], [['Changed'], ['Weg 1', 'Weg 2']]);
});

test('a piece that is too long is a parcel alone, and pieces that are too large together are two parcels', () => {
  const pole = { ...line('POLE', 1), packedMm: { length: 50, width: 1_201, height: 50 } };
  const chair = { ...line('CHAIR', 2), packedMm: { length: 600, width: 600, height: 600 } };
  const { told, asked, consignment } = after(opened, paidFor({ lines: [line('MUG', 2), pole, chair] }));
  assert.deepEqual(
    [told, asked],
    [
      ['ParcelsPlanned', 'Delayed'],
      ['bookCarrier', 'bookCarrier'],
    ],
  );
  assert.deepEqual(
    consignment.parcels.map(({ failure }) => failure).filter((failure) => failure !== null),
    ['1 × POLE is too large, and the carrier takes 1200 × 600 × 600 mm at most: it has to be sent in another way'],
  );
});

test('what the carrier will not take leaves in another way, once, and arrives when staff says so', () => {
  const packed = after(opened, paidFor({ lines: [line('MUG', 2), line('SAFE', 1, 40_000)] }));
  const safe = packed.consignment.parcels.find(({ failure }) => failure !== null);
  const mugs = packed.consignment.parcels.find(({ failure }) => failure === null);
  const send =
    (shipmentId = ''): Rule =>
    (consignment) =>
      sendOtherwise(consignment, { shipmentId, trackingNumber: 'Spedition Ada, 4711', trackingUrl: '', now });
  const arrive =
    (shipmentId = ''): Rule =>
    (consignment) =>
      arriveOtherwise(consignment, { shipmentId, now });
  assert.throws(() => after(packed.consignment, send(mugs?.id)), new Refusal('WrongPhase', { phase: 'booking' }));
  assert.throws(() => after(packed.consignment, arrive(safe?.id)), new Refusal('WrongPhase', { phase: 'booking' }));
  const sent = after(packed.consignment, send(safe?.id), send(safe?.id));
  assert.deepEqual([sent.told, sent.asked], [['Booked', 'Dispatched'], []]);
  assert.deepEqual(after(sent.consignment, stopForShopper).told, ['TooLate']);
  assert.deepEqual(after(sent.consignment, arrive(safe?.id), arrive(safe?.id)).told, ['Delivered']);
});

test('a piece that is too heavy is a parcel alone that nobody asks the carrier about; the others leave', () => {
  const { told, asked, consignment } = after(opened, paidFor({ lines: [line('MUG', 2), line('SAFE', 1, 40_000)] }));
  assert.deepEqual([told, asked], [['ParcelsPlanned', 'Delayed'], ['bookCarrier']]);
  const safe = consignment.parcels.find(({ failure }) => failure !== null);
  assert.match(safe?.failure ?? '', /1 × SAFE weighs 40000 g, and the carrier takes 31500 g/);
  assert.deepEqual(after(consignment, stopForShopper, unbooked(null, 1)).told, ['Stopped']);
});

const later = { kind: 'back-order' as const, shipsOn: null, weeks: 3, pieces: 1 };
const waiting = {
  lines: [line('MUG', 2), { ...line('SOFA', 1), later }],
  allocation: [
    { sku: 'MUG', location: 'berlin', quantity: 2 },
    { sku: 'SOFA', location: 'berlin', quantity: 1, waiting: 1 },
  ],
};

test('what is there can be sent before the rest, which leaves from where it comes in', () => {
  const packing = aPacking();
  const waits = after(opened, paidFor(waiting, packing));
  assert.deepEqual([waits.told, waits.asked, waits.phase], [[], [], 'opened']);
  const sent = after(waits.consignment, (consignment) => sendReady(consignment, { packing }));
  assert.deepEqual(
    sent.consignment.parcels.map(({ phase, lines }) => [phase, lines.map(({ sku }) => sku)]),
    [
      ['booking', ['MUG']],
      ['opened', ['SOFA']],
    ],
  );
  assert.deepEqual(after(sent.consignment, (consignment) => sendReady(consignment, { packing })).asked, [], 'pressed again');
  const came = after(sent.consignment, at('dispatched', [], 0), goodsIn([{ sku: 'SOFA', location: 'leipzig', quantity: 1 }], packing), at('dispatched', [], 1));
  assert.deepEqual(
    dataOf(came.events, 'ShipmentDispatched').map(({ lines }) => lines),
    [[{ sku: 'MUG', quantity: 2, location: 'berlin' }], [{ sku: 'SOFA', quantity: 1, location: 'leipzig' }]],
  );
  const whole = after(waits.consignment, goodsIn([], packing));
  assert.deepEqual([whole.consignment.parcels.length, whole.asked], [1, ['bookCarrier']]);
});

test('staff takes pieces into a parcel of their own, once, and neither all of them nor any that have left', () => {
  const packing = aPacking();
  const booked = after(opened, paidFor({}, packing), at('booked'));
  const apart: Rule = (consignment) => split(consignment, { shipmentId: 'p1', newId: 'mine', lines: [{ sku: 'MUG', quantity: 1 }], packing });
  const done = after(booked.consignment, apart, apart);
  assert.deepEqual([done.told, done.asked], [['ParcelsPlanned'], ['bookCarrier']]);
  assert.deepEqual(
    done.consignment.parcels.map(({ id, phase, weightGrams }) => [id, phase, weightGrams]),
    [
      ['p1', 'booked', 400],
      ['mine', 'booking', 400],
    ],
  );
  const refuses = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code;
  const wrong =
    (shipmentId: string, quantity: number, start = booked.consignment) =>
    () =>
      split(start, { shipmentId, newId: 'other', lines: [{ sku: 'MUG', quantity }], packing });
  assert.throws(wrong('p1', 2), refuses('InvalidInput'));
  assert.throws(wrong('p1', 3), refuses('InvalidInput'));
  assert.throws(wrong('p9', 1), refuses('NotFound'));
  assert.throws(wrong('p1', 1, after(booked.consignment, at('dispatched')).consignment), refuses('WrongPhase'));
  assert.throws(wrong('p1', 1, after(booked.consignment, stopForShopper).consignment), refuses('StillRunning'));
});

test('a parcel keeps the number it left with, whatever is split off or comes in after it', () => {
  const packing = aPacking();
  const numbers = (events: readonly { type: string; data: object }[]) => dataOf(events, 'ShipmentDispatched').map(({ no, of }) => [no, of]);
  const mugsApart: Rule = (consignment) =>
    split(consignment, { shipmentId: consignment.parcels[0]?.id ?? '', newId: 'mine', lines: [{ sku: 'MUG', quantity: 1 }], packing });
  const sofa = [
    { sku: 'MUG', location: 'berlin', quantity: 1 },
    { sku: 'SOFA', location: 'leipzig', quantity: 1 },
  ];
  const waited = after(opened, paidFor(waiting, packing), mugsApart, at('dispatched', [], 1), goodsIn(sofa, packing));
  const [first, gone] = waited.consignment.parcels;
  assert.deepEqual([first?.phase, gone?.id, gone?.phase], ['booking', 'mine', 'dispatched']);
  assert.deepEqual(numbers(waited.events), [[2, 2]]);
  const again = after(opened, paid, at('booked', [], 0), at('dispatched', [], 1), mugsApart, at('dispatched', [], 2), at('dispatched', [], 0));
  assert.deepEqual(numbers(again.events), [
    [2, 2],
    [3, 3],
    [1, 3],
  ]);
});

type Label = { id: string; reference: string; status: Parcel['status'] };
const act = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('ask' as const), which: fc.nat(9) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('advance' as const), which: fc.nat(9), tells: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('repeat' as const), which: fc.nat(9) }) },
  fc.record({ do: fc.constant('stop' as const) }),
  fc.record({ do: fc.constant('less' as const), sku: fc.constantFrom('MUG', 'SOFA', 'PLATE'), quantity: fc.integer({ min: 1, max: 2 }) }),
  fc.record({ do: fc.constant('move' as const), street: fc.constantFrom('Weg 2', 'Weg 3') }),
  fc.record({ do: fc.constant('split' as const), which: fc.nat(5), sku: fc.constantFrom('MUG', 'SOFA', 'PLATE') }),
  fc.record({ do: fc.constant('send ready' as const) }),
  fc.record({ do: fc.constant('goods' as const) }),
);

test('whatever is asked, booked, told, lost and repeated, in any order: every piece leaves once, is left out, or is stopped with all others; each question has one answer', () => {
  fc.assert(
    fc.property(fc.array(act, { maxLength: 40 }), fc.boolean(), (acts, waits) => {
      const packing = aPacking(900);
      const lines = [line('MUG', 3), waits ? { ...line('SOFA', 2), later } : line('SOFA', 2), line('PLATE', 1)];
      const allocation = [
        { sku: 'MUG', location: 'berlin', quantity: 2 },
        { sku: 'MUG', location: 'leipzig', quantity: 1 },
        { sku: 'SOFA', location: 'berlin', quantity: 2, ...(waits && { waiting: 1 }) },
        { sku: 'PLATE', location: 'leipzig', quantity: 1 },
      ];
      let state: Consignment = opened;
      const told: { type: string; data: Record<string, unknown> }[] = [];
      const labels: Label[] = [];
      const keys = new Set<string>();
      const open: { kind: string; shipmentId: string }[] = [];
      let asked = 0;
      let changes = 0;
      const decide = (decided: Decided) => {
        state = { ...state, ...decided.next };
        told.push(...((decided.events ?? []) as typeof told));
        for (const { kind, key, payload } of decided.asks ?? []) {
          if (kind === 'askCarrier' || keys.has(key)) continue;
          keys.add(key);
          open.push({ kind, shipmentId: (payload as { shipmentId: string }).shipmentId });
        }
      };
      const hear = ({ id, reference, status }: Label) =>
        decide(hearCarrier(state, { shipmentId: reference, now, parcel: { id, reference, status, trackingNumber: id, trackingUrl: 'u' } }));
      /** The carrier answers; one call at a time, as its books stand then. */
      const call = ({ kind, shipmentId }: { kind: string; shipmentId: string }) => {
        const shipment = state.parcels.find(({ id }) => id === shipmentId);
        assert.ok(shipment);
        if (kind === 'cancelCarrier') {
          const label = labels.find(({ id }) => id === shipment.carrierId);
          if (!label) return;
          const isGranted = label.status === 'booked' || label.status === 'cancelled';
          if (isGranted) label.status = 'cancelled';
          return decide(hearCancel(state, { shipmentId, granted: isGranted }));
        }
        const live = labels.find(({ reference, status }) => reference === shipmentId && status !== 'cancelled');
        if (shipment.wish === 'stop') return live ? hear(live) : decide(notBooked(state, { shipmentId, failure: null }));
        const label: Label = live ?? { id: `l${labels.length}`, reference: shipmentId, status: 'booked' };
        if (!live) labels.push(label);
        hear(label);
      };
      const further = (label: Label) => {
        // Nobody takes in every third parcel.
        const end = Number(label.id.slice(1)) % 3 === 2 ? 'returned' : 'delivered';
        if (label.status === 'booked' || label.status === 'dispatched') label.status = label.status === 'booked' ? 'dispatched' : end;
      };
      const wish = { orderId, number: 'K1', owner: 'ada', lighterBy: 0 };
      decide(prepare(state, { paid: anOrder({ lines, allocation }), packing }));
      for (const one of acts) {
        if (one.do === 'ask') {
          const [next] = open.splice(one.which % Math.max(1, open.length), 1);
          if (next) call(next);
        } else if (one.do === 'advance') {
          const label = labels[one.which];
          if (!label) continue;
          further(label);
          if (one.tells) hear(label);
        } else if (one.do === 'repeat') {
          const label = labels[one.which];
          if (label) hear(label);
        } else if (one.do === 'stop') {
          // As the order has it: not while a change is asked, once at a time, and none after it was granted.
          if (state.change || state.stop !== 'none') continue;
          asked += 1;
          decide(stopForShopper(state));
        } else if (one.do === 'less' || one.do === 'move') {
          if (state.change || state.stop !== 'none') continue;
          changes += 1;
          const out = one.do === 'less' ? one : null;
          const all = (['MUG', 'SOFA', 'PLATE'] as const)
            .map((sku) => ({ sku, quantity: countOf(state.leftOut.filter((piece) => piece.sku === sku)) + (out?.sku === sku ? out.quantity : 0) }))
            .filter(({ quantity }) => quantity > 0);
          const person = one.do === 'move' ? { person: { address: { ...address, street: one.street } } } : {};
          decide(hearChange(state, { ...wish, changeId: `c${changes}`, leftOut: out ? all : [], ...person }));
        } else if (one.do === 'goods') {
          decide(noteGoods(state, { allocation: [], packing }));
        } else {
          const from = state.parcels[one.do === 'split' ? one.which % Math.max(1, state.parcels.length) : 0];
          try {
            if (one.do === 'send ready') decide(sendReady(state, { packing }));
            else decide(split(state, { shipmentId: from?.id ?? '', newId: packing.newId(), lines: [{ sku: one.sku, quantity: 1 }], packing }));
          } catch (error) {
            assert.ok(error instanceof Refusal);
          }
        }
      }
      // In the end all goods come, the carrier answers everything, and what it was not told to cancel arrives.
      decide(noteGoods(state, { allocation: [], packing }));
      for (let round = 0; round < 50; round++) {
        for (let next = open.shift(); next; next = open.shift()) call(next);
        for (const label of labels) hear(label);
        if (open.length > 0) continue;
        for (const label of labels) {
          further(label);
          hear(label);
        }
      }
      const times = (type: string) => told.filter((event) => event.type === type).length;
      const ordered = countOf(lines);
      assert.equal(state.change, null, 'a change was never answered');
      assert.equal(times('ShipmentChanged') + times('ShipmentUnchanged'), changes);
      assert.equal(times('ShipmentStopped') + times('ShipmentTooLate'), asked);
      if (state.stop === 'done') {
        assert.ok(labels.every(({ status }) => status === 'cancelled') && times('ShipmentDispatched') === 0);
        return;
      }
      assert.equal(state.stop, 'none');
      const sent = dataOf(told, 'ShipmentDispatched').flatMap((data) => data['lines'] as { sku: string; quantity: number }[]);
      assert.equal(countOf(sent) + countOf(state.leftOut), ordered, 'a piece was lost or sent twice');
      const gone = state.parcels.filter(hasLeft);
      assert.equal(times('ShipmentDispatched'), gone.length);
      assert.equal(times('ShipmentDelivered') + times('ShipmentCameBack'), gone.length);
      assert.equal(countOf(gone.flatMap((parcel) => parcel.lines)), countOf(sent));
      assert.equal(labels.filter(({ status }) => status !== 'cancelled').length, gone.length, 'a label that nobody knows of');
    }),
    { numRuns: 1_500 },
  );
});

test('an order that is over stops whatever is open, and nothing of it is booked anew', () => {
  const over = after(opened, paid, at('booked', [], 0), at('booked', [], 1), stopForGood, granted(0), at('dispatched', [], 1));
  assert.deepEqual(
    over.consignment.parcels.map(({ phase }) => phase),
    ['stopped', 'dispatched'],
  );
  assert.deepEqual(over.asked.filter((kind) => kind === 'bookCarrier').length, 2);
});
