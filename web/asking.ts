import type { TRPCClient } from '@trpc/client';
import type { TRPCOptionsProxy } from '@trpc/tanstack-react-query';
import type { Gateway } from '@kontor/bff/root';

/**
 * How a page asks the gateway: what is asked in one turn goes as one request. tRPC's own client does the same and brings sockets,
 * streams and server procedures along, eight kilobytes of every page that the shop has no use for; the types are its own.
 */
type Way = 'query' | 'mutation';
type Asked = { path: string; input: unknown; answer: (data: unknown) => void; fail: (error: unknown) => void };
type Outcome = { result?: { data?: unknown }; error?: { message: string; data?: unknown } };
export type Asking = { ask: (way: Way, path: string, input: unknown) => Promise<unknown>; client: TRPCClient<Gateway> };

const MOST_AT_ONCE = 10;
const LONGEST_ADDRESS = 2_000;
const MOST_ALONG = 20_000;

/** What the gateway answered instead: `data` holds the refusal or the error's id (web/refusals.ts). */
class Unanswered extends Error {
  readonly data: unknown;
  constructor({ message, data }: { message: string; data?: unknown }) {
    super(message);
    this.data = data;
  }
}

const inputOf = (all: readonly Asked[]) => JSON.stringify(Object.fromEntries(all.map(({ input }, index) => [index, input])));

function addressOf(door: string, way: Way, all: readonly Asked[]): string {
  const address = `${door}/${all.map(({ path }) => path).join(',')}?batch=1`;
  return way === 'query' ? `${address}&input=${encodeURIComponent(inputOf(all))}` : address;
}

async function send(door: string, way: Way, all: readonly Asked[]): Promise<void> {
  try {
    const body = inputOf(all);
    // A change is made though the page is left meanwhile; browsers take no more than 64 kB along.
    const posted = { method: 'POST', headers: { 'content-type': 'application/json' }, body, keepalive: body.length < MOST_ALONG };
    const response = await fetch(addressOf(door, way, all), way === 'query' ? {} : posted);
    const outcomes = (await response.json()) as Outcome | Outcome[];
    for (const [index, { answer, fail }] of all.entries()) {
      // Who refuses for all of them, as the proxy does, says it once.
      const outcome = Array.isArray(outcomes) ? outcomes[index] : outcomes;
      if (outcome?.result) answer(outcome.result.data);
      else fail(new Unanswered(outcome?.error ?? { message: `the gateway answered ${response.status} without a word` }));
    }
  } catch (error) {
    for (const { fail } of all) fail(error);
  }
}

/** As many together as one request takes. */
function* parts(door: string, way: Way, all: readonly Asked[]) {
  let part: Asked[] = [];
  for (const asked of all) {
    const more = [...part, asked];
    if (part.length > 0 && (more.length > MOST_AT_ONCE || addressOf(door, way, more).length > LONGEST_ADDRESS)) {
      yield part;
      part = [asked];
    } else part = more;
  }
  yield part;
}

type Call = (path: string[], args: unknown[]) => unknown;

/** `follow(call).order.cart.query({})` calls with the path and what was given at its end. */
export const follow = (call: Call, path: string[] = []): unknown =>
  new Proxy(() => undefined, {
    get: (_target, name) => (typeof name === 'string' && name !== 'then' ? follow(call, [...path, name]) : undefined),
    apply: (_target, _self, args: unknown[]) => call(path, args),
  });

/** Asks through one door of this shop, '/api/trpc' for a shopper. */
export function openAsking(door: string): Asking {
  const waiting: Record<Way, Asked[]> = { query: [], mutation: [] };

  function sendAll(way: Way) {
    const all = waiting[way];
    waiting[way] = [];
    for (const part of parts(door, way, all)) void send(door, way, part);
  }

  const ask: Asking['ask'] = (way, path, input) =>
    new Promise((answer, fail) => {
      if (waiting[way].push({ path, input, answer, fail }) === 1) setTimeout(sendAll, 0, way);
    });
  const client = follow((path, [input]) => ask(path.at(-1) === 'mutate' ? 'mutation' : 'query', path.slice(0, -1).join('.'), input));
  return { ask, client: client as TRPCClient<Gateway> };
}

type Given = Record<string, unknown>;

/** The same verbs as options of react-query: `queryOptions`, `queryKey`, `mutationOptions`, and `pathKey` for all below a path. */
export function optionsOf({ ask }: Asking): TRPCOptionsProxy<Gateway> {
  const options = follow((steps, [first, second]) => {
    const path = steps.slice(0, -1);
    const name = path.join('.');
    const queryKey = [path, { ...(first !== undefined && { input: first }), type: 'query' }];
    const verbs: Record<string, () => unknown> = {
      pathKey: () => [path],
      queryKey: () => queryKey,
      queryOptions: () => ({ ...(second as Given), queryKey, queryFn: () => ask('query', name, first) }),
      mutationOptions: () => ({ ...(first as Given), mutationKey: [path], mutationFn: (input: unknown) => ask('mutation', name, input) }),
    };
    const verb = verbs[steps.at(-1) ?? ''];
    if (!verb) throw new Error(`${steps.join('.')} is not one of ${Object.keys(verbs).join(', ')}: add it to web/asking.ts`);
    return verb();
  });
  return options as TRPCOptionsProxy<Gateway>;
}
