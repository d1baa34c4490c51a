import { type Finding, lineOf, type SourceFile } from './finding.ts';

const SCHEMA = /^prisma\/([^/]+)\/schema\.prisma$/;
const MODELS = ['Outbox', 'Inbox', 'Ask', 'Audit'] as const;
const INDICES = ['outbox_waiting', 'ask_due', 'ask_failing', 'ask_over'] as const;

const modelIn = (text: string, model: string): string | null => new RegExp(`^model ${model} \\{[\\s\\S]*?^\\}`, 'm').exec(text)?.[0] ?? null;

/** The text that most of them have. */
function usual(texts: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
}

/** Gate 5: outbox, inbox, asks and audit are the same tables, with the same indices, in every Prisma schema: kit's SQL knows one form only. */
export function tablesGate(files: readonly SourceFile[]): Finding[] {
  const schemas = files.filter(({ path }) => SCHEMA.test(path));
  const models = MODELS.flatMap((model) => {
    const expected = usual(schemas.flatMap(({ text }) => modelIn(text, model) ?? []));
    return schemas.flatMap(({ path, text }) => {
      const found = modelIn(text, model);
      if (!found) return [{ path, line: 1, sentence: `has no model ${model}: copy it from another worker's schema` }];
      if (found === expected) return [];
      return [{ path, line: lineOf(text, new RegExp(`^model ${model} `, 'm')), sentence: `model ${model} is not the one of the other workers` }];
    });
  });
  const indices = schemas.flatMap(({ path }) => {
    const folder = path.replace('schema.prisma', 'migrations/');
    const sql = files
      .filter((file) => file.path.startsWith(folder) && file.path.endsWith('.sql'))
      .map(({ text }) => text)
      .join('\n');
    const missing = INDICES.filter((index) => !new RegExp(`create index "?${index}"? `, 'i').test(sql));
    return missing.map((index) => ({
      path,
      line: 1,
      sentence: `no migration makes the index ${index}: Prisma does not know partial ones, so write it by hand`,
    }));
  });
  return [...models, ...indices];
}
