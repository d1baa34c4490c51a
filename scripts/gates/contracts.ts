import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { type Finding, lineOf, type SourceFile } from './finding.ts';
import { hearings } from './hearers.ts';

type Modules = ReadonlyMap<string, Record<string, unknown>>;

const CONTRACT = /^contracts\/([^/]+)\.ts$/;
const SAMPLE = /^contracts\/samples\/([A-Z]\w*)\.v(\d+)\.json$/;

/** Loads contracts/*.ts below `root`: they need no environment. Keys are file names without their ending. */
async function loadContracts(root: string, files: readonly SourceFile[]): Promise<Modules> {
  const names = files.flatMap(({ path }) => (path.endsWith('.test.ts') ? [] : (CONTRACT.exec(path)?.[1] ?? [])));
  const load = async (name: string): Promise<[string, Record<string, unknown>]> => [
    name,
    await import(pathToFileURL(resolve(root, 'contracts', `${name}.ts`)).href),
  ];
  return new Map(await Promise.all(names.map(load)));
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const isSchema = (value: unknown): value is z.ZodType => value instanceof z.ZodType;
const isVerb = (value: unknown): value is Record<string, unknown> =>
  isRecord(value) && !isSchema(value) && (value['kind'] === 'query' || value['kind'] === 'mutation');
const textOf = (files: readonly SourceFile[], path: string): string => files.find((file) => file.path === path)?.text ?? '';

/** The roles of staff are the areas a permission may name. */
function permissionsOf(modules: Modules): Set<string> {
  const roles = modules.get('user')?.['Role'];
  const areas = roles instanceof z.ZodEnum ? roles.options : [];
  return new Set(['public', 'shopper', 'customer', ...areas.map((area) => `staff:${area}`)]);
}

function procedureFindings(files: readonly SourceFile[], modules: Modules): Finding[] {
  const permissions = permissionsOf(modules);
  const doors = new Map<string, string>();
  return [...modules].flatMap(([noun, module]) => {
    const path = `contracts/${noun}.ts`;
    const verbs = Object.values(module)
      .flatMap((value) => (isRecord(value) && !isSchema(value) ? Object.entries(value) : []))
      .filter(([, value]) => isVerb(value));
    return verbs.flatMap(([name, verb]) => {
      const { input, output, permission, http } = verb as Record<string, unknown>;
      const wrong: string[] = [];
      if (!isSchema(input)) wrong.push('has no input');
      if (!isSchema(output)) wrong.push('has no output');
      if (permission === undefined) wrong.push('has no permission');
      else if (!permissions.has(String(permission))) wrong.push(`has the permission '${String(permission)}', which nobody can have`);
      if (isRecord(http)) {
        const door = `${String(http['method'])} ${String(http['path'])}`;
        const taken = doors.get(door);
        if (taken) wrong.push(`stands at ${door}, where ${taken} stands already`);
        doors.set(door, `${noun}.${name}`);
      }
      const line = lineOf(textOf(files, path), new RegExp(`^ {2}${name}:`, 'm'));
      return wrong.map((sentence) => ({ path, line, sentence: `${noun}.${name} ${sentence}` }));
    });
  });
}

/** Fields of a sample that its schema drops: a hearer would never see them. */
function dropped(sample: unknown, parsed: unknown, at = ''): string[] {
  if (Array.isArray(sample)) return sample.flatMap((one, index) => dropped(one, Array.isArray(parsed) ? parsed[index] : undefined, at));
  if (!isRecord(sample)) return [];
  return Object.entries(sample).flatMap(([key, value]) => {
    const field = at ? `${at}.${key}` : key;
    return isRecord(parsed) && key in parsed ? dropped(value, parsed[key], field) : [field];
  });
}

type Declared = { owner?: unknown; schema?: unknown; external?: unknown };

function sampleFindings(event: string, { schema }: Declared, samples: readonly { path: string; text: string; version: number }[]): Finding[] {
  if (!isSchema(schema)) return [{ path: 'contracts/events.ts', line: 1, sentence: `${event} has no schema` }];
  const newest = Math.max(...samples.map(({ version }) => version));
  return samples.flatMap(({ path, text, version }) => {
    const sample: unknown = JSON.parse(text);
    const read = schema.safeParse(sample);
    if (!read.success) {
      const wrong = read.error.issues.map((issue) => `${issue.path.join('.') || 'the whole'}: ${issue.message}`).join('; ');
      return [{ path, line: 1, sentence: `${event} rejects what was told as its version ${version}: ${wrong}. Give the new field a default` }];
    }
    // Old samples may hold what was dropped since; the newest shows the event as it is.
    const lost = version === newest ? dropped(sample, read.data) : [];
    return lost.length > 0
      ? [{ path, line: 1, sentence: `${event} does not know ${[...new Set(lost)].join(', ')}: store the event as it is now as ${event}.v${version + 1}.json` }]
      : [];
  });
}

function eventFindings(files: readonly SourceFile[], modules: Modules): Finding[] {
  const { events, workers } = modules.get('events') ?? {};
  const declared = isRecord(events) ? (events as Record<string, Declared>) : {};
  const known = Array.isArray(workers) ? workers : [];
  const heard = hearings(files);
  const path = 'contracts/events.ts';
  const samples = files.flatMap(({ path, text }) => {
    const [, event, version] = SAMPLE.exec(path) ?? [];
    return event ? [{ event, version: Number(version), path, text }] : [];
  });

  const perEvent = Object.entries(declared).flatMap(([event, one]) => {
    const line = lineOf(textOf(files, path), new RegExp(`^ {2}${event}:`, 'm'));
    const own = samples.filter((sample) => sample.event === event);
    const hearers = heard.filter((hearing) => hearing.event === event);
    const wrong: string[] = [];
    if (!known.includes(one.owner)) wrong.push(`${event} has no owner: ${String(one.owner)} is not a worker`);
    if (own.length === 0) wrong.push(`${event} has no sample: store one that was told as contracts/samples/${event}.v1.json`);
    if (hearers.length === 0 && one.external !== true)
      wrong.push(`nobody hears ${event}, and the relay stops at an event that no queue takes: let a worker hear it, or mark it external`);
    if (hearers.length > 0 && one.external === true)
      wrong.push(`${event} is marked external, but ${hearers[0]?.hearer} hears it: take the mark away, or it may be lost unseen`);
    return [...wrong.map((sentence) => ({ path, line, sentence })), ...sampleFindings(event, one, own)];
  });
  const strangers = samples
    .filter(({ event }) => !(event in declared))
    .map(({ path, event }) => ({ path, line: 1, sentence: `${event} is not an event any more: if nothing stored holds it, delete the sample` }));
  const misnamed = files
    .filter(({ path }) => path.startsWith('contracts/samples/') && !SAMPLE.test(path))
    .map(({ path }) => ({ path, line: 1, sentence: 'a sample is called EventName.vN.json' }));
  return [...perEvent, ...strangers, ...misnamed];
}

/** Gate 4: procedures are whole, events have an owner, a sample that still parses, and a hearer. */
export async function contractsGate(root: string, files: readonly SourceFile[]): Promise<Finding[]> {
  const modules = await loadContracts(root, files);
  return [...procedureFindings(files, modules), ...eventFindings(files, modules)];
}
