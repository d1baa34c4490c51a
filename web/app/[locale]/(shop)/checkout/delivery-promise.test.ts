import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deliveryWindow } from './delivery-promise.ts';

const monday = new Date('2026-11-23T09:00:00Z');

test('a window of days names its first and its last day', () => {
  assert.match(deliveryWindow(1, 3, 'en', monday), /Tue,? 24.*Thu,? 26 Nov/);
  assert.match(deliveryWindow(1, 3, 'de', monday), /Di\., 24\..*Do\., 26\. Nov/);
});

test('one day is one date', () => {
  assert.match(deliveryWindow(1, 1, 'en', monday), /^Tue,? 24 Nov$/);
});

test('Sundays do not count', () => {
  const saturday = new Date('2026-11-28T09:00:00Z');
  assert.match(deliveryWindow(1, 1, 'en', saturday), /^Mon,? 30 Nov$/);
  assert.match(deliveryWindow(0, 0, 'en', new Date('2026-11-29T09:00:00Z')), /^Mon,? 30 Nov$/);
});

test('the day is that of the shop, not of the reader', () => {
  const lateInBerlin = new Date('2026-11-23T23:30:00Z');
  assert.match(deliveryWindow(1, 1, 'en', lateInBerlin), /^Wed,? 25 Nov$/);
});
