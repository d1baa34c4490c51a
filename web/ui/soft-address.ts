type Link = Pick<HTMLAnchorElement, 'origin' | 'pathname' | 'search' | 'hash' | 'target'> & { hasAttribute: (name: string) => boolean };
type Here = Pick<Location, 'origin' | 'pathname' | 'search'>;

const PAGE = /^\/[a-z]{2}(\/|$)/;
/** Made for one person: not worth fetching before it is asked for. */
const PRIVATE = /^\/[a-z]{2}\/(account|admin|cart|checkout|follow|notices|orders|register|sign-in|wishlist)(\/|$)/;

/** The page a link leads to, or null when the browser is to follow it: another site, a file, a new window, a place on this page. */
export function pageOf(link: Link, here: Here): { address: string; isPublic: boolean } | null {
  if (link.origin !== here.origin || !PAGE.test(link.pathname)) return null;
  if ((link.target !== '' && link.target !== '_self') || link.hasAttribute('download')) return null;
  if (link.hash !== '' && link.pathname === here.pathname && link.search === here.search) return null;
  return { address: link.pathname + link.search + link.hash, isPublic: !PRIVATE.test(link.pathname) };
}
