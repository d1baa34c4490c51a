import { prisma } from './journal.ts';

/** What the register said of a VAT id, and when. */
export const keptVatCheck = (id: string): Promise<{ valid: boolean; at: Date } | null> =>
  prisma.vatCheck.findUnique({ where: { id }, select: { valid: true, at: true } });

export const keepVatCheck = async (id: string, valid: boolean, at: Date): Promise<void> =>
  void (await prisma.vatCheck.upsert({ where: { id }, create: { id, valid, at }, update: { valid, at } }));
