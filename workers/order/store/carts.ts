import { rows } from '@kontor/kit/postgres';
import type { CartLines } from '../cart/store.ts';
import { prisma } from './journal.ts';

const KEEP = `insert into kept_cart (owner, lines, codes, at) values ($1, $2::jsonb, $3::jsonb, now())
  on conflict (owner) do update set lines = excluded.lines, codes = excluded.codes, at = now()`;

/** Keeps a copy of a signed-in shopper's cart, for the day the cart store is lost. */
export const keepCart = async (owner: string, lines: CartLines, codes: readonly string[]): Promise<void> =>
  void (await prisma.$executeRawUnsafe(KEEP, owner, rows(lines), rows(codes)));

/** The same for a cart that has a kept copy; a guest's has none. */
export const keepLess = async (owner: string, lines: CartLines, codes: readonly string[]): Promise<void> =>
  void (await prisma.$executeRawUnsafe(
    'update kept_cart set lines = $2::jsonb, codes = $3::jsonb, at = now() where owner = $1',
    owner,
    rows(lines),
    rows(codes),
  ));

export async function keptCart(owner: string): Promise<{ lines: CartLines; codes: string[] }> {
  const [kept] = await prisma.$queryRawUnsafe<{ lines: CartLines; codes: string[] }[]>(
    `select lines, codes from kept_cart where owner = $1 and at > now() - interval '30 days'`,
    owner,
  );
  return kept ?? { lines: [], codes: [] };
}
