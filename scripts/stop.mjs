#!/usr/bin/env node
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { openFolders, StartError } from '../deploy/local/folders.mjs';
import { isAlive, readRecord } from '../deploy/local/processes.mjs';
import { stopServices } from '../deploy/local/services.mjs';
import { clearAway } from '../deploy/local/shop.mjs';

// `npm stop`: ends the shop of a data folder from another terminal, or what is left of it when its starter was killed.
try {
  const { values } = parseArgs({ options: { data: { type: 'string' } } });
  const folders = openFolders(values.data);
  const starter = readRecord(folders, 'shop');
  if (starter) {
    process.kill(starter.pid, 'SIGTERM');
    while (isAlive(starter)) await pause(100);
  } else {
    await clearAway(folders);
    await stopServices({ dataDir: values.data });
  }
  console.log(`Nothing of the shop in ${folders.data} runs any more.`);
} catch (error) {
  const wrongOption = error.code?.startsWith('ERR_PARSE_ARGS');
  console.error(wrongOption ? 'The only option is --data DIR.' : error instanceof StartError ? error.message : error.stack);
  process.exitCode = 1;
}
