import { startStack } from '../stack.ts';
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { measureOverload } from '../../bench/overload.ts';
import { DELIVERY, stockGoods } from '../goods.ts';
import { assertHealthy } from '../health.ts';

const GOODS = { sku: 'OVERLOAD-1', price: 1_500, pieces: 20_000 };
const stack = await startStack({ environment: { MOST_REQUESTS: '100', LOG_LEVEL: 'error' } });
before(() => stockGoods(stack, [GOODS]));
after(() => stack.stop());

test('three times what the shop can do: it goes on at its own pace, the rest is told at once when to come again, and then served', async (t) => {
  const seen = await measureOverload(stack, { sku: GOODS.sku, total: GOODS.price + DELIVERY });
  t.diagnostic(JSON.stringify(seen));
  assert.deepEqual(seen.lost, []);
  assert.ok(seen.refused.count > 0, 'it was too much');
  assert.equal(seen.takenLater, seen.refused.count);
  // A shop that collapses under load does a tenth of what it can; how near it comes to all of it is the bench's to say.
  assert.ok(seen.goodput > seen.capacity / 2, `${seen.goodput} orders a second of ${seen.capacity}`);
});

test('after all of this every promise holds', () => assertHealthy(stack).then(() => undefined));
