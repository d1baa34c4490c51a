import ts from 'typescript';
import type { Finding, SourceFile } from './finding.ts';
import { isCode, syntaxOf } from './syntax.ts';

const NAMELESS = /^(utils?|helpers?|common|shared)$/i;
const GENERATED = /(^|\/)(generated|node_modules|\.next|dist)\/|\.tsbuildinfo$|(^|\/)next-env\.d\.ts$|\.(js|css)\.map$|\.min\.(js|css)$/;

function pathFindings({ path }: SourceFile): Finding[] {
  const found: Finding[] = [];
  const named = path
    .split('/')
    .flatMap((part) => part.split(/[.\-_]/))
    .find((word) => NAMELESS.test(word));
  if (named) found.push({ path, line: 1, sentence: `'${named}' says nothing of what is inside: name it after what it is` });
  if (GENERATED.test(path)) found.push({ path, line: 1, sentence: 'is generated: keep it out of git' });
  return found;
}

const isDirective = (statement: ts.Statement): boolean => ts.isExpressionStatement(statement) && ts.isStringLiteral(statement.expression);

/** A barrel only passes on: every statement is a re-export, or an import for one. */
function barrelFindings(file: SourceFile): Finding[] {
  const statements = syntaxOf(file).statements.filter((statement) => !isDirective(statement));
  const exported = statements.filter((statement) => ts.isExportDeclaration(statement));
  const passesOn = exported.length > 0 && statements.every((statement) => ts.isExportDeclaration(statement) || ts.isImportDeclaration(statement));
  return passesOn ? [{ path: file.path, line: 1, sentence: 'is a barrel: import from the files themselves' }] : [];
}

/** Gate 6: `expected` documents stand in git as they would be generated; nothing else generated does; no empty names, no barrels. */
export function documentsGate(files: readonly SourceFile[], expected: readonly SourceFile[]): Finding[] {
  const stale = expected.flatMap(({ path, text }) => {
    const kept = files.find((file) => file.path === path);
    if (kept?.text === text) return [];
    return [{ path, line: 1, sentence: kept ? 'is not fresh: npm run docs' : 'is missing: npm run docs' }];
  });
  return [...stale, ...files.flatMap(pathFindings), ...files.filter(isCode).flatMap(barrelFindings)];
}
