import assert from 'node:assert/strict';
import { addressOf } from '@kontor/kit/testing/env';
import { examine, type Report } from '../scripts/doctor/examine.ts';
import type { Finding } from '../scripts/doctor/finding.ts';
import { mendAll } from '../scripts/doctor/repairs.ts';
import { openStores, type Stores } from '../scripts/doctor/stores.ts';
import { runToEnd, type Stack } from './stack.ts';

/** The doctor's eyes on the stores of a stack. */
export const storesOf = (stack: Stack): Promise<Stores> =>
  openStores({ ...stack.values, OPENSEARCH_URL: addressOf('OPENSEARCH_URL'), RABBITMQ_URL: addressOf('RABBITMQ_URL') });

/** Lets the stack settle and has the doctor look at everything: fails with his sentences. */
export async function assertHealthy(stack: Stack, settleMs = 60_000): Promise<Report> {
  const stores = await storesOf(stack);
  try {
    const report = await examine(stores, { settleMs });
    assert.deepEqual(report.findings.map(sentenceOf), []);
    return report;
  } finally {
    await stores.close();
  }
}

export const sentenceOf = ({ promised, what, sentence }: Finding): string => `${promised} ${what}: ${sentence}`;

/** Repairs what can be repaired; gives in words what could not. */
export const repair = (stack: Stack, stores: Stores, findings: readonly Finding[]): Promise<string[]> =>
  mendAll(stores, findings, async () => void (await runToEnd(['scripts/reindex.ts'], stack.values)));
