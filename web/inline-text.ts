/** A piece of a merchant's text: plain, set apart, or a link. */
export type Inline = { kind: 'plain'; text: string } | { kind: 'strong'; text: string } | { kind: 'link'; text: string; href: string };

const MARK = /\*\*([^*]+)\*\*|\[([^\]]+)\]\(([^()\s]+)\)/g;
/** A path of the shop without its language, an https address, or a mail address; anything else, such as script, is no link. */
const SAFE = /^(\/(?!\/)|https:\/\/|mailto:[^@\s]+@)/;

/** Reads `**words**` and `[words](address)`; everything else is text as it stands. */
export function inlinesOf(text: string): Inline[] {
  const parts: Inline[] = [];
  let at = 0;
  for (const match of text.matchAll(MARK)) {
    const [whole, strong, label, href] = match;
    if (match.index > at) parts.push({ kind: 'plain', text: text.slice(at, match.index) });
    if (strong !== undefined) parts.push({ kind: 'strong', text: strong });
    else if (label !== undefined && href !== undefined && SAFE.test(href)) parts.push({ kind: 'link', text: label, href });
    else parts.push({ kind: 'plain', text: label ?? whole });
    at = match.index + whole.length;
  }
  if (at < text.length) parts.push({ kind: 'plain', text: text.slice(at) });
  return parts;
}
