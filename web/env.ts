import { Prices } from '@kontor/contracts/receipt';

/**
 * All the web knows of its surroundings, read when it is asked for: one built web serves every space. A value in the environment
 * wins over the same name in a bound service (VCAP_SERVICES).
 */
const bound: Record<string, string> = {};

type Service = { name: string; binding_name?: string | null; tags?: string[]; credentials?: Record<string, unknown> };

for (const service of Object.values(JSON.parse(process.env.VCAP_SERVICES ?? '{}') as Record<string, Service[]>).flat()) {
  const credentials = service.credentials ?? {};
  // Labels carry versions there, so a service is known by its name, binding name or tag, as the workers know theirs.
  if ([service.name, service.binding_name, ...(service.tags ?? [])].includes('redis-cache')) bound.REDIS_CACHE_URL = redisAddress(credentials);
  else for (const [name, value] of Object.entries(credentials)) if (typeof value === 'string') bound[name] = value;
}

function redisAddress({ uri, scheme = 'redis', username = '', password = '', host, port = 6379, database = '' }: Record<string, unknown>): string {
  if (typeof uri === 'string') return uri;
  return `${scheme}://${encodeURIComponent(String(username))}:${encodeURIComponent(String(password))}@${host}:${port}/${database}`;
}

const setting = (name: string) => process.env[name] || bound[name];

function needed(name: string): string {
  const value = setting(name);
  if (!value) throw new Error(`${name} is not set: the web cannot keep sessions without it. Set it to a long random text, the same for every instance.`);
  return value;
}

export const env = {
  /** The build asks nobody: pages made then are placeholders that the first request replaces. */
  get building() {
    return process.env.NEXT_PHASE === 'phase-production-build';
  },
  get gatewayUrl() {
    return setting('BFF_URL') ?? 'http://127.0.0.1:4000';
  },
  /** The public address of the shop, without a slash at its end. */
  get shopUrl() {
    return (setting('SHOP_URL') ?? setting('NEXTAUTH_URL') ?? 'http://localhost:3000').replace(/\/$/, '');
  },
  /** Whether prices contain the tax or it is added, the same as the order worker's. */
  get prices() {
    return Prices.default('gross').parse(setting('PRICES'));
  },
  get sessionSecret() {
    return needed('NEXTAUTH_SECRET');
  },
  get gatewaySecret() {
    return needed('WEB_GATEWAY_SECRET');
  },
  get cacheUrl() {
    return setting('REDIS_CACHE_URL') ?? 'redis://127.0.0.1:6392';
  },
  /** Bytes of rendered pages and values that this process keeps in its own memory. */
  get cacheBytes() {
    return Number(setting('CACHE_BYTES') ?? 64_000_000);
  },
  /** How many proxies stand before the web; the address each of them saw is at the end of x-forwarded-for. */
  get proxyHops() {
    return Math.max(1, Number(setting('PROXY_HOPS') ?? 1));
  },
};

// next-auth reads its own address from the environment only.
process.env.NEXTAUTH_URL ??= env.shopUrl;
