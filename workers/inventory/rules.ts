import { isDeepStrictEqual } from 'node:util';
import type { inventory } from '@kontor/contracts/inventory';
import { Refusal } from '@kontor/contracts/refusals';
import type { z } from 'zod';
import { toldOf, waitingOf } from './domain.ts';
import { journal, lockShelves, numbersOf, openShelves, type Rule, rulesOf, saveRules, shelvesOf, tellStock, type Tx } from './store.ts';

const BULK = 20;
type Wanted = z.output<typeof inventory.setRules.input>['rules'];

/** A promise that was given stays: the quota cannot fall below what orders wait for, but no more is promised once it is not open. */
export async function setRules(tx: Tx, wanted: Wanted, actor: string): Promise<number> {
  const skus = wanted.map(({ sku }) => sku);
  const known = new Set((await shelvesOf(skus, tx)).map(({ sku }) => sku));
  const homeless = wanted.filter(({ sku, later }) => later !== null && !known.has(sku));
  if (homeless.length > 0) await openShelves(tx, homeless);
  const before = await lockShelves(tx, skus);
  const standing = new Map((await rulesOf(skus, tx)).map((rule) => [rule.sku, rule]));
  const changed = wanted.flatMap(({ sku, later, lowAt }, index): Rule[] => {
    const waiting = waitingOf(before, sku);
    if (waiting > (later?.quota ?? 0)) {
      const reason = `orders wait for ${waiting} pieces of ${sku}, so the quota is ${waiting} at least; close it to promise no more`;
      throw new Refusal('InvalidInput', { field: `rules.${index}.later.quota`, reason, sku, waiting });
    }
    const rule = { sku, later, lowAt };
    return isDeepStrictEqual(standing.get(sku) ?? { sku, later: null, lowAt: null }, rule) ? [] : [rule];
  });
  if (changed.length === 0) return 0;
  await saveRules(tx, changed);
  const after = await shelvesOf(skus, tx);
  const told = changed.map(({ sku }) => sku).filter((sku) => !isDeepStrictEqual(toldOf(before, sku), toldOf(after, sku)));
  await journal.leave(tx, await tellStock(tx, numbersOf(after, told), told.length > BULK ? 'bulk' : 'now'), []);
  const about = changed.length === 1 ? (changed[0]?.sku ?? '') : `${changed.length} SKUs`;
  await journal.records.note(tx, { actor, act: 'setStockRules', about, detail: { rules: changed.slice(0, BULK) } });
  return changed.length;
}
