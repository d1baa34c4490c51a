import { createReadStream, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { z } from 'zod';
import type { Image } from '@kontor/contracts/catalog';
import type { ImportLine } from '@kontor/contracts/import';
import { entriesOf, type Refused } from '../import/read.ts';

const root = resolve(import.meta.dirname, '../..');
export type Picture = z.infer<typeof Image>;

/** The demo catalogue as an import would read it, and the lines it would refuse. */
export async function readDemo(): Promise<{ lines: ImportLine[]; refused: Refused[] }> {
  const lines: ImportLine[] = [];
  const refused: Refused[] = [];
  for await (const entry of entriesOf(createReadStream(resolve(root, 'demo/catalogue.ndjson')))) {
    if ('reason' in entry) refused.push(entry);
    else lines.push(entry.value);
  }
  return { lines, refused };
}

/** All pictures that a line shows. */
export function picturesOf(line: ImportLine): Picture[] {
  if (line.type === 'product') return line.images;
  if (line.type === 'page') return line.blocks.flatMap((block) => (block.kind === 'image' ? [block.image] : []));
  if (line.type === 'article') return [...(line.image ? [line.image] : []), ...line.blocks.flatMap((block) => (block.kind === 'image' ? [block.image] : []))];
  if (line.type === 'category' || line.type === 'collection') return line.image ? [line.image] : [];
  return [];
}

/** The file of a picture of the demo shop; its address starts at the web's public folder. */
export function readPicture(src: string): Buffer {
  return readFileSync(resolve(root, 'public', src.slice(1)));
}
