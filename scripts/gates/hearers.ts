import ts from 'typescript';
import type { SourceFile } from './finding.ts';
import { lineAt, syntaxOf, walk } from './syntax.ts';

/** One key of a `hears`: an event, and who hears it on a queue that outlives the process. */
export type Hearing = { event: string; hearer: string; path: string; line: number };

const EVENTS = /^workers\/([^/]+)\/events(\.ts$|\/.+\.ts$)/;

const hearerOf = (path: string): string | null => EVENTS.exec(path)?.[1] ?? (/^bff\/.+\.ts$/.test(path) ? 'gateway' : null);

function literalOf(node: ts.Expression | undefined): ts.ObjectLiteralExpression | null {
  if (!node) return null;
  if (ts.isObjectLiteralExpression(node)) return node;
  return ts.isSatisfiesExpression(node) || ts.isAsExpression(node) || ts.isParenthesizedExpression(node) ? literalOf(node.expression) : null;
}

/** Who hears what: the keys of every `hears`, read without running anything. Keys that are spread in do not count. */
export function hearings(files: readonly SourceFile[]): Hearing[] {
  return files.flatMap((file) => {
    const hearer = file.path.endsWith('.test.ts') ? null : hearerOf(file.path);
    if (!hearer || !file.text.includes('hears')) return [];
    const tree = syntaxOf(file);
    const found: Hearing[] = [];
    walk(tree, (node) => {
      if (!ts.isVariableDeclaration(node) || !ts.isIdentifier(node.name) || node.name.text !== 'hears') return;
      for (const property of literalOf(node.initializer)?.properties ?? []) {
        if (property.name && (ts.isIdentifier(property.name) || ts.isStringLiteralLike(property.name))) {
          found.push({ event: property.name.text, hearer, path: file.path, line: lineAt(tree, property) });
        }
      }
    });
    return found;
  });
}
