import { createHash } from 'node:crypto';
import type { OutgoingHttpHeaders } from 'node:http';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { env } from '../env.ts';
import { openMemory } from './memory.ts';
import { isYoung, type Kept, pageAt } from './pages.ts';
import { store } from './store.ts';

/**
 * What was sent for a kept page, ready to be sent again: Next takes nine milliseconds to find, check and write a page that has not
 * changed. Whether it has changed is asked for each visitor, of the same times of the same tags.
 */
type Answer = Pick<Kept, 'tags' | 'lastModified' | 'cacheControl'> & { headers: OutgoingHttpHeaders; body: Buffer };
export type Encoding = 'br' | 'gzip' | 'identity';

const answers = openMemory<Answer>(env.cacheBytes / 2);
/** Compressed pages by encoding and entity tag, which is made of what they say. */
const compressed = openMemory<Buffer>(env.cacheBytes / 4);

const encodings: Record<Encoding, (page: string) => Buffer> = {
  br: (page) => brotliCompressSync(page, { params: { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_SIZE_HINT]: page.length } }),
  gzip: (page) => gzipSync(page),
  identity: (page) => Buffer.from(page),
};

/** The same for the same words in every instance and every encoding, hence weak. */
export const tagOf = (page: string): string => `W/"${createHash('sha256').update(page).digest('base64url').slice(0, 22)}"`;

/** Compresses a page once, not for each visitor. */
export function encoded(encoding: Encoding, tag: string, page: string): Buffer {
  const name = `${encoding} ${tag}`;
  const before = compressed.recall(name);
  if (before) return before;
  const body = encodings[encoding](page);
  compressed.remember(name, body, body.length);
  return body;
}

const nameOf = (address: string, encoding: Encoding) => `${encoding} ${address}`;

/** Whether there may be an answer: looked up without waiting, for most requests are for something else. */
export const mayAnswer = (address: string, encoding: Encoding): boolean => answers.recall(nameOf(address, encoding)) !== undefined;

/** The answer for a page that has not changed since it was made; null when Next is to answer, which it is whenever the tags' times cannot be read. */
export async function answerFor(address: string, encoding: Encoding): Promise<Answer | null> {
  try {
    await store.sync();
  } catch {
    return null;
  }
  const answer = answers.recall(nameOf(address, encoding));
  return answer && isYoung(answer) && !store.changedSince(answer.tags, answer.lastModified) ? answer : null;
}

/** Remembers what Next has answered, if it is the page that is kept for this address word by word. */
export async function rememberAnswer(address: string, encoding: Encoding, page: string, { headers, body }: Pick<Answer, 'headers' | 'body'>): Promise<void> {
  const kept = await pageAt(address);
  if (kept?.value?.html !== page) return;
  const { tags, lastModified, cacheControl } = kept;
  answers.remember(nameOf(address, encoding), { tags, lastModified, ...(cacheControl && { cacheControl }), headers, body }, body.length);
}
