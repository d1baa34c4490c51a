import type { Letter } from './letter.ts';

const WIDTH = 64;

/** A line with its amount at the right edge; a long one has it below. */
function beside(left: string, right: string): string {
  const room = WIDTH - left.length - right.length;
  return room > 1 ? `${left}${' '.repeat(room)}${right}` : `${left}\n${right.padStart(WIDTH)}`;
}

/** The mail as plain text, with all that the HTML says. */
export function textOf({ title, paragraphs, button, lines, totals, details, aside, closing, home }: Letter): string {
  const rule = '-'.repeat(WIDTH);
  const ordered = lines.map(({ what, detail, amount }) => `${what}\n${beside(detail, amount)}`);
  const sums = totals.map(({ label, amount }) => beside(label, amount));
  const blocks = [
    'Kontor',
    title,
    ...paragraphs,
    `${button.label}:\n${button.href}`,
    ...(ordered.length > 0 ? [[rule, ordered.join('\n')].join('\n')] : []),
    ...(sums.length > 0 ? [[rule, ...sums].join('\n')] : []),
    ...details.map(({ label, value }) => [label, ...value.map((line) => `  ${line}`)].join('\n')),
    ...(aside ? [`${aside.label}:\n${aside.href}`] : []),
    `-- \n${closing}\n${home}`,
  ];
  return `${blocks.join('\n\n')}\n`;
}
