import { until } from '../tests/shopper.ts';
import { load, percentiles, row } from './measure.ts';
import { SKUS, skuOf } from './order-path.ts';

const AT_ONCE = 10;
const VISITS = 1_000;

async function read(address: string): Promise<string> {
  const answer = await fetch(address);
  const body = await answer.text();
  if (answer.status !== 200) throw new Error(`${address} answers ${answer.status}`);
  return body;
}

const times = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, index) => make(index));

/** How fast pages are handed out: made for a visitor, kept at one address and at many; beside it a file of the same server. */
export async function measurePages(web: string): Promise<void> {
  const product = (index: number) => `${web}/en/p/bench-${index % SKUS}`;
  const listing = `${web}/en/c/bench`;
  const script = /\/_next\/static\/chunks\/[^"\\]+\.js/.exec(await read(listing))?.[0];
  if (!script) throw new Error('the listing names no script');
  // What was never run is compiled first.
  await load(times(50, product), AT_ONCE, read);
  const measured: [string, string[]][] = [
    ['floor: a static file', times(VISITS * 3, () => web + script)],
    ['product page, made for the visitor', times(SKUS - 50, (index) => product(index + 50))],
    ['listing with a choice, made for the visitor', times(200, (index) => `${listing}/products?sort=name&from=${index}`)],
    ['product page, kept, one address', times(VISITS, () => product(0))],
    ['product page, kept, 300 addresses', times(VISITS, product)],
    ['listing, kept, one address', times(VISITS, () => listing)],
  ];
  for (const [name, addresses] of measured) row(`${name}, ${AT_ONCE} visitors`, await load(addresses, AT_ONCE, read));
}

/** From a count in the warehouse to the product page of every instance of the web; how often a page showed the old number again is counted. */
export async function measureStockToPages(
  webs: readonly string[],
  count: (counts: { sku: string; location: string; onHand: number }[]) => Promise<unknown>,
  turns = 40,
): Promise<void> {
  const isSoldOut = async (web: string) => (await read(`${web}/en/p/bench-${SKUS - 1}`)).includes('schema.org/OutOfStock');
  const taken: number[] = [];
  let wentBack = 0;
  for (const turn of times(turns, (index) => index)) {
    const soldOut = turn % 2 === 0;
    const shownBy = new Set<string>();
    const began = performance.now();
    await count([{ sku: skuOf(SKUS - 1), location: 'berlin', onHand: soldOut ? 0 : 100 }]);
    const look = async () => {
      await Promise.all(
        webs.map(async (web) => {
          if ((await isSoldOut(web)) === soldOut) shownBy.add(web);
          else if (shownBy.has(web)) wentBack += 1;
        }),
      );
      return shownBy.size === webs.length;
    };
    await until(look, 'the pages show the new stock');
    taken.push(performance.now() - began);
    for (const _again of times(3, (index) => index)) await look();
  }
  row(`stock change → product page of ${webs.length} instances (ms)`, { ...percentiles(taken), 'old after new': wentBack });
}
