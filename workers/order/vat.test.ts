import { testWorld, until } from '@kontor/kit/testing';
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { order } from '@kontor/contracts/order';
import { moveClock } from '@kontor/kit/clock';
import { startVies } from '../../simulators/vies/start.ts';
import { aCheckout, anOffer, someRates } from './examples.ts';

const vies = await startVies({ port: 0, host: '127.0.0.1', publicHost: '127.0.0.1' });
const world = await testWorld('order', { VIES_URL: vies.url });
const sku = `MUG-${world.namespace}`;
const shopper = () => world.call(order, { kind: 'guest', id: `g-${randomUUID()}`, roles: [] });
const DAY = 24 * 60 * 60 * 1000;

before(async () => {
  await world.start();
  await world.tell('OfferChanged', sku, 1, anOffer({ sku, price: 12_000 }));
  await world.tell('RatesChanged', 'rates', 1, { rates: someRates.map((rate) => ({ ...rate, bands: [{ upToGrams: 31_500, price: 0 }] })) });
  await until(
    () =>
      shopper()
        .addToCart({ sku })
        .catch(() => null),
    'the offer is known',
  );
});
after(async () => {
  moveClock(0);
  await world.stop();
  await vies.stop();
});

async function quoted(vatId: string) {
  const business = shopper();
  await business.addToCart({ sku });
  await until(() => business.quote({ country: 'AT' }).then(({ methods }) => methods.length > 0), 'the rates are known');
  return { business, receipt: (await business.quote({ country: 'AT', vatId })).receipt };
}
const away = () =>
  fetch(`${vies.url}/faults`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ kind: 'error_before' }) });

test('a business with a valid id does not pay the tax, and its order says why', async () => {
  const { business, receipt } = await quoted('atu 1234 5678');
  assert.deepEqual(
    [receipt.total, receipt.relief, receipt.treatment, receipt.vat],
    [10_000, 2_000, 'reverse-charge', { id: 'ATU12345678', standing: 'valid' }],
  );
  const address = { ...aCheckout().address, postcode: '1010', city: 'Wien', country: 'AT' };
  const placed = await business.place(aCheckout({ address, vatId: 'ATU12345678', total: 10_000, idempotencyKey: randomUUID() }));
  assert.deepEqual([placed.receipt.total, placed.receipt.tax, placed.receipt.treatment], [10_000, 0, 'reverse-charge']);
});

test('an id that is not registered, or of no member state, is taxed and named', async () => {
  for (const id of ['ATU12345000', 'CHE123456789']) {
    const { receipt } = await quoted(id);
    assert.deepEqual([receipt.total, receipt.tax, receipt.vat?.standing], [12_000, 2_000, 'invalid']);
  }
});

test('an id that nobody can check is taxed and said to be unchecked', async () => {
  assert.equal((await quoted('ATU12345999')).receipt.vat?.standing, 'unchecked');
});

test('the answer is kept: a register that is away changes nothing for a while', async () => {
  assert.equal((await quoted('ATU77777777')).receipt.vat?.standing, 'valid');
  await away();
  assert.equal((await quoted('ATU77777777')).receipt.vat?.standing, 'valid');
  moveClock(2 * DAY);
  assert.equal((await quoted('ATU77777777')).receipt.vat?.standing, 'valid');
  await away();
  moveClock(40 * DAY);
  assert.equal((await quoted('ATU77777777')).receipt.vat?.standing, 'unchecked');
  moveClock(0);
});

test('what is no VAT id is refused at its field', async () => {
  await assert.rejects(
    shopper().quote({ vatId: '12345' }),
    (error: { code?: string; details?: { field?: string } }) => error.code === 'InvalidInput' && error.details?.field === 'vatId',
  );
});
