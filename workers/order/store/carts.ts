import { rows } from '@kontor/kit/postgres';
import type { CartLines } from '../cart/store.ts';
import { prisma } from './journal.ts';

const KEEP = `insert into kept_cart (owner, lines, at) values ($1, $2::jsonb, now()) on conflict (owner) do update set lines = excluded.lines, at = now()`;

/** Keeps a copy of a signed-in shopper's cart, for the day the cart store is lost. */
export const keepCart = async (owner: string, lines: CartLines): Promise<void> => void (await prisma.$executeRawUnsafe(KEEP, owner, rows(lines)));

/** The same for a cart that has a kept copy; a guest's has none. */
export const keepLess = async (owner: string, lines: CartLines): Promise<void> =>
  void (await prisma.$executeRawUnsafe('update kept_cart set lines = $2::jsonb, at = now() where owner = $1', owner, rows(lines)));

export async function keptCart(owner: string): Promise<CartLines> {
  const [kept] = await prisma.$queryRawUnsafe<{ lines: CartLines }[]>(
    `select lines from kept_cart where owner = $1 and at > now() - interval '30 days'`,
    owner,
  );
  return kept?.lines ?? [];
}
