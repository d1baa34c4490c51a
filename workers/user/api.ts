import { createHash } from 'node:crypto';
import { group } from '@kontor/contracts/group';
import { Refusal } from '@kontor/contracts/refusals';
import { MOST_WISHES, type Profile, type Tokens, user } from '@kontor/contracts/user';
import { now } from '@kontor/kit/clock';
import { type Context, serve, shopperOf, staffOf } from '@kontor/kit/rpc';
import { type Account, admit, cursorOf, isOver, shownAs, type Kind, MOST_ADDRESSES, NEWEST, placeOf, refuseWhileUnderWay } from './domain.ts';
import { addMember, leaveGroups, listGroups, membersOf, removeGroup, removeMember, saveGroup } from './groups.ts';
import { hashPassword, isPassword } from './passwords.ts';
import * as store from './store.ts';
import { guestOf, guestTokens, newSecret, nextSecret, secretOf, tokensFor } from './tokens.ts';

async function openSession(tx: store.Tx, account: Account): Promise<Tokens> {
  const secret = newSecret();
  await store.openSession(tx, account, secret, now());
  return tokensFor(account, secret.token);
}

/** Signs in to an account of that kind alone: a shopper's password opens nothing for staff, nor the other way round. */
async function signIn(kind: Kind, { email, password }: { email: string; password: string }, { client }: Context): Promise<Tokens> {
  const key = createHash('sha256').update(`${kind} ${email} ${client}`).digest('base64url');
  admit(await store.countSignIn(key, now()), now());
  const found = await store.accountByEmail(email);
  const account = found?.kind === kind ? found : null;
  const right = await isPassword(account?.passwordHash, password);
  if (!account || !right) throw new Refusal('WrongCredentials');
  await store.forgetSignIns(key, now());
  return store.journal.transaction((tx) => openSession(tx, account));
}

/** Changes something of the caller's account under its lock and gives what `look` sees then. */
async function changeOwn<Seen>(
  context: Context,
  work: (tx: store.Tx, id: string) => Promise<unknown>,
  look: (id: string, tx: store.Tx) => Promise<Seen>,
): Promise<Seen> {
  const { id } = shopperOf(context);
  return store.journal.transaction(async (tx) => {
    found(await store.lockAccount(tx, id));
    await work(tx, id);
    return look(id, tx);
  });
}

/** Changes something of the caller's account and gives the whole profile. */
const changeProfile = (context: Context, work: (tx: store.Tx, id: string) => Promise<unknown>): Promise<Profile> =>
  changeOwn(context, work, async (id, tx) => found(await store.profileOf(id, tx)));

/** Changes the caller's wishlist, which two browsers cannot fill beyond its end, and gives all of it. */
const changeWishes = (context: Context, work: (tx: store.Tx, id: string) => Promise<unknown>): Promise<string[]> => changeOwn(context, work, store.wishesOf);

const wrongPassword = () => new Refusal('WrongCredentials', { field: 'password' });

/** The caller's account, once they have shown its password again; tries are counted as those to sign in are. */
async function proven(context: Context, password: string): Promise<Account & { passwordHash: string }> {
  const { id } = shopperOf(context);
  const key = createHash('sha256').update(`proof ${id}`).digest('base64url');
  admit(await store.countSignIn(key, now()), now());
  const account = found(await store.accountById(id));
  if (!(await isPassword(account.passwordHash || undefined, password))) throw wrongPassword();
  await store.forgetSignIns(key, now());
  return account;
}

function found<T>(one: T | null): T {
  if (one === null) throw new Refusal('NotFound');
  return one;
}

const served = { ...user, ...group };

export const api = serve(served, {
  guest: () => guestTokens(),

  async register({ email, password, name, locale }) {
    const passwordHash = await hashPassword(password);
    return store.journal.transaction(async (tx) => {
      const account = await store.openAccount(tx, { email, name, locale, kind: 'customer', roles: [], passwordHash }, now());
      if (!account) throw new Refusal('EmailTaken', { field: 'email' });
      return openSession(tx, account);
    });
  },

  signIn: (credentials, context) => signIn('customer', credentials, context),
  signInStaff: (credentials, context) => signIn('staff', credentials, context),

  async refresh({ refreshToken }) {
    const guest = await guestOf(refreshToken);
    if (guest) return guestTokens(guest);
    const secret = secretOf(refreshToken);
    const opened = secret && (await store.sessionOf(secret.id));
    if (!opened || isOver(opened.session, opened.account, now())) throw new Refusal('SessionEnded');
    const found = shownAs(secret.hash, opened.session, now());
    if (found === 'stolen') await store.endSession(secret.id, now());
    if (found === 'stolen' || found === 'wrong') throw new Refusal('SessionEnded');
    const next = nextSecret(secret);
    if (found === 'rotate') await store.rotateSession(secret, next, opened.account.kind, now());
    return tokensFor(opened.account, next.token);
  },

  async signOut({ refreshToken }) {
    const secret = secretOf(refreshToken);
    if (secret) await store.revokeSession(secret, now());
    return {};
  },

  me: async (_input, context) => found(await store.profileOf(shopperOf(context).id)),
  saveProfile: (names, context) => changeProfile(context, (tx, id) => store.saveNames(tx, id, names)),

  saveAddress: ({ id: addressId, ...address }, context) =>
    changeProfile(context, async (tx, id) => {
      if (addressId) {
        if (!(await store.replaceAddress(tx, id, addressId, address))) throw new Refusal('NotFound');
        return;
      }
      // Asked again because no answer came: the account has it already.
      if (await store.hasAddress(tx, id, address)) return;
      if ((await store.countAddresses(tx, id)) >= MOST_ADDRESSES) {
        throw new Refusal('InvalidInput', { field: 'addresses', reason: `an account keeps at most ${MOST_ADDRESSES} addresses: remove one first` });
      }
      await store.addAddress(tx, id, address, now());
    }),

  removeAddress: ({ id: addressId }, context) =>
    changeProfile(context, async (tx, id) => {
      if (!(await store.dropAddress(tx, id, addressId))) throw new Refusal('NotFound');
    }),

  preferAddress: ({ id: addressId }, context) =>
    changeProfile(context, async (tx, id) => {
      if (!(await store.preferAddress(tx, id, addressId, now()))) throw new Refusal('NotFound');
    }),

  async changePassword({ current, password }, context) {
    const account = await proven(context, current);
    const passwordHash = await hashPassword(password);
    return store.journal.transaction(async (tx) => {
      // Somebody may have changed it since it was shown.
      if ((await store.lockAccount(tx, account.id)) !== account.passwordHash) throw wrongPassword();
      return openSession(tx, { ...account, sessionVersion: await store.changeAccount(tx, account.id, { passwordHash }) });
    });
  },

  async signOutEverywhere(_input, context) {
    await changeProfile(context, (tx, id) => store.changeAccount(tx, id, {}));
    return {};
  },

  async close({ password }, context) {
    const account = await proven(context, password);
    await store.journal.transaction(async (tx) => {
      if ((await store.lockAccount(tx, account.id)) !== account.passwordHash) throw wrongPassword();
      refuseWhileUnderWay(await store.phasesOf(tx, account.id));
      await leaveGroups(tx, account.id);
      await store.closeAccount(tx, account.id);
    });
    return {};
  },

  wishlist: (_input, context) => store.wishesOf(shopperOf(context).id),

  wish: ({ products }, context) =>
    changeWishes(context, async (tx, id) => {
      await store.addWishes(tx, id, products, now());
      const tooMany = (await store.wishesOf(id, tx)).slice(MOST_WISHES);
      if (tooMany.length > 0) await store.dropWishes(tx, id, tooMany);
    }),

  unwish: ({ product }, context) => changeWishes(context, (tx, id) => store.dropWishes(tx, id, [product])),

  groups: (page) => listGroups(page),
  saveGroup: (written, context) => saveGroup(written, staffOf(context).id),
  removeGroup: ({ id }, context) => removeGroup(id, staffOf(context).id),
  members: (page) => membersOf(page),
  addMember: (input, context) => addMember(input, staffOf(context).id),
  async removeMember(input, context) {
    await removeMember(input, staffOf(context).id);
    return {};
  },

  staffNames: ({ ids }) => store.staffNames(ids),

  async orders({ after, limit }, context) {
    const items = await store.ordersOf(shopperOf(context).id, after ? placeOf(after) : NEWEST, limit + 1);
    const page = items.slice(0, limit);
    const last = page.at(-1);
    return { items: page, next: items.length > limit && last ? cursorOf(last) : null };
  },
});
