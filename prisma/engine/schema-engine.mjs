#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg';
import { manageDatabase, openAdapter } from './database.mjs';

// Prisma's command line asks its schema engine by JSON-RPC, a line each, over standard input and output. This program
// answers in the place of the native engine, with Prisma's own build of the same engine for WebAssembly.

const require = createRequire(import.meta.url);
const wasm = require.resolve('@prisma/schema-engine-wasm').replace(/schema_engine\.js$/, 'schema_engine_bg.wasm');
const given = process.argv.slice(2);
const valuesOf = (flag) => given.flatMap((word, at) => (word === flag ? [given[at + 1]] : []));
const datasource = JSON.parse(valuesOf('--datasource')[0] ?? '{}');

try {
  refuseOtherVersion();
  const command = given.includes('cli') ? given[given.indexOf('cli') + 1] : undefined;
  if (command === undefined) await serve();
  else await manageDatabase(command, datasource.url);
} catch (error) {
  // The form in which the command line expects an engine's last words.
  const fields = { message: error.message || String(error), error_code: error.prismaCode, is_panic: false };
  process.stderr.write(`\n${JSON.stringify({ timestamp: new Date().toISOString(), level: 'ERROR', fields, target: 'schema_engine::logger' })}\n`);
  process.exit(1);
}

/** The command line and the engine speak to each other in a form that changes from version to version: both must be of one commit. */
function refuseOtherVersion() {
  const engine = JSON.parse(readFileSync(join(dirname(wasm), 'package.json'), 'utf8')).version;
  const wanted = require('@prisma/engines-version/package.json').version;
  if (engine !== wanted)
    throw new Error(`Prisma wants schema engine ${wanted}, and ${engine} is installed. Set @prisma/schema-engine-wasm in package.json to ${wanted}.`);
}

async function serve() {
  let engine;
  let answered = 0;
  // One request at a time: the engine keeps what one call has found for the next.
  for await (const line of createInterface({ input: process.stdin })) {
    const { id, method, params } = JSON.parse(line);
    // A line without a method is the command line's answer to a `print` of ours.
    if (!method) continue;
    answered += 1;
    try {
      // Made at the first request, so that an unreachable database is an answer and not a crash.
      engine ??= await loadEngine();
      send({ id, result: (await call(engine, id, method, params)) ?? {} });
    } catch (error) {
      const data = { is_panic: false, message: String(error?.message ?? error), error_code: error?.code ?? null, meta: error?.meta ?? null };
      send({ id, error: { code: 4466, message: 'An error happened. Check the data field for details.', data } });
    }
  }
  if (answered === 0) throw new Error('The schema engine was started but asked nothing, so nothing was done.');
  process.exit(0);
}

async function call(engine, id, method, params) {
  const name = method === 'getDatabaseVersion' ? 'version' : method;
  if (typeof engine[name] !== 'function') throw new Error(`The offline schema engine has no method ${method}.`);
  // These two read the state after all migrations from a cache that only the shadow run of devDiagnostic fills.
  if (name === 'evaluateDataLoss' || name === 'createMigration') {
    await engine.devDiagnostic({ migrationsList: params.migrationsList, filters: params.filters });
  }
  const result = await engine[name](params);
  // The native engine prints a difference itself; the command line shows only what comes as `print`.
  if (name === 'diff' && result?.stdout) send({ id: `print-${id}`, method: 'print', params: { content: result.stdout } });
  return result;
}

function send(message) {
  process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
}

async function loadEngine() {
  const module = new WebAssembly.Module(readFileSync(wasm));
  const { exports } = new WebAssembly.Instance(module, { './schema_engine_bg.js': bindings });
  bindings.__wbg_set_wasm(exports);
  exports.__wbindgen_start();
  const datamodels = valuesOf('--datamodels').map((path) => [path, readFileSync(path, 'utf8')]);
  const log = (line) => process.env.DEBUG && process.stderr.write(`${line}\n`);
  return bindings.SchemaEngine.new({ datamodels: datamodels.length > 0 ? datamodels : undefined }, log, await openAdapter(datasource.url));
}
