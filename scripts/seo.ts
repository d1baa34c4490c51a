import { parseArgs } from 'node:util';
import { crawl } from './seo/crawl.ts';

const USAGE = `Reads a running shop as search engines do and says what keeps it from being found: npm run seo -- --base-url URL [--most N]
From robots.txt over the sitemaps to every page and link: status, canonical and other languages, titles and descriptions, headings,
JSON-LD against the API, broken links. --most pages are read (2000 if not said). The exit code is 1 if anything is wrong.`;
const MOST = 2_000;

const { values: options } = parseArgs({ options: { 'base-url': { type: 'string' }, most: { type: 'string' }, help: { type: 'boolean' } } });
const base = options['base-url'];
const most = Number(options.most ?? MOST);
if (options.help || !base || !URL.canParse(base) || !Number.isInteger(most) || most < 1) {
  console.log(USAGE);
  process.exit(options.help ? 0 : 2);
}

try {
  const { breaches, pages, links, leftOut } = await crawl({ base: new URL(base).origin, most, note: (text) => console.error(text) });
  for (const { address, rule, sentence } of breaches) console.log(`${rule}: ${address} ${sentence}`);
  const rest = leftOut > 0 ? `, ${leftOut} pages left out (--most ${pages + leftOut} reads all)` : '';
  console.log(`${pages} pages and ${links} links read, ${breaches.length} ${breaches.length === 1 ? 'breach' : 'breaches'}${rest}`);
  process.exitCode = breaches.length > 0 || pages === 0 ? 1 : 0;
} catch (error) {
  console.error(`The shop at ${base} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
