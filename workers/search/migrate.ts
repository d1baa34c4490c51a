import { ensureIndex } from './rebuild.ts';

/** Makes the first search index with its alias. Safe to repeat and in parallel; the database is migrated before. */
export const migrate = ensureIndex;
