import { randomBytes } from 'node:crypto';

/**
 * A page that is made for one visitor is streamed: which scripts will stand in it is not known when it begins, so they carry a number
 * that no script put there later can know (Content-Security-Policy). Only what Next and React write themselves gets it; Next's own
 * numbers are not for pages whose beginning is made ahead.
 */
const OWN_SCRIPTS = ['self.__next_f.push(', '(self.__next_f=', '(globalThis["TURBOPACK"]', '$R', 'requestAnimationFrame(function(){$RT='];
const OPENING = '<script>';
const LONGEST = OPENING.length + Math.max(...OWN_SCRIPTS.map((script) => script.length));

/** Where a text ends with what may become a script of ours with the next part. */
function undecidedFrom(text: string): number {
  const at = text.lastIndexOf('<', text.length - 1);
  if (at < text.length - LONGEST || at < 0) return text.length;
  const tail = text.slice(at);
  return OPENING.startsWith(tail) || OWN_SCRIPTS.some((script) => (OPENING + script).startsWith(tail)) ? at : text.length;
}

/** Marks the scripts of one page, part by part, as they are streamed; `rest` gives what is still held back at the end. */
export function marking() {
  const nonce = randomBytes(16).toString('base64url');
  let held = '';
  return {
    policy: `script-src 'self' 'nonce-${nonce}'`,
    // As Latin-1 each byte is one character: parts may end within a letter.
    mark(part: Uint8Array): Buffer {
      const text = held + Buffer.from(part.buffer, part.byteOffset, part.byteLength).toString('latin1');
      const until = undecidedFrom(text);
      held = text.slice(until);
      const marked = OWN_SCRIPTS.reduce((all, script) => all.replaceAll(OPENING + script, () => `<script nonce="${nonce}">${script}`), text.slice(0, until));
      return Buffer.from(marked, 'latin1');
    },
    rest: (): Buffer => Buffer.from(held, 'latin1'),
  };
}
