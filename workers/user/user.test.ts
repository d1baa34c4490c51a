import { testWorld, until } from '@kontor/kit/testing';
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import type { Address } from '@kontor/contracts/order';
import type { Refusal, RefusalCode } from '@kontor/contracts/refusals';
import { MOST_WISHES, type Tokens, user } from '@kontor/contracts/user';
import { moveClock } from '@kontor/kit/clock';
import { decodeJwt } from 'jose';

const world = await testWorld('user');
await world.start();
after(() => world.stop());
const { ensureDemoAccounts, hireStaff } = await import('./accounts.ts');

const nobody = world.call(user, null);
const password = 'correct horse battery';
const newEmail = () => `${randomUUID()}@example.com`;
const register = (email = newEmail()) => nobody.register({ email, password, name: 'Ada Lovelace', locale: 'de' });
const as = ({ subject }: Tokens) => world.call(user, { kind: 'customer', id: subject, roles: [] });
const refused = (call: Promise<unknown>, code: RefusalCode, details?: object) =>
  assert.rejects(call, (error: Refusal) => {
    assert.equal(error.code, code);
    if (details) assert.deepEqual({ ...error.details, ...details }, error.details);
    return true;
  });
const address: Address = {
  name: 'Ada Lovelace',
  company: '',
  street: 'Lindenweg 4',
  addition: '',
  postcode: '10115',
  city: 'Berlin',
  region: '',
  country: 'DE',
  phone: '',
};

test('a guest gets a signed token, and a fresh one for the same guest', async () => {
  const first = await nobody.guest({});
  const claims = decodeJwt(first.accessToken);
  assert.match(first.subject, /^g-/);
  assert.deepEqual([claims.sub, claims['kind'], claims.aud, claims.iss], [first.subject, 'guest', 'gateway', 'user']);
  assert.equal((claims.exp ?? 0) - (claims.iat ?? 0), 300);
  assert.equal((await nobody.refresh({ refreshToken: first.refreshToken })).subject, first.subject);
  await refused(nobody.refresh({ refreshToken: first.accessToken }), 'SessionEnded');
});

test('a new account is told of, can sign in, and carries no roles', async () => {
  const email = newEmail();
  const opened = await register(email.toUpperCase());
  const { data } = await world.heard('UserRegistered', ({ data }) => data.userId === opened.subject);
  assert.deepEqual(data.person, { email, name: 'Ada Lovelace', locale: 'de' });
  const signedIn = await nobody.signIn({ email, password });
  assert.equal(signedIn.subject, opened.subject);
  const claims = decodeJwt(signedIn.accessToken);
  assert.deepEqual([claims['kind'], 'roles' in claims], ['customer', false]);
});

test('an email has one account, even when two people press at once', async () => {
  const email = newEmail();
  const tries = await Promise.allSettled([register(email), register(email), register(email.toUpperCase())]);
  assert.equal(tries.filter(({ status }) => status === 'fulfilled').length, 1);
  await refused(register(email), 'EmailTaken', { field: 'email' });
  assert.equal(world.told.filter((one) => one.type === 'UserRegistered' && one.data.person.email === email).length, 1);
});

test('a wrong password and an unknown email get the same answer', async () => {
  const { email } = await register();
  await refused(nobody.signIn({ email, password: 'wrong' }), 'WrongCredentials', {});
  await refused(nobody.signIn({ email: newEmail(), password }), 'WrongCredentials', {});
});

test('the eleventh try in ten minutes is refused even with the right password, for that email alone', async () => {
  const { email } = await register();
  await Promise.all(Array.from({ length: 10 }, () => refused(nobody.signIn({ email, password: 'wrong' }), 'WrongCredentials')));
  await refused(nobody.signIn({ email, password }), 'TooMany');
  const other = await register();
  await nobody.signIn({ email: other.email, password });
  moveClock(10 * 60_000 + 1);
  await nobody.signIn({ email, password });
  moveClock(0);
});

test('a session lives thirty days from its last use', async () => {
  const day = 24 * 60 * 60_000;
  const { refreshToken, subject } = await register();
  moveClock(29 * day);
  const second = await nobody.refresh({ refreshToken });
  assert.equal(second.subject, subject);
  moveClock(58 * day);
  const third = await nobody.refresh(second);
  moveClock(89 * day);
  await refused(nobody.refresh(third), 'SessionEnded');
  moveClock(0);
});

test('each renewal gives another refresh token; two who renew at once get the same one', async () => {
  const { refreshToken } = await register();
  const both = await Promise.all([1, 2, 3].map(() => nobody.refresh({ refreshToken })));
  const next = both[0]?.refreshToken ?? '';
  assert.notEqual(next, refreshToken);
  assert.deepEqual(new Set(both.map((one) => one.refreshToken)), new Set([next]));
  moveClock(29_000);
  assert.equal((await nobody.refresh({ refreshToken })).refreshToken, next);
  moveClock(0);
});

test('a refresh token that was replaced half a minute ago ends the session of whoever has it', async () => {
  const { refreshToken } = await register();
  const next = await nobody.refresh({ refreshToken });
  moveClock(31_000);
  await refused(nobody.refresh({ refreshToken }), 'SessionEnded');
  await refused(nobody.refresh(next), 'SessionEnded');
  moveClock(0);
});

test('signing out with the token of a moment ago ends the session too', async () => {
  const { refreshToken } = await register();
  const next = await nobody.refresh({ refreshToken });
  await nobody.signOut({ refreshToken });
  await refused(nobody.refresh(next), 'SessionEnded');
});

test('a new password needs the old one, ends every other session and gives a new one', async () => {
  const one = await register();
  const other = await nobody.signIn({ email: one.email, password });
  await refused(as(one).changePassword({ current: 'not this one', password: 'another good password' }), 'WrongCredentials', { field: 'password' });
  await refused(as(one).changePassword({ current: password, password: 'short' }), 'InvalidInput', { field: 'password' });
  const fresh = await as(one).changePassword({ current: password, password: 'another good password' });
  await nobody.refresh(fresh);
  await refused(nobody.refresh(one), 'SessionEnded');
  await refused(nobody.refresh(other), 'SessionEnded');
  await refused(nobody.signIn({ email: one.email, password }), 'WrongCredentials');
  await nobody.signIn({ email: one.email, password: 'another good password' });
});

test('of two who change the password at the same moment one does, and the other is told that it is another one now', async () => {
  const one = await register();
  const change = (to: string) => () => as(one).changePassword({ current: password, password: to });
  const changes = await world.heldUp(
    [['select 1 from account where id = $1::uuid for update', one.subject]],
    change('the first of two'),
    change('the second of two'),
  );
  const [tokens] = changes.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  assert.deepEqual(
    changes.flatMap((result) => (result.status === 'rejected' ? [result.reason.code] : [])),
    ['WrongCredentials'],
  );
  await nobody.refresh(tokens ?? one);
});

test('whoever guesses at the old password is refused after ten tries', async () => {
  const one = as(await register());
  const guess = () => one.changePassword({ current: 'a guess', password: 'another good password' });
  await Promise.all(Array.from({ length: 10 }, () => refused(guess(), 'WrongCredentials')));
  await refused(guess(), 'TooMany');
});

test('signing out everywhere ends every session, and nobody else’s', async () => {
  const [one, stranger] = [await register(), await register()];
  const other = await nobody.signIn({ email: one.email, password });
  await as(one).signOutEverywhere({});
  for (const tokens of [one, other]) await refused(nobody.refresh(tokens), 'SessionEnded');
  await nobody.refresh(stranger);
});

test('a closed account is told of, is blank, and leaves its e-mail free', async () => {
  const one = await register();
  await as(one).saveAddress(address);
  await refused(as(one).close({ password: 'not this one' }), 'WrongCredentials');
  await as(one).close({ password });
  await world.heard('UserClosed', ({ data }) => data.userId === one.subject);
  await refused(nobody.refresh(one), 'SessionEnded');
  await refused(nobody.signIn({ email: one.email, password }), 'WrongCredentials');
  await refused(as(one).saveAddress(address), 'NotFound');
  const { email, name, addresses } = await as(one).me({});
  assert.deepEqual([email, name, addresses], [`${one.subject}@account.invalid`, '', []]);
  assert.notEqual((await register(one.email)).subject, one.subject);
});

test('an account with an order under way is not closed', async () => {
  const one = await register();
  const order = orderOf(one.subject);
  await order.placed();
  await until(async () => (await as(one).orders({})).items.length === 1, 'the order is known');
  await refused(as(one).close({ password }), 'WrongPhase', { phase: 'placed' });
  await order.cancelled();
  await until(async () => (await as(one).orders({})).items[0]?.phase === 'cancelled', 'the order is cancelled');
  await as(one).close({ password });
});

test('the address that was preferred last stands first', async () => {
  const [ada, bob] = [as(await register()), as(await register())];
  await ada.saveAddress(address);
  const { addresses } = await ada.saveAddress({ ...address, city: 'Hamburg' });
  assert.deepEqual(
    addresses.map(({ city }) => city),
    ['Berlin', 'Hamburg'],
  );
  const id = addresses[1]?.id ?? '';
  await refused(bob.preferAddress({ id }), 'NotFound');
  assert.equal((await ada.preferAddress({ id })).addresses[0]?.city, 'Hamburg');
});

test('a postcode of another form is refused beside its field', async () => {
  await refused(as(await register()).saveAddress({ ...address, postcode: '1011' }), 'InvalidInput', { field: 'postcode' });
});

test('a session that was signed out of is over, and so is one that never was', async () => {
  const one = await register();
  const other = await nobody.signIn({ email: one.email, password });
  await nobody.signOut({ refreshToken: one.refreshToken });
  await nobody.signOut({ refreshToken: one.refreshToken });
  await refused(nobody.refresh({ refreshToken: one.refreshToken }), 'SessionEnded');
  const fresh = await nobody.refresh({ refreshToken: other.refreshToken });
  const [id] = other.refreshToken.split('.');
  await nobody.signOut({ refreshToken: `${id}.${'x'.repeat(43)}` });
  await nobody.refresh({ refreshToken: fresh.refreshToken });
  for (const wrong of ['', 'nonsense', `${id}.${'x'.repeat(43)}`, `${'-'.repeat(36)}.${'x'.repeat(43)}`])
    await refused(nobody.refresh({ refreshToken: wrong }), 'SessionEnded');
});

test('staff sign in at their own door and carry their roles; a shopper cannot', async () => {
  const email = newEmail();
  const given = await hireStaff(email, ['orders', 'shipping']);
  const { accessToken, refreshToken } = await nobody.signInStaff({ email, password: given });
  assert.deepEqual([decodeJwt(accessToken)['kind'], decodeJwt(accessToken)['roles']], ['staff', ['orders', 'shipping']]);
  await refused(nobody.signIn({ email, password: given }), 'WrongCredentials');
  const shopper = await register();
  await refused(nobody.signInStaff({ email: shopper.email, password }), 'WrongCredentials');
  await hireStaff(email, ['orders']);
  await refused(nobody.refresh({ refreshToken }), 'SessionEnded');
  await refused(nobody.signInStaff({ email, password: given }), 'WrongCredentials');
  await assert.rejects(hireStaff(shopper.email, ['orders']), /customer account/);
  await assert.rejects(hireStaff(newEmail(), ['king']));
});

test('the demo accounts can be made again without ending a session', async () => {
  const demo = 'a demo password';
  await ensureDemoAccounts(demo);
  const { refreshToken } = await nobody.signIn({ email: 'ada@example.com', password: demo });
  await ensureDemoAccounts(demo);
  await nobody.refresh({ refreshToken });
  const staff = await nobody.signInStaff({ email: 'grace@example.com', password: demo });
  assert.equal((decodeJwt(staff.accessToken)['roles'] as string[]).length, 6);
  await ensureDemoAccounts('another password');
  await refused(nobody.refresh({ refreshToken }), 'SessionEnded');
});

test('a profile is its owner’s: names, addresses, and nobody else’s', async () => {
  const [ada, bob] = [await register(), await register()];
  assert.equal((await as(ada).saveProfile({ name: 'Ada King', locale: 'en' })).name, 'Ada King');
  const [kept] = (await as(ada).saveAddress(address)).addresses;
  assert.deepEqual(kept, { ...address, id: kept?.id });
  const id = kept?.id ?? '';
  await refused(as(bob).saveAddress({ ...address, id, city: 'Hamburg' }), 'NotFound');
  await refused(as(bob).removeAddress({ id }), 'NotFound');
  assert.equal((await as(ada).saveAddress({ ...address, id, city: 'Potsdam' })).addresses[0]?.city, 'Potsdam');
  assert.deepEqual((await as(bob).me({})).addresses, []);
  assert.deepEqual((await as(ada).removeAddress({ id })).addresses, []);
  assert.deepEqual(await as(ada).me({}), { id: ada.subject, email: ada.email, name: 'Ada King', locale: 'en', addresses: [] });
  await refused(nobody.me({}), 'SignInRequired');
  await refused(world.call(user, { kind: 'guest', id: 'g-1', roles: [] }).me({}), 'SignInRequired');
});

test('an account keeps twenty addresses, even when many are saved at once', async () => {
  const ada = as(await register());
  const saved = await Promise.allSettled(Array.from({ length: 24 }, (_, no) => ada.saveAddress({ ...address, city: `Berlin ${no}` })));
  assert.equal(saved.filter(({ status }) => status === 'fulfilled').length, 20);
  await refused(ada.saveAddress(address), 'InvalidInput', { field: 'addresses' });
});

test('an address that is saved twice is kept once', async () => {
  const ada = as(await register());
  await Promise.all([ada.saveAddress(address), ada.saveAddress(address)]);
  assert.equal((await ada.saveAddress(address)).addresses.length, 1);
});

const rate = { rate: 1900, gross: 3000, tax: 479 };
function orderOf(owner: string) {
  const orderId = randomUUID();
  const about = { orderId, number: `K${Math.floor(Math.random() * 1e6)}`, owner };
  const money = { total: 3000, currency: 'EUR' };
  const text = { en: 'Cup', de: 'Tasse' };
  const lines = [{ sku: 'CUP', quantity: 3, name: text, variant: text, price: 1000, total: 3000, weightGrams: 300 }];
  const receipt = {
    currency: 'EUR',
    lines: [{ sku: 'CUP', quantity: 3, price: 1000, total: 3000, taxRate: 1900 }],
    subtotal: 3000,
    discount: 0,
    shipping: 0,
    taxes: [rate],
    tax: 479,
    total: 3000,
  };
  const method = { id: 'standard', name: text, price: 0, daysFrom: 1, daysTo: 3 };
  const person = { email: 'ada@example.com', locale: 'de' as const, address };
  return {
    orderId,
    placed: (more = {}) => world.tell('OrderPlaced', orderId, 1, { ...about, ...money, lines, receipt, method, person, ...more }),
    ready: () => world.tell('OrderReadyToPay', orderId, 2, { ...about, ...money, payBy: '2026-11-23T10:00:00Z', locale: 'de' }),
    closing: () => world.tell('OrderPaymentClosing', orderId, 3, about),
    paid: () => world.tell('OrderPaid', orderId, 4, { ...about, ...money, lines, method, allocation: [], person }),
    cancelAsked: () => world.tell('OrderCancelAsked', orderId, 5, about),
    cancelled: () => world.tell('OrderCancelled', orderId, 6, { ...about, ...money, reason: 'shopper', short: [] }),
    completed: (more = {}) => world.tell('OrderCompleted', orderId, 7, { ...about, ...more }),
  };
}

test('the order history follows each event, in any order and told twice', async () => {
  const ada = await register();
  const orders = () => as(ada).orders({});
  const phaseOf = async (id: string) => (await orders()).items.find((one) => one.id === id)?.phase;

  const first = orderOf(ada.subject);
  for (const [tell, phase] of [
    [first.placed, 'placed'],
    [first.ready, 'held'],
    [first.closing, 'closing'],
    [first.paid, 'paid'],
    [first.cancelAsked, 'cancelling'],
    [first.cancelled, 'cancelled'],
  ] as const) {
    await tell();
    await until(async () => (await phaseOf(first.orderId)) === phase, phase);
  }
  const second = orderOf(ada.subject);
  await second.cancelled();
  await second.paid();
  await second.paid();
  assert.equal(await phaseOf(second.orderId), undefined);
  await second.placed();
  await until(async () => (await phaseOf(second.orderId)) === 'cancelled', 'the newest phase stays');
  const [newest] = (await orders()).items;
  assert.deepEqual(
    { id: newest?.id, total: newest?.total, currency: newest?.currency, items: newest?.items },
    { id: second.orderId, total: 3000, currency: 'EUR', items: 3 },
  );

  await world.tell('OrderCompleted', second.orderId, 3, { orderId: second.orderId, number: newest?.number ?? '', owner: ada.subject });
  const last = orderOf(ada.subject);
  await last.placed();
  await until(async () => (await orders()).items.length === 3, 'three orders');
  assert.equal(await phaseOf(second.orderId), 'cancelled');
  assert.deepEqual((await as(await register()).orders({})).items, []);
});

test('the order history knows a replacement from what is to be paid, and what came back from what arrived', async () => {
  const ada = await register();
  const { placed, ready, completed } = orderOf(ada.subject);
  const standing = async () => (await as(ada).orders({})).items.map(({ phase, isReplacement, cameBack }) => [phase, isReplacement, cameBack]);
  await ready();
  await placed({ exchangeOf: 'K100001' });
  await until(async () => (await standing()).length === 1, 'it is in the list');
  assert.deepEqual(await standing(), [['held', true, false]]);
  await completed({ cameBack: true });
  await until(async () => (await standing())[0]?.[0] === 'completed', 'it is over');
  assert.deepEqual(await standing(), [['completed', true, true]]);
});

test('the order history is read page by page, newest first, each order once', async () => {
  const ada = await register();
  const told = Array.from({ length: 5 }, () => orderOf(ada.subject));
  for (const one of told) await one.placed();
  await until(async () => (await as(ada).orders({})).items.length === 5, 'five orders');
  const seen: string[] = [];
  for (let after: string | undefined; ; ) {
    const { items, next } = await as(ada).orders({ limit: 2, ...(after && { after }) });
    seen.push(...items.map(({ id }) => id));
    if (!next) break;
    after = next;
  }
  assert.deepEqual(seen.sort(), told.map(({ orderId }) => orderId).sort());
  await refused(as(ada).orders({ after: 'nonsense' }), 'InvalidInput', { field: 'after' });
});

test('a wishlist has the newest first, takes what a browser kept, and each product once', async () => {
  const ada = as(await register());
  assert.deepEqual(await ada.wishlist({}), []);
  assert.deepEqual(await ada.wish({ products: ['P-kettle'] }), ['P-kettle']);
  await ada.wish({ products: ['P-mug', 'P-kettle', 'P-pan'] });
  assert.deepEqual(new Set(await ada.wishlist({})), new Set(['P-mug', 'P-pan', 'P-kettle']));
  assert.ok((await ada.wishlist({})).indexOf('P-mug') < (await ada.wishlist({})).indexOf('P-pan'));
  assert.deepEqual(
    await ada.unwish({ product: 'P-mug' }),
    (await ada.wishlist({})).filter((id) => id !== 'P-mug'),
  );
  await ada.unwish({ product: 'P-mug' });
  assert.equal((await ada.wishlist({})).length, 2);
});

test('a wishlist belongs to its owner, and a full one lets go of its oldest', async () => {
  const [ada, bob] = [as(await register()), as(await register())];
  await ada.wish({ products: ['P-first'] });
  moveClock(1_000);
  const many = Array.from({ length: MOST_WISHES }, (_, index) => `P-${index}`);
  const [one, other] = await Promise.all([ada.wish({ products: many }), ada.wish({ products: ['P-0', 'P-1'] })]);
  for (const list of [one, other, await ada.wishlist({})]) assert.ok(list.length <= MOST_WISHES);
  assert.ok(!(await ada.wishlist({})).includes('P-first'));
  assert.deepEqual(await bob.wishlist({}), []);
  await refused(world.call(user, { kind: 'guest', id: 'g-1', roles: [] }).wishlist({}), 'SignInRequired');
  moveClock(0);
});

test('who closes the account takes the wishlist along', async () => {
  const tokens = await register();
  await as(tokens).wish({ products: ['P-kettle'] });
  await as(tokens).close({ password });
  assert.deepEqual(await as(tokens).wishlist({}), []);
});
