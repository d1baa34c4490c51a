import ts from 'typescript';
import type { SourceFile } from './finding.ts';

/** `specifier` is null where the path is computed; `typeOnly` imports leave no trace at run time. */
export type Import = { specifier: string | null; line: number; typeOnly: boolean };

export const isCode = ({ path }: SourceFile): boolean => /\.(ts|tsx|mjs|cjs|js)$/.test(path);

const parsed = new WeakMap<SourceFile, ts.SourceFile>();

/** The syntax tree of a file; the gates share one per file. */
export function syntaxOf(file: SourceFile): ts.SourceFile {
  const known = parsed.get(file);
  if (known) return known;
  const kind = file.path.endsWith('x') ? ts.ScriptKind.TSX : file.path.endsWith('.ts') ? ts.ScriptKind.TS : ts.ScriptKind.JS;
  const tree = ts.createSourceFile(file.path, file.text, ts.ScriptTarget.Latest, false, kind);
  parsed.set(file, tree);
  return tree;
}

/** The line of a node, from 1. */
export const lineAt = (tree: ts.SourceFile, node: ts.Node): number => tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1;

/** Visits every node of a file, outermost first. */
export function walk(tree: ts.SourceFile, visit: (node: ts.Node) => void): void {
  const step = (node: ts.Node): void => {
    visit(node);
    ts.forEachChild(node, step);
  };
  ts.forEachChild(tree, step);
}

const textOf = (node: ts.Node | undefined): string | null => (node && ts.isStringLiteralLike(node) ? node.text : null);

function importAt(node: ts.Node): Omit<Import, 'line'> | null {
  // `import { type A }` is none of these: the module is still loaded for its effects.
  if (ts.isImportDeclaration(node)) {
    return { specifier: textOf(node.moduleSpecifier), typeOnly: node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword };
  }
  if (ts.isExportDeclaration(node) && node.moduleSpecifier) return { specifier: textOf(node.moduleSpecifier), typeOnly: node.isTypeOnly };
  if (ts.isImportTypeNode(node)) return { specifier: ts.isLiteralTypeNode(node.argument) ? textOf(node.argument.literal) : null, typeOnly: true };
  if (!ts.isCallExpression(node)) return null;
  const { expression } = node;
  const loads = expression.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(expression) && expression.text === 'require');
  return loads ? { specifier: textOf(node.arguments[0]), typeOnly: false } : null;
}

/** Everything a file imports: declarations, re-exports, dynamic imports, `require` and types in place. */
export function importsOf(file: SourceFile): Import[] {
  const tree = syntaxOf(file);
  const found: Import[] = [];
  walk(tree, (node) => {
    const one = importAt(node);
    if (one) found.push({ ...one, line: lineAt(tree, node) });
  });
  return found;
}
