import { type Context, staffOf } from '@kontor/kit/rpc';
import { journal, type Tx } from './store/catalogue.ts';

const MOST_NAMED = 20;

/** Writes down, with the change, who changed how many and the first of them by name; nothing when nothing changed. */
export async function note(tx: Tx, context: Context, act: string, ids: readonly string[], more: Record<string, string> = {}): Promise<void> {
  const [first] = ids;
  if (first === undefined) return;
  await journal.records.note(tx, { actor: staffOf(context).id, act, about: first, detail: { changed: ids.length, first: ids.slice(0, MOST_NAMED), ...more } });
}
