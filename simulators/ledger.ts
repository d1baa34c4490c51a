import { appendFileSync, closeSync, existsSync, mkdirSync, openSync, readFileSync, truncateSync } from 'node:fs';
import { dirname } from 'node:path';
import type { z } from 'zod';

export type Ledger<Entry> = { write(entry: Entry): void; close(): void };

/**
 * Opens an append-only file of JSON lines and replays it: `apply` sees every stored entry, then every new one.
 * A written entry survives the death of the process. Throws when a stored line does not fit the schema.
 */
export function openLedger<S extends z.ZodType>(file: string, schema: S, apply: (entry: z.output<S>) => void): Ledger<z.input<S>> {
  mkdirSync(dirname(file), { recursive: true });
  if (existsSync(file)) replay(file, schema, apply);
  const handle = openSync(file, 'a');
  return {
    write(entry) {
      // Parsed again, so that memory now and memory after a restart are built from the same value.
      const parsed = schema.parse(entry);
      // Synchronous on purpose: what was answered is written, and two requests never interleave inside a step.
      appendFileSync(handle, `${JSON.stringify(parsed)}\n`);
      apply(parsed);
    },
    close: () => closeSync(handle),
  };
}

function replay<S extends z.ZodType>(file: string, schema: S, apply: (entry: z.output<S>) => void): void {
  const bytes = readFileSync(file);
  const end = bytes.lastIndexOf(0x0a) + 1;
  // A line without its end was never answered to anyone: the process died while writing it.
  if (end < bytes.length) truncateSync(file, end);
  // Line by line: the whole of a long ledger does not fit into one string (512 MB).
  for (let from = 0, count = 1; from < end; count++) {
    const to = bytes.indexOf(0x0a, from);
    try {
      apply(schema.parse(JSON.parse(bytes.toString('utf8', from, to))));
    } catch (cause) {
      throw new Error(`The ledger ${file} cannot be read at line ${count}; move the file away to start with an empty one.`, { cause });
    }
    from = to + 1;
  }
}
