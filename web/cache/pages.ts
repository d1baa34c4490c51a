import { readFileSync } from 'node:fs';
import path from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { env } from '../env.ts';
import { paintFirst, scriptPolicyOf } from './paint-first.ts';
import { now, store } from './store.ts';

/** Next's `cacheHandler`: whole pages, shared by all instances. Next makes one instance per request. */
type Page = { kind?: string; html?: unknown; headers?: Record<string, unknown> };
type CacheControl = { revalidate?: number | false; expire?: number };
export type Kept = { value: Page | null; lastModified: number; tags: string[]; cacheControl?: CacheControl };

/** Next's keys do not name the build, and a page of an older build names files that are gone. */
let build: string | undefined;

function buildIdOf(serverFolder: string): string {
  try {
    return readFileSync(path.join(serverFolder, '..', 'BUILD_ID'), 'utf8').trim();
  } catch {
    return 'none';
  }
}

function tagsOf(page: Page | null, context: { fetchCache?: boolean; tags?: string[] }): string[] {
  if (context.fetchCache) return context.tags ?? [];
  const header = page?.headers?.['x-next-cache-tags'];
  return typeof header === 'string' ? header.split(',') : [];
}

/** The build's style sheets by their address; they are few, and each is on every page. */
const styles = new Map<string, string | undefined>();
let staticFolder = '';

function styleAt(address: string): string | undefined {
  if (!styles.has(address)) {
    try {
      styles.set(address, readFileSync(path.join(staticFolder, address.replace('/_next/static/', '')), 'utf8'));
    } catch {
      styles.set(address, undefined);
    }
  }
  return styles.get(address);
}

/** A whole page as it is kept. One with a part that is made for each visitor anew stays as it is: nobody can name its scripts ahead. */
function madeForKeeping(page: Page | null): Page | null {
  if (page?.kind !== 'APP_PAGE' || typeof page.html !== 'string' || !page.html.endsWith('</html>')) return page;
  const html = paintFirst(page.html, styleAt);
  return { ...page, html, headers: { ...page.headers, 'content-security-policy': scriptPolicyOf(html) } };
}

/** Next names a page by its route and then its address: '/route-cache/APP_PAGE/bc0af37f…/$/en/p/mug'. These were asked for here. */
const keys = new Map<string, string>();
const MOST_KEYS = 10_000;

function noteKey(key: string) {
  const at = key.indexOf('/$/');
  if (keys.size >= MOST_KEYS) keys.clear();
  if (at >= 0) keys.set(key.slice(at + '/$'.length), key);
}

/** The page that is kept for an address, as Next would find it; null when Next has not looked for it here yet. */
export async function pageAt(address: string): Promise<Kept | null> {
  const key = keys.get(address);
  return key === undefined ? null : new Pages({}).get(key);
}

export const isYoung = ({ cacheControl, lastModified }: Pick<Kept, 'cacheControl' | 'lastModified'>) =>
  typeof cacheControl?.revalidate !== 'number' || now() < lastModified + cacheControl.revalidate * 1_000;

export default class Pages {
  // `set` is not told when the page's rendering began; this instance is made just before it.
  private readonly born = now();

  constructor(context: { serverDistDir?: string }) {
    build ??= buildIdOf(context.serverDistDir ?? '.');
    staticFolder ||= path.join(context.serverDistDir ?? '.', '../static');
  }

  /** Only ever from Redis: pages made by the build are placeholders. */
  async get(key: string): Promise<Kept | null> {
    if (env.building) return null;
    const name = `nx:p:${build}:${key}`;
    noteKey(key);
    try {
      await store.sync();
      const held = store.recall(name) as Kept | undefined;
      if (held && isYoung(held) && !store.changedSince(held.tags, held.lastModified)) return held;
      const body = await store.read(name);
      const kept = body ? (deserialize(body) as Kept) : undefined;
      if (!body || !kept || store.changedSince(kept.tags, kept.lastModified)) return null;
      store.remember(name, kept, body.length);
      return kept;
    } catch {
      return null;
    }
  }

  async set(key: string, page: Page | null, context: { fetchCache?: boolean; tags?: string[]; cacheControl?: CacheControl }): Promise<void> {
    if (env.building) return;
    const name = `nx:p:${build}:${key}`;
    const tags = tagsOf(page, context);
    try {
      await store.sync();
      if (store.changedSince(tags, this.born) || tags.some((tag) => (store.doubtful.get(tag) ?? 0) >= this.born)) return;
      const kept: Kept = { value: madeForKeeping(page), lastModified: this.born, tags, ...(context.cacheControl && { cacheControl: context.cacheControl }) };
      const body = serialize(kept);
      store.remember(name, kept, body.length);
      await store.keep(name, this.born, body, context.cacheControl?.expire ?? Infinity);
    } catch {
      // Not kept: the next request renders it again.
    }
  }

  async revalidateTag(tags: string | string[]): Promise<void> {
    await store.changeTags([tags].flat()).catch(() => undefined);
  }

  resetRequestCache(): void {}
}
