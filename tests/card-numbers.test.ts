import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { z } from 'zod';
import { holdsCardNumber, withoutCards } from '../contracts/card-number.ts';

// The numbers that providers publish for tests.
const numbers = ['4242424242424242', '4000056655665556', '5555555555554444', '2223003122003222', '378282246310005', '36227206271667', '3566002020360505'];
const more = ['6011111111111117', '6205500000000000004', '6759649826438453', '4222222222222'];

test('a card number is seen in one piece, in groups and in the middle of a sentence', () => {
  for (const number of [...numbers, ...more]) {
    const groups = number.replace(/(\d{4})(?=\d)/g, '$1 ');
    for (const text of [number, groups, groups.replaceAll(' ', '-'), groups.replaceAll(' ', ' - '), `please charge ${groups} 12/28 123.`, `Karte:${number};`])
      assert.ok(holdsCardNumber(text), text);
  }
  assert.ok(holdsCardNumber('3782 822463 10005'));
});

test('one wrong digit is no card number', () => {
  for (const number of numbers) assert.ok(!holdsCardNumber(`${number.slice(0, -1)}${(Number(number.at(-1)) + 1) % 10}`), number);
});

test('phone numbers, accounts, articles, dates and order numbers are taken', () => {
  const fine = [
    '+49 170 1234 5678 90',
    '0049 30 901820 4242',
    '+43 4242 4242 4242 42',
    '1 800 555 0199 2222',
    'DE89 3704 0044 0532 0130 00',
    'AT611904300234573201',
    '4006381333931',
    'K100001 vom 23.11.2026, 10:15',
    'Unter den Linden 6, 10117 Berlin',
    '018f0000-0000-7000-8000-00000000000a',
    '00340434161094042557',
    '9999 9999 9999 9995',
  ];
  for (const text of fine) assert.ok(!holdsCardNumber(text), text);
});

test('no article number of thirteen digits is taken for a card', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 999_999_999_999 }), (body) => {
      const digits = String(body).padStart(12, '0');
      const sum = [...digits].reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 1 : 3), 0);
      return !holdsCardNumber(`${digits}${(10 - (sum % 10)) % 10}`);
    }),
  );
});

test('a door that is held free of them names the field', () => {
  const door = withoutCards(z.object({ address: z.object({ name: z.string(), street: z.string() }), notes: z.array(z.string()) }));
  const { error } = door.safeParse({ address: { name: 'Ada', street: '4242 4242 4242 4242' }, notes: ['', '5555555555554444'] });
  assert.deepEqual(
    error?.issues.map(({ path }) => path.join('.')),
    ['address.street', 'notes.1'],
  );
  assert.match(error?.issues[0]?.message ?? '', /payment card/);
});
