import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Refusal } from '@kontor/contracts/refusals';
import { isStoreAway } from './away.ts';

const error = (message: string, more: object = {}) => Object.assign(new Error(message), more);

test('a store that is away is told from a bug and from a refusal, as each driver says it', () => {
  const away = [
    error('Connection terminated unexpectedly'),
    error('Connection terminated due to connection timeout'),
    error('timeout exceeded when trying to connect'),
    error('terminating connection due to administrator command', { code: '57P01' }),
    error('connect ECONNREFUSED 127.0.0.1:5432', { code: 'ECONNREFUSED' }),
    error('Raw query failed', { code: 'P2010', meta: { driverAdapterError: { cause: { kind: 'ConnectionClosed' } } } }),
    error('Raw query failed. Code: `57P03`', { code: 'P2010', meta: { driverAdapterError: { cause: { originalCode: '57P03', kind: 'postgres' } } } }),
    error('ConnectionClosed', { cause: { kind: 'ConnectionClosed' } }),
    error('read ECONNRESET', { name: 'MongoServerSelectionError' }),
    error('fetch failed', { cause: error('read', { code: 'ECONNRESET' }) }),
  ];
  assert.deepEqual(away.map(isStoreAway), Array(away.length).fill(true));
  const other = [
    new Refusal('NotFound'),
    error('duplicate key value', { code: '23505' }),
    error('Raw query failed', { code: 'P2010', meta: { driverAdapterError: { cause: { kind: 'UniqueConstraintViolation' } } } }),
    new TypeError('order is undefined'),
    'a text',
    null,
  ];
  assert.deepEqual(other.map(isStoreAway), Array(other.length).fill(false));
});
