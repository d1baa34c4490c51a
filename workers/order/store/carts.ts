import { rows } from '@kontor/kit/postgres';
import { doneTogether } from '@kontor/kit/together';
import type { CartLines } from '../cart/store.ts';
import { prisma } from './journal.ts';

type Kept = { lines: CartLines; saved: CartLines; codes: string[] };

const KEEP = `insert into kept_cart (owner, lines, codes, saved, at) values ($1, $2::jsonb, $3::jsonb, $4::jsonb, now())
  on conflict (owner) do update set lines = excluded.lines, codes = excluded.codes, saved = excluded.saved, at = now()`;

/** Keeps a copy of a signed-in shopper's cart, for the day the cart store is lost. */
export const keepCart = async (owner: string, { lines, saved, codes }: Kept): Promise<void> =>
  void (await prisma.$executeRawUnsafe(KEEP, owner, rows(lines), rows(codes), rows(saved)));

const KEEP_LESS = `update kept_cart k set lines = x.lines, codes = x.codes, at = now()
  from jsonb_to_recordset($1::jsonb) as x(owner text, lines jsonb, codes jsonb) where k.owner = x.owner`;

/** The same for a cart that has a kept copy; a guest's has none. Whoever pays at once shares a statement; the last word on a cart counts. */
export const keepLess = doneTogether(async (carts: (Pick<Kept, 'lines' | 'codes'> & { owner: string })[]): Promise<void> => {
  await prisma.$executeRawUnsafe(KEEP_LESS, rows([...new Map(carts.map((cart) => [cart.owner, cart])).values()]));
});

export async function keptCart(owner: string): Promise<Kept> {
  const [kept] = await prisma.$queryRawUnsafe<Kept[]>(`select lines, codes, saved from kept_cart where owner = $1 and at > now() - interval '30 days'`, owner);
  return kept ?? { lines: [], saved: [], codes: [] };
}
