import ts from 'typescript';
import { type EventType, events } from '@kontor/contracts/events';
import type { SourceFile } from '../gates/finding.ts';
import { hearings } from '../gates/hearers.ts';
import { syntaxOf } from '../gates/syntax.ts';

/** What the documents say of one event. */
export type ToldEvent = { name: EventType; owner: string; kind: 'state' | 'step'; external: boolean; hearers: string[]; says: string };

/** The doc comment above each exported schema: the one place where the meaning of an event is written. */
function commentsOf(files: readonly SourceFile[]): Map<string, string> {
  const comments = new Map<string, string>();
  for (const file of files.filter(({ path }) => /^contracts\/[^/]+\.ts$/.test(path))) {
    for (const statement of syntaxOf(file).statements) {
      const above = ts.getLeadingCommentRanges(file.text, statement.pos)?.at(-1);
      const comment = above && file.text.slice(above.pos, above.end);
      if (!ts.isVariableStatement(statement) || !comment?.startsWith('/**')) continue;
      const text = comment
        .replace(/^\/\*\*|\*\/$/g, '')
        .replaceAll(/^\s*\* ?/gm, '')
        .replaceAll(/\s+/g, ' ')
        .trim();
      for (const { name } of statement.declarationList.declarations) if (ts.isIdentifier(name)) comments.set(name.text, text);
    }
  }
  return comments;
}

/** Begins with a capital, but leaves names such as payBy as they are. */
const sentence = (text: string): string => (/^[a-z]+[A-Z]/.test(text) ? text : text.charAt(0).toUpperCase() + text.slice(1));

/** Every event with its owner, who hears it and what it says, in the order of the map. */
export function toldEvents(files: readonly SourceFile[]): ToldEvent[] {
  const comments = commentsOf(files);
  const heard = hearings(files);
  return Object.entries(events).map(([name, event]) => ({
    name: name as EventType,
    owner: event.owner,
    kind: event.kind,
    external: 'external' in event,
    hearers: [...new Set(heard.filter((hearing) => hearing.event === name).map(({ hearer }) => hearer))].sort(),
    // The kind has a column of its own.
    says: sentence((comments.get(name) ?? '').replace(/^(Step|State)(, about an order: |: |, )/, '')),
  }));
}

/** The events as a table in Markdown. */
export function eventTable(told: readonly ToldEvent[]): string {
  const rows = told.map(
    ({ name, owner, kind, external, hearers, says }) =>
      `| ${name} | ${owner} | ${kind} | ${external ? '(outside)' : hearers.join(', ') || '—'} | ${says.replaceAll('|', '\\|')} |`,
  );
  return ['| event | told by | kind | heard by | says |', '| --- | --- | --- | --- | --- |', ...rows].join('\n');
}
