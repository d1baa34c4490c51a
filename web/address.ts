import { env } from './env.ts';

/** Whatever is written otherwise is no address, and could be taken for the web itself, which nobody limits. */
const ADDRESS = /^[\da-f.:[\]]+$/i;

/** The address the outermost of our own proxies saw; everything further left came from outside and proves nothing. */
export function addressOf(incoming: Headers): string | undefined {
  const seen = (incoming.get('x-forwarded-for') ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => ADDRESS.test(part));
  return seen.at(-env.proxyHops) || seen[0] || undefined;
}
