import { startStack } from '../stack.ts';
import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { sentenceOf } from '../health.ts';
import { planOf } from '../simulation/plan.ts';
import { simulate } from '../simulation/run.ts';

const BUYERS = 12;
/** Each draws kills as well as faults of those outside, some with cards that are charged when goods leave. */
const SEEDS = [2, 4, 9];

test('the same seed draws the same plan, another another', () => {
  assert.deepEqual(planOf(7, 20), planOf(7, 20));
  assert.notDeepEqual(planOf(7, 20).buyers, planOf(8, 20).buyers);
});

test('whatever a few seeds draw, every order ends and every promise holds', async () => {
  const stack = await startStack({ split: true });
  try {
    const ends = new Set<string>();
    for (const seed of SEEDS) {
      const { report, phases, replacements } = await simulate(stack, planOf(seed, BUYERS));
      assert.deepEqual(report.findings.map(sentenceOf), [], `seed ${seed}`);
      assert.deepEqual(
        [...Object.keys(phases), ...Object.keys(replacements)].filter((phase) => phase !== 'completed' && phase !== 'cancelled'),
        [],
        `seed ${seed}`,
      );
      for (const phase of Object.keys(replacements)) ends.add(phase);
    }
    assert.deepEqual([...ends].sort(), ['cancelled', 'completed'], 'some replacements were sent, some let go of');
  } finally {
    await stack.stop();
  }
});

const planted = (bug: string) => ({ NODE_OPTIONS: `--import ${pathToFileURL(resolve(import.meta.dirname, '../simulation/planted.mjs')).href}?${bug}` });

test('a payment worker that does not compare amounts is caught', async () => {
  const stack = await startStack({ environment: planted('unequal') });
  try {
    const { buyers, goods } = planOf(1, 8);
    const wrong = buyers.map((buyer) => ({
      ...buyer,
      comesBack: null,
      pays: 'at once' as const,
      cancels: 'never' as const,
      opening: null,
      paying: { kind: 'other_amount', on: 'pay', amount: 1 },
    }));
    const { report } = await simulate(stack, { seed: 1, capture: 'with-payment', goods, buyers: wrong, disturbances: [] });
    assert.ok(
      report.findings.some(({ promised, what }) => promised === 'I1' && what === 'captured differs'),
      report.findings.map(sentenceOf).join('\n'),
    );
  } finally {
    await stack.stop();
  }
});

test('a payment worker that does not write down what it took for goods that have left is caught', async () => {
  const stack = await startStack({ environment: { ...planted('forgetful'), PAYMENT_CAPTURE: 'at-dispatch' } });
  try {
    const { buyers, goods } = planOf(1, 8);
    const usual = buyers.map((buyer) => ({
      ...buyer,
      pays: 'at once' as const,
      cancels: 'never' as const,
      opening: null,
      paying: null,
      lapses: false,
      comesBack: null,
    }));
    const { report } = await simulate(stack, { seed: 1, capture: 'at-dispatch', goods, buyers: usual, disturbances: [] });
    assert.ok(
      report.findings.some(({ promised, what }) => promised === 'I1' && what === 'provider captured differs'),
      report.findings.map(sentenceOf).join('\n'),
    );
  } finally {
    await stack.stop();
  }
});

test('an order worker that goes on keeping what was to replace goods that are refused is caught', async () => {
  const stack = await startStack({ environment: planted('clinging') });
  try {
    const { buyers, goods } = planOf(1, 8);
    const comesBack = {
      kind: 'return',
      early: false,
      pieces: 'one',
      instead: 'the same again',
      twice: false,
      drops: 'never',
      staff: 'decline',
      next: null,
    } as const;
    const usual = buyers.map((buyer) => ({ ...buyer, pays: 'at once', cancels: 'never', opening: null, paying: null, lapses: false, comesBack }) as const);
    const { report, replacements } = await simulate(stack, { seed: 1, capture: 'with-payment', goods, buyers: usual, disturbances: [] }, 15_000);
    assert.ok(replacements['held'], 'something was exchanged');
    assert.ok(
      report.findings.some(({ promised, what }) => promised === 'I4' && what === 'stuck held'),
      report.findings.map(sentenceOf).join('\n'),
    );
  } finally {
    await stack.stop();
  }
});
