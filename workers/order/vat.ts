import type { VatStanding } from '@kontor/contracts/receipt';
import { now } from '@kontor/kit/clock';
import { log } from '@kontor/kit/log';
import { z } from 'zod';
import { env } from './env.ts';
import { memberStateOf } from './pricing/tax.ts';
import { keepVatCheck, keptVatCheck } from './store/vat.ts';

/** Half the gateway's patience: a quote waits no longer for a register. */
const PATIENCE_MS = 2_000;
const FRESH_MS = 24 * 60 * 60 * 1000;
/** While the register is away an answer of so long ago still counts. */
const STALE_MS = 30 * FRESH_MS;

const Answer = z.object({ isValid: z.boolean(), userError: z.string().default('') });

/** Asks the register (VIES) whether an id is valid; throws when nobody can tell. */
async function askRegister(id: string): Promise<boolean> {
  if (!env.VIES_URL) throw new Error('no register of VAT ids is set');
  const response = await fetch(`${env.VIES_URL}/ms/${id.slice(0, 2)}/vat/${encodeURIComponent(id.slice(2))}`, { signal: AbortSignal.timeout(PATIENCE_MS) });
  if (!response.ok) throw new Error(`the register answers ${response.status}`);
  const { isValid, userError } = Answer.parse(await response.json());
  if (userError !== 'VALID' && userError !== 'INVALID') throw new Error(`the register says ${userError}`);
  return isValid;
}

/**
 * How a VAT id stands: by the answer we keep, else by the register's, which is kept. Never inside a transaction. An id that nobody
 * can check counts as none, so the order is taxed; the receipt says so.
 */
export async function standingOf(id: string | undefined): Promise<VatStanding | null> {
  if (id === undefined) return null;
  if (memberStateOf(id) === null) return { id, standing: 'invalid' };
  const kept = await keptVatCheck(id);
  const age = kept ? now().getTime() - kept.at.getTime() : Number.POSITIVE_INFINITY;
  if (kept && age < FRESH_MS) return { id, standing: kept.valid ? 'valid' : 'invalid' };
  try {
    const valid = await askRegister(id);
    await keepVatCheck(id, valid, now());
    return { id, standing: valid ? 'valid' : 'invalid' };
  } catch (error) {
    log.warn({ error: String(error) }, 'a VAT id could not be checked');
    return { id, standing: kept && age < STALE_MS ? (kept.valid ? 'valid' : 'invalid') : 'unchecked' };
  }
}
