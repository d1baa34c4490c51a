import { Refusal } from '@kontor/contracts/refusals';
import { now } from '@kontor/kit/clock';
import { leaving } from '@kontor/kit/journal';
import { log } from '@kontor/kit/log';
import { traceparent } from '@kontor/kit/telemetry';
import { addFields, ALIAS, countIn, createIndex, dropIndex, indexExists, indexNamed, isOfThisRelease, pointAliasAt, refresh } from './store/opensearch.ts';
import { addVersion, type IndexVersion, journal, lockVersions, setState, type Tx, versions } from './store/postgres.ts';

/** A rebuild that takes longer was given up by whoever began it. */
const GIVEN_UP_MS = 60 * 60 * 1000;
const MOST_SHOWN = 20;

/** Makes the first index and its alias where there is none. Safe to repeat and in parallel. */
export async function ensureIndex(): Promise<void> {
  await journal.transaction(async (tx) => {
    await lockVersions(tx);
    const all = await versions(tx);
    const live = all.find(({ state }) => state === 'live');
    if (!live) {
      const number = (all[0]?.number ?? 0) + 1;
      await addVersion(tx, number, indexNamed(number), 'live');
      await dropIndex(indexNamed(number));
      await createIndex(indexNamed(number));
      await pointAliasAt(indexNamed(number));
    } else if (!(await indexExists(live.name))) {
      // The index server lost its data: start empty, `npm run reindex` fills it.
      await createIndex(live.name);
      await pointAliasAt(live.name);
    } else if (!(await isOfThisRelease(live.name))) {
      if ((await countIn(live.name)) > 0) {
        await addFields(live.name);
        return log.warn({ index: live.name }, 'the search index is of another release: run npm run reindex');
      }
      await dropIndex(live.name);
      await createIndex(live.name);
      await pointAliasAt(live.name);
    } else if (!(await indexExists(ALIAS))) await pointAliasAt(live.name);
  });
}

/** The indices there are and were, newest first, with what they hold. */
export async function indices() {
  const counted = async ({ name, state }: IndexVersion) => (state === 'dropped' || !(await indexExists(name)) ? null : countIn(name));
  const all = (await versions()).slice(0, MOST_SHOWN);
  return Promise.all(all.map(async (one) => ({ name: one.name, state: one.state, createdAt: one.createdAt.toISOString(), documents: await counted(one) })));
}

/**
 * Begins a new index beside the live one. From now on every change goes to both; it becomes the live one when the catalogue has
 * told everything again, which it does page by page and goes on with after a crash. Refuses while another is being built.
 */
export async function beginRebuild(actor: string): Promise<string> {
  return journal.transaction(async (tx) => {
    await lockVersions(tx);
    const all = await versions(tx);
    const building = all.find(({ state }) => state === 'building');
    if (building && now().getTime() - building.createdAt.getTime() < GIVEN_UP_MS) throw new Refusal('StillRunning', { index: building.name });
    for (const { name, state } of all) {
      if (state !== 'building' && state !== 'old') continue;
      await dropIndex(name);
      await setState(tx, name, 'dropped');
    }
    const number = (all[0]?.number ?? 0) + 1;
    const name = indexNamed(number);
    await dropIndex(name);
    await createIndex(name);
    await addVersion(tx, number, name, 'building');
    await journal.records.note(tx, { actor, act: 'rebuildIndex', about: name });
    await journal.leave(tx, [leaving({ type: 'RebuildBegun', subject: name, data: { index: name } }, 1, traceparent(), 'bulk')], []);
    return name;
  });
}

/**
 * Lets searches go to the index that was built, once it holds all of the catalogue. False while messages are missing that were
 * put off. What was unpublished meanwhile is missing in the live index too, so the smaller number is enough.
 */
export async function finishRebuild(tx: Tx, published: number): Promise<boolean> {
  await lockVersions(tx);
  const all = await versions(tx);
  const building = all.find(({ state }) => state === 'building');
  const live = all.find(({ state }) => state === 'live');
  if (!building) return true;
  await refresh(building.name);
  if (live) await refresh(live.name);
  const wanted = Math.min(published, live ? await countIn(live.name) : published);
  if ((await countIn(building.name)) < wanted) return false;
  if (live) await setState(tx, live.name, 'old');
  await setState(tx, building.name, 'live');
  await pointAliasAt(building.name);
  log.info({ index: building.name, before: live?.name }, 'searches go to a new index');
  return true;
}
