/**
 * Where to go after signing in: the path asked for if it lies in this shop, else `otherwise`.
 * Whatever a browser would read as another origin ('//host', '/\\host', 'https:…') is refused.
 */
export function nextPath(asked: string | null | undefined, otherwise: string): string {
  if (!asked?.startsWith('/')) return otherwise;
  const here = 'http://shop.invalid';
  if (!URL.canParse(asked, here)) return otherwise;
  const url = new URL(asked, here);
  return url.origin === here ? url.pathname + url.search + url.hash : otherwise;
}
