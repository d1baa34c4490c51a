import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bookingOf } from './domain.ts';
import { address, after, anOrder, name, opened, paid, paidFor } from './examples.ts';

const line = (sku: string, quantity: number, price: number) => ({
  sku,
  quantity,
  name,
  variant: { en: sku, de: sku },
  price,
  total: price * quantity,
  weightGrams: 400,
});

test('of an order that leaves the union each parcel declares what is in it, and the first what delivery cost; within it nothing is kept', () => {
  const abroad = paidFor({
    lines: [line('MUG', 3, 1_990), line('PLATE', 1, 2_490)],
    allocation: [
      { sku: 'MUG', location: 'berlin', quantity: 2 },
      { sku: 'MUG', location: 'leipzig', quantity: 1 },
      { sku: 'PLATE', location: 'leipzig', quantity: 1 },
    ],
    method: { ...anOrder().method, price: 1_490 },
    person: { email: 'ada@example.org', locale: 'de', address: { ...address, country: 'CH' } },
  });
  const { consignment } = after(opened, abroad);
  const mugs = { description: 'Mug, MUG', value: 1_990, weightGrams: 400 };
  assert.deepEqual(
    consignment.parcels.map((parcel) => bookingOf(consignment, parcel)?.customs),
    [
      { currency: 'EUR', delivery: 1_490, items: [{ ...mugs, quantity: 2 }] },
      {
        currency: 'EUR',
        delivery: 0,
        items: [
          { ...mugs, quantity: 1 },
          { description: 'Mug, PLATE', value: 2_490, weightGrams: 400, quantity: 1 },
        ],
      },
    ],
  );
  const inside = after(opened, paid).consignment;
  assert.deepEqual([inside.goods, inside.parcels.map((parcel) => bookingOf(inside, parcel)?.customs)], [null, [undefined]]);
});
