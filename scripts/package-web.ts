import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { makeWeb, packedWeb, webBuild } from '../deploy/local/web.mjs';
import { inherited } from './child/env.ts';

/** Makes dist/web: everything the web needs, to be pushed to any space (manifest.yml) or started with `node web/server.js`. */
const made = await makeWeb(() => {
  const { status } = spawnSync(process.execPath, webBuild, { stdio: 'inherit', env: inherited({ NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' }) });
  if (status !== 0) process.exit(1);
});
const files = readdirSync(packedWeb, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
const bytes = files.reduce((sum, file) => sum + statSync(join(file.parentPath, file.name)).size, 0);
console.log(`dist/web ${made ? 'is made' : 'was up to date'}: ${files.length} files, ${(bytes / 1e6).toFixed(1)} MB. Push it with 'cf push --vars-file VARS'.`);
