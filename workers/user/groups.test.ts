import { testWorld } from '@kontor/kit/testing';
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { group, MOST_GROUPS } from '@kontor/contracts/group';
import { journal } from '@kontor/contracts/journal';
import { user } from '@kontor/contracts/user';

const world = await testWorld('user');
await world.start();
after(() => world.stop());

const nobody = world.call(user, null);
const clerk = { kind: 'staff' as const, id: 'anna', roles: ['customers', 'operations'] };
const office = world.call(group, clerk);
const password = 'correct horse battery';
async function register() {
  const email = `${randomUUID()}@example.com`;
  const { subject: userId } = await nobody.register({ email, password, name: 'Ada Lovelace', locale: 'de' });
  return { email, userId };
}
let made = 0;
async function aGroup(): Promise<string> {
  const id = `g${++made}-${world.namespace}`;
  await office.saveGroup({ id, name: 'Wholesale' });
  return id;
}
const toldOf = (userId: string) =>
  world.told.flatMap((one) => (one.type === 'GroupsChanged' && one.data.userId === userId ? [{ version: one.version, groups: one.data.groups }] : []));
const heard = (userId: string, version: number) => world.heard('GroupsChanged', (one) => one.data.userId === userId && one.version === version);

test('who is put into a group and taken out is told of with all their groups, once', async () => {
  const { email, userId } = await register();
  const [one, other] = [await aGroup(), await aGroup()];
  assert.deepEqual(await office.addMember({ id: other, email: email.toUpperCase() }), { userId, email, name: 'Ada Lovelace' });
  await Promise.all([1, 2, 3].map(() => office.addMember({ id: one, email })));
  await office.removeMember({ id: other, userId });
  await office.removeMember({ id: other, userId });
  await heard(userId, 3);
  assert.deepEqual(toldOf(userId), [
    { version: 1, groups: [other] },
    { version: 2, groups: [one, other] },
    { version: 3, groups: [one] },
  ]);
  assert.deepEqual((await office.members({ id: one })).items, [{ userId, email, name: 'Ada Lovelace' }]);
  assert.deepEqual((await office.members({ id: other })).items, []);
});

test('many groups at the same moment are each told of with a version of their own, and the last has them all', async () => {
  const { email, userId } = await register();
  const ids = await Promise.all(Array.from({ length: 6 }, aGroup));
  await Promise.all(ids.map((id) => office.addMember({ id, email })));
  const last = await heard(userId, 6);
  assert.deepEqual([...last.data.groups].sort(), [...ids].sort());
  assert.deepEqual(new Set(toldOf(userId).map(({ version }) => version)), new Set([1, 2, 3, 4, 5, 6]));
});

test('a customer is in at most fifty groups, also when many come at the same moment', async () => {
  const { email, userId } = await register();
  const ids: string[] = [];
  for (let count = 0; count < MOST_GROUPS + 5; count++) ids.push(await aGroup());
  for (const id of ids.slice(0, MOST_GROUPS - 1)) await office.addMember({ id, email });
  const pressed = await Promise.allSettled(ids.slice(MOST_GROUPS - 1).map((id) => office.addMember({ id, email })));
  assert.equal(pressed.filter(({ status }) => status === 'fulfilled').length, 1);
  assert.ok(pressed.every((one) => one.status === 'fulfilled' || (one.reason as { code?: string }).code === 'InvalidInput'));
  assert.equal((await heard(userId, MOST_GROUPS)).data.groups.length, MOST_GROUPS);
});

test('a new group needs an id of its own, also when two make it at the same moment; another name is no new group', async () => {
  const id = await aGroup();
  await assert.rejects(
    office.saveGroup({ id, name: 'Wholesale', isNew: true }),
    (error: { code?: string; details?: { field?: string } }) => error.code === 'InvalidInput' && error.details?.field === 'name',
  );
  assert.equal((await office.saveGroup({ id, name: 'Partners' })).name, 'Partners');
  const both = await Promise.allSettled([1, 2].map((no) => office.saveGroup({ id: `${id}-b`, name: `Friends ${no}`, isNew: true })));
  assert.deepEqual(both.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
});

test('whoever was in a group that is removed is told of without it, whoever joins it then is refused, and nothing is left', async () => {
  const [one, other] = [await aGroup(), await aGroup()];
  const people = await Promise.all(Array.from({ length: 3 }, register));
  for (const { email } of people) await office.addMember({ id: one, email });
  const [first] = people;
  assert.ok(first);
  await office.addMember({ id: other, email: first.email });
  const late = await register();
  const [removed, joined] = await Promise.all([office.removeGroup({ id: one }), office.addMember({ id: one, email: late.email }).catch(() => null)]);
  assert.ok(removed.members >= 3);
  assert.deepEqual((await heard(first.userId, 3)).data.groups, [other]);
  for (const { userId } of people.slice(1)) assert.deepEqual((await heard(userId, 2)).data.groups, []);
  if (joined) assert.deepEqual((await heard(late.userId, 2)).data.groups, []);
  await assert.rejects(office.addMember({ id: one, email: late.email }), { code: 'NotFound' });
  assert.deepEqual(await office.removeGroup({ id: one }), { members: 0 });
  assert.deepEqual(
    (await office.members({ id: other })).items.map(({ userId }) => userId),
    [first.userId],
  );
});

test('groups are counted and read by key, their members by e-mail', async () => {
  const id = await aGroup();
  const emails: string[] = [];
  for (let count = 0; count < 3; count++) {
    const { email } = await register();
    await office.addMember({ id, email });
    emails.push(email);
  }
  const first = await office.members({ id, limit: 2 });
  const second = await office.members({ id, limit: 2, ...(first.next && { after: first.next }) });
  assert.deepEqual(
    [...first.items, ...second.items].map(({ email }) => email),
    emails.sort(),
  );
  assert.equal(second.next, null);
  assert.equal((await office.saveGroup({ id, name: 'Partners' })).members, 3);
  const page = await office.groups({ limit: 1 });
  assert.ok(page.next && (await office.groups({ after: page.next })).items.every((one) => one.id > (page.next ?? '')));
});

test('a group that is not there, and an e-mail that is no customer’s, are refused by name', async () => {
  const { email } = await register();
  const id = await aGroup();
  const refused = (field: string) => (error: { code?: string; details?: { field?: string } }) => error.code === 'NotFound' && error.details?.field === field;
  await assert.rejects(office.addMember({ id: 'nothing-here', email }), refused('id'));
  await assert.rejects(office.members({ id: 'nothing-here' }), refused('id'));
  await assert.rejects(office.addMember({ id, email: 'nobody@example.com' }), refused('email'));
  const { hireStaff } = await import('./accounts.ts');
  const staff = `${randomUUID()}@example.com`;
  await hireStaff(staff, ['orders']);
  await assert.rejects(office.addMember({ id, email: staff }), refused('email'));
});

test('groups are for staff who look after customers', async () => {
  for (const actor of [
    { kind: 'staff' as const, id: 's', roles: ['orders'] },
    { kind: 'customer' as const, id: randomUUID(), roles: [] },
  ])
    await assert.rejects(world.call(group, actor).groups({}), { code: 'NotAllowed' });
});

test('each change is written down once with who made it, and no e-mail stays in the log', async () => {
  const { email, userId } = await register();
  const id = await aGroup();
  await office.saveGroup({ id, name: 'Wholesale' });
  await office.addMember({ id, email });
  await office.removeMember({ id, userId });
  const noted = (await world.call(journal, clerk, 'journal.').audit({ limit: 50 })).items.filter(({ about }) => about === id);
  assert.deepEqual(noted.map(({ act, actor }) => [act, actor]).sort(), [
    ['addMember', 'anna'],
    ['removeMember', 'anna'],
    ['saveGroup', 'anna'],
  ]);
  assert.ok(!JSON.stringify(noted).includes(email));
});

test('who closes the account leaves every group', async () => {
  const { email, userId } = await register();
  const id = await aGroup();
  await office.addMember({ id, email });
  await world.call(user, { kind: 'customer', id: userId, roles: [] }).close({ password });
  assert.deepEqual((await heard(userId, 2)).data.groups, []);
  assert.deepEqual((await office.members({ id })).items, []);
});
