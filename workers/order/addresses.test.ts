import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countries, misplaced, placeLines } from '@kontor/contracts/countries';

const written = (country: string, postcode: string, region = '') => ({ country, postcode, region, city: 'Town' });

test('the example of each country keeps its own rule', () => {
  for (const [country, { example }] of Object.entries(countries)) assert.equal(misplaced(written(country, example, 'NY')), null, country);
});

test('a postcode of another form names the field and shows how it is written there', () => {
  assert.deepEqual(misplaced(written('DE', '1010')), { field: 'postcode', like: '10117' });
  assert.deepEqual(misplaced(written('GB', '10117')), { field: 'postcode', like: 'SW1A 1AA' });
  assert.equal(misplaced(written('GB', 'ec1a1bb')), null);
});

test('an address in the United States needs its state', () => {
  assert.deepEqual(misplaced(written('US', '10001')), { field: 'region', like: 'NY' });
  assert.equal(misplaced(written('US', '10001-1234', 'NY')), null);
});

test('a country without a rule takes any postcode', () => assert.equal(misplaced(written('JP', '100-0001')), null));

test('each country has its own order of postcode and town', () => {
  assert.deepEqual(placeLines(written('DE', '10117')), ['10117 Town']);
  assert.deepEqual(placeLines(written('GB', 'SW1A 1AA')), ['Town', 'SW1A 1AA']);
  assert.deepEqual(placeLines(written('US', '10001', 'NY')), ['Town, NY 10001']);
});
