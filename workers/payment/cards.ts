import { createHash, randomInt } from 'node:crypto';
import type { giftCard } from '@kontor/contracts/gift-card';
import { Refusal } from '@kontor/contracts/refusals';
import type { z } from 'zod';
import { cards, journal } from './store.ts';

const ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const LENGTH = 16;
type In<V extends { input: z.ZodType }> = z.output<V['input']>;

/** Eighty bits that nobody can guess; a plain hash of them is as good as a slow one. */
export const hashOf = (code: string): string => createHash('sha256').update(code).digest('base64url');
const newCode = (): string => Array.from({ length: LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
const inFours = (code: string): string => code.replace(/(.{4})(?=.)/g, '$1-');

/** Issues a card and says its code, this once. The same id again is refused: its code is not known any more. */
export async function issueGiftCard({ id, amount, currency, note }: In<typeof giftCard.issueGiftCard>, actor: string) {
  const code = newCode();
  const card = await journal.transaction(async (tx) => {
    const issued = await cards.issue(tx, { id, codeHash: hashOf(code), last4: code.slice(-4), currency, amount, note });
    if (!issued) throw new Refusal('KeyReused', { field: 'id' });
    await journal.records.note(tx, { actor, act: 'issueGiftCard', about: id, detail: { amount, currency, note } });
    return issued;
  });
  return { card, code: inFours(code) };
}

export const switchGiftCard = ({ id, on }: In<typeof giftCard.switchGiftCard>, actor: string) =>
  journal.transaction(async (tx) => {
    const found = await cards.switch(tx, id, on);
    if (!found) throw new Refusal('NotFound', { field: 'id' });
    if (found.switched) await journal.records.note(tx, { actor, act: on ? 'switchGiftCardOn' : 'switchGiftCardOff', about: id, detail: {} });
    return found.card;
  });

/** What is left on a card; one that is switched off is not there. */
export async function giftCardBalance({ code }: In<typeof giftCard.giftCardBalance>) {
  const card = await cards.byCode(hashOf(code));
  if (!card?.on) throw new Refusal('GiftCardRefused', { field: 'code', reason: 'unknown' });
  const { last4, balance, currency } = card;
  return { last4, balance, currency };
}

/** By the whole code, whose hash is kept, or by its last four; staff see cards, never codes. */
export async function findGiftCards({ code }: In<typeof giftCard.findGiftCards>) {
  if (code.length < LENGTH) return cards.byLast4(code);
  const card = await cards.byCode(hashOf(code));
  return card ? [card] : [];
}

export async function giftCardLedger({ id }: In<typeof giftCard.giftCardLedger>) {
  const found = await cards.ledger(id);
  if (!found) throw new Refusal('NotFound', { field: 'id' });
  return found;
}
