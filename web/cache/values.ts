import { deserialize, serialize } from 'node:v8';
import { env } from '../env.ts';
import { now, store } from './store.ts';

/** Next's `cacheHandlers`: what functions marked 'use cache' returned, shared by all instances. */
type Meta = { tags: string[]; stale: number; timestamp: number; expire: number; revalidate: number };
type Entry = Meta & { value: ReadableStream<Uint8Array> };
type Kept = { meta: Meta; bytes: Uint8Array };

const PREFIX = 'nx:u:';
const pending = new Map<string, Promise<void>>();

function isGood(kept: Kept | undefined, softTags: readonly string[]): kept is Kept {
  if (!kept || now() >= kept.meta.timestamp + kept.meta.expire * 1_000) return false;
  return !store.changedSince(kept.meta.tags, kept.meta.timestamp) && !store.changedSince(softTags, kept.meta.timestamp);
}

const entryOf = ({ meta, bytes }: Kept): Entry => ({
  ...meta,
  value: new ReadableStream({
    start(controller) {
      controller.enqueue(bytes);
      controller.close();
    },
  }),
});

export default {
  async get(key: string, softTags: string[]): Promise<Entry | undefined> {
    if (env.building || !store.fresh) return undefined;
    try {
      await pending.get(key);
      const held = store.recall(PREFIX + key) as Kept | undefined;
      if (isGood(held, softTags) && now() < held.meta.timestamp + held.meta.revalidate * 1_000) return entryOf(held);
      const body = await store.read(PREFIX + key);
      const kept = body ? (deserialize(body) as Kept) : undefined;
      if (!body || !isGood(kept, softTags)) return undefined;
      store.remember(PREFIX + key, kept, body.length);
      return entryOf(kept);
    } catch {
      return undefined;
    }
  },

  async set(key: string, pendingEntry: Promise<Entry>): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    pending.set(key, promise);
    try {
      const { value, ...meta } = await pendingEntry;
      const bytes = new Uint8Array(await new Response(value).arrayBuffer());
      if (env.building || !meta.expire) return;
      await store.sync();
      if (store.changedSince(meta.tags, meta.timestamp)) {
        for (const tag of meta.tags) store.doubtful.set(tag, now());
        return;
      }
      const body = serialize({ meta, bytes });
      store.remember(PREFIX + key, { meta, bytes }, body.length);
      await store.keep(PREFIX + key, meta.timestamp, body, meta.expire);
    } catch {
      // Not kept: the next request renders it again.
    } finally {
      resolve();
      pending.delete(key);
    }
  },

  async refreshTags(): Promise<void> {
    if (!env.building) await store.sync().catch(() => undefined);
  },

  // Next is to ask get(), where the soft tags are compared.
  getExpiration: async () => Infinity,

  async updateTags(tags: string[]): Promise<void> {
    await store.changeTags(tags);
    await store.sync();
  },
};
