import type { SourceFile } from './finding.ts';
import { isCode } from './syntax.ts';

const MOST = 400;
const isComment = (line: string): boolean => /^\s*(\/\/|\/\*|\*)/.test(line);

/** What is reported and not gated: how long files are, and how much of them is comment. */
export function sizes(files: readonly SourceFile[]): string[] {
  const measured = files.filter(isCode).map(({ path, text }) => {
    const lines = text.trimEnd().split('\n');
    return { path, lines: lines.length, comments: lines.filter(isComment).length };
  });
  const sorted = measured.map(({ lines }) => lines).sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  const total = (pick: (one: (typeof measured)[number]) => number) => measured.reduce((sum, one) => sum + pick(one), 0);
  const share =
    (100 * total((one) => one.comments)) /
    Math.max(
      1,
      total((one) => one.lines),
    );
  const long = measured.filter(({ lines }) => lines > MOST).sort((a, b) => b.lines - a.lines);
  return [
    `${measured.length} files, ${total((one) => one.lines)} lines; median ${at(0.5)}, 90 % ${at(0.9)}, longest ${at(1)}; comments ${share.toFixed(1)} %`,
    ...long.map(({ path, lines }) => `${path} has ${lines} lines, more than ${MOST}`),
  ];
}
