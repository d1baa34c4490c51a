/** A line of a file, or why it cannot be read; `number` counts from 1. */
export type Line = { number: number; text: string } | { number: number; reason: string };

export const LONGEST_LINE = 1024 * 1024;
const NEWLINE = 0x0a;

/** Cuts bytes into lines. Blank lines are passed over; of a line that is too long no more than the limit is ever held. */
export async function* linesOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<Line> {
  let number = 0;
  let parts: Buffer[] = [];
  let length = 0;

  const end = (): Line | null => {
    number++;
    const bytes = Buffer.concat(parts);
    const size = length;
    parts = [];
    length = 0;
    if (size > LONGEST_LINE) return { number, reason: 'is longer than 1 MB' };
    try {
      const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes).trim();
      return text === '' ? null : { number, text };
    } catch {
      return { number, reason: 'is not UTF-8; save the file in that encoding' };
    }
  };

  for await (const chunk of chunks) {
    for (let from = 0; from < chunk.length; ) {
      const newline = chunk.indexOf(NEWLINE, from);
      const to = newline === -1 ? chunk.length : newline;
      length += to - from;
      if (length > LONGEST_LINE) parts = [];
      else parts.push(chunk.subarray(from, to));
      from = to + 1;
      if (newline === -1) break;
      const line = end();
      if (line) yield line;
    }
  }
  const last = length > 0 ? end() : null;
  if (last) yield last;
}
