import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, realpathSync, renameSync, rmSync, statSync } from 'node:fs';
import { get } from 'node:http';
import { join } from 'node:path';
import { writeWhole } from './folders.mjs';
import { fetchOpenSearch, openSearchNeeds, openSearchPackage } from './install.mjs';
import { findProgram } from './processes.mjs';

export const opensearch = {
  name: 'opensearch',
  variables: ['OPENSEARCH_URL'],
  // The runner looks for a port from its base + 1 up to 9299, never beyond.
  ports: { opensearch: [9221, 9299], 'opensearch-node': [9391] },
  stop: { grace: 30_000 },

  find(folders) {
    const java = [process.env.JAVA_HOME && join(process.env.JAVA_HOME, 'bin/java'), findProgram('java')].find((file) => file && existsSync(file));
    const jars = openSearchPackage(folders);
    return java && existsSync(jars) ? { java, jars } : undefined;
  },
  packages: { debian: openSearchNeeds, fetch: fetchOpenSearch, what: 'OpenSearch (53 MB, from Maven Central)' },

  async prepare({ folders, found, ports }) {
    const folder = join(folders.services, 'opensearch');
    const config = join(folder, 'config');
    mkdirSync(config, { recursive: true, mode: 0o700 });
    writeWhole(join(config, 'opensearch.yml'), settings(ports['opensearch-node']));
    writeWhole(join(config, 'log4j2.properties'), logging);
    // Class data sharing wants the same class path each time: sorted, not as the folder happens to list it.
    const classPath = readdirSync(found.jars)
      .sort()
      .map((jar) => join(found.jars, jar))
      .join(':');
    const heap = ['-Xms512m', '-Xmx512m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-Xss512k'];
    const flags = ['-Djava.awt.headless=true', '-Dfile.encoding=UTF-8', '-Dlog4j2.formatMsgNoLookups=true'];
    const archive = archiveOf(folders, found.java);
    const sharing = existsSync(archive) ? `-XX:SharedArchiveFile=${archive}` : `-XX:ArchiveClassesAtExit=${archive}.${ports.opensearch}`;
    const runner = [
      'org.codelibs.opensearch.runner.OpenSearchRunner',
      ...['-basePath', folder, '-confPath', config, '-clusterName', 'kontor', '-numOfNode', '1'],
      ...['-baseHttpPort', String(ports.opensearch - 1)],
    ];
    return {
      command: found.java,
      args: [...heap, ...flags, sharing, '-cp', classPath, ...runner],
      env: { PATH: process.env.PATH, LC_ALL: 'C.UTF-8' },
      cwd: folder,
    };
  },

  /** Ready when the cluster has a manager and every index of an earlier run is open again. */
  ready: ({ ports }) =>
    new Promise((done, failed) => {
      const request = get({ host: '127.0.0.1', port: ports.opensearch, path: '/_cluster/health?local=true', timeout: 2_000 }, (answer) => {
        let body = '';
        answer.on('data', (chunk) => (body += chunk));
        answer.on('end', () => done(answer.statusCode === 200 && /"status":"(green|yellow)"/.test(body)));
      });
      request.on('timeout', () => request.destroy(new Error('no answer')));
      request.on('error', failed);
    }),

  /** The archive is kept only when Java had the time to write it to its end. */
  async stopped({ folders, found, ports, ended }) {
    const draft = `${archiveOf(folders, found.java)}.${ports.opensearch}`;
    if (ended && existsSync(draft)) renameSync(draft, archiveOf(folders, found.java));
    rmSync(draft, { force: true });
  },

  addresses: ({ ports }) => ({ OPENSEARCH_URL: `http://127.0.0.1:${ports.opensearch}` }),
};

/**
 * Java's archive of loaded classes, written when the first run ends (7 s, 83 MB) and used from then on: ready after
 * 2.7 s of processor time instead of 4.7. It fits one Java only.
 */
function archiveOf(folders, java) {
  const program = realpathSync(java);
  const version = createHash('sha256')
    .update(`${program} ${statSync(program).mtimeMs}`)
    .digest('hex')
    .slice(0, 8);
  return `${openSearchPackage(folders)}-${version}.jsa`;
}

const settings = (port) => `network.host: 127.0.0.1
transport.port: ${port}
cluster.routing.allocation.disk.threshold_enabled: false
# The serial collector leaves garbage that is not use; counting it refuses searches that would fit.
indices.breaker.total.use_real_memory: false
action.auto_create_index: false
node.processors: 2
`;

const logging = `status = error
appender.console.type = Console
appender.console.name = console
appender.console.layout.type = PatternLayout
appender.console.layout.pattern = [%d{ISO8601}][%-5p][%c{1.}] %m%n
rootLogger.level = warn
rootLogger.appenderRef.console.ref = console
logger.alloc.name = org.opensearch.cluster.routing.allocation.AllocationService
logger.alloc.level = error
`;
