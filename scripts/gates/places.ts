import ts from 'typescript';
import type { Finding, SourceFile } from './finding.ts';
import { importsOf, isCode, lineAt, syntaxOf, walk } from './syntax.ts';

const DRIVER = /^(pg|mongodb|ioredis|amqplib|@prisma\/.+|@opensearch-project\/opensearch)$|(^|\/)prisma\/[^/]+\/generated(\/|$)/;

/** Launchers run before there is an env.ts to ask; the settings files of tools at the root are read by the tool alone. */
const mayReadEnvironment = (path: string): boolean =>
  /(^|\/)env\.ts$/.test(path) || /^(scripts|deploy\/local|prisma\/engine)\/.*\.mjs$/.test(path) || /^[^/]+\.config\.(ts|mjs)$/.test(path);

function mayHoldDrivers(path: string): boolean {
  if (path.startsWith('simulators/')) return false;
  if (/(^|\/)(store\.ts|store\/.+)$/.test(path) || path.endsWith('.test.ts') || /^workers\/[^/]+\/testing\//.test(path)) return true;
  return /^(kit|scripts|tests|bench|web\/cache|prisma\/engine)\//.test(path) || path === 'bff/limits.ts';
}

const isProcess = (node: ts.Node | undefined): boolean => node !== undefined && ts.isIdentifier(node) && node.text === 'process';
const binds = (elements: readonly (ts.BindingElement | ts.ImportSpecifier)[], name: string): boolean =>
  elements.some((element) => {
    const bound = element.propertyName ?? element.name;
    return ts.isIdentifier(bound) && bound.text === name;
  });

function readsEnvironment(node: ts.Node): boolean {
  if (ts.isPropertyAccessExpression(node)) return node.name.text === 'env' && isProcess(node.expression);
  if (ts.isElementAccessExpression(node))
    return isProcess(node.expression) && ts.isStringLiteralLike(node.argumentExpression) && node.argumentExpression.text === 'env';
  if (ts.isVariableDeclaration(node)) return isProcess(node.initializer) && ts.isObjectBindingPattern(node.name) && binds(node.name.elements, 'env');
  if (!ts.isImportDeclaration(node) || !ts.isStringLiteral(node.moduleSpecifier) || !/^(node:)?process$/.test(node.moduleSpecifier.text)) return false;
  const named = node.importClause?.namedBindings;
  return named !== undefined && ts.isNamedImports(named) && binds(named.elements, 'env');
}

/** Gate 2: the environment is read in env.ts only, and database and broker drivers stand only where state is kept. */
export function placesGate(files: readonly SourceFile[]): Finding[] {
  return files.filter(isCode).flatMap((file) => {
    const { path } = file;
    const found: Finding[] = [];
    if (!mayReadEnvironment(path) && file.text.includes('process')) {
      const tree = syntaxOf(file);
      walk(tree, (node) => {
        if (readsEnvironment(node))
          found.push({ path, line: lineAt(tree, node), sentence: 'reads process.env: name the variable in an env.ts and import it from there' });
      });
    }
    if (!mayHoldDrivers(path)) {
      for (const { specifier, line } of importsOf(file)) {
        if (specifier && DRIVER.test(specifier))
          found.push({ path, line, sentence: `imports the driver ${specifier}: only store.ts, store/, kit and scripts speak to a store or the broker` });
      }
    }
    return found;
  });
}
