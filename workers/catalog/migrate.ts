import { declareStore, journal } from './store.ts';

/** Makes the catalogue's collections with validators and indexes. Safe to repeat and in parallel. */
export async function migrate(): Promise<void> {
  await journal.ping();
  await declareStore();
}
