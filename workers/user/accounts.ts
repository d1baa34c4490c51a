import { randomBytes } from 'node:crypto';
import { Email } from '@kontor/contracts/ids';
import { Password, Role } from '@kontor/contracts/user';
import { now } from '@kontor/kit/clock';
import type { Kind } from './domain.ts';
import { env } from './env.ts';
import { hashPassword, isPassword } from './passwords.ts';
import * as store from './store.ts';

const noteHired = (tx: store.Tx, id: string, roles: string[]) =>
  store.journal.records.note(tx, { actor: 'command line', act: 'hireStaff', about: id, detail: { roles } });

type Wanted = { email: string; name: string; kind: Kind; roles: string[]; password: string };

/**
 * Sees to it that there is such an account with this password and these roles; one that has them already stays as it is, sessions
 * included. Throws when the email belongs to an account of the other kind.
 */
async function ensureAccount({ email, name, kind, roles, password }: Wanted): Promise<'opened' | 'changed' | 'unchanged'> {
  const known = await store.accountByEmail(email);
  if (!known) {
    const passwordHash = await hashPassword(password);
    const opened = await store.journal.transaction(async (tx) => {
      const account = await store.openAccount(tx, { email, name, locale: 'en', kind, roles, passwordHash }, now());
      if (account && kind === 'staff') await noteHired(tx, account.id, roles);
      return account;
    });
    return opened ? 'opened' : ensureAccount({ email, name, kind, roles, password });
  }
  if (known.kind !== kind) throw new Error(`${email} is the email of a ${known.kind} account: use another one`);
  const same = (await isPassword(known.passwordHash, password)) && [...known.roles].sort().join() === [...roles].sort().join();
  if (same) return 'unchanged';
  const passwordHash = await hashPassword(password);
  await store.journal.transaction(async (tx) => {
    await store.changeAccount(tx, known.id, { passwordHash, roles });
    if (kind === 'staff') await noteHired(tx, known.id, roles);
  });
  return 'changed';
}

/** Makes or changes a staff account. Gives its new password; every session it had is over. Throws for an email or a role that is none. */
export async function hireStaff(emailGiven: string, rolesGiven: readonly string[], password = randomBytes(15).toString('base64url')): Promise<string> {
  const email = Email.parse(emailGiven);
  const roles = Role.array().min(1).parse(rolesGiven);
  await ensureAccount({ email, name: email, kind: 'staff', roles, password: Password.parse(password) });
  return password;
}

/** The two accounts of the demo shop, a shopper and a member of staff with every role. Safe to repeat. */
export async function ensureDemoAccounts(password = env.DEMO_PASSWORD): Promise<void> {
  if (!password) throw new Error('The demo accounts need a password: set DEMO_PASSWORD, 10 characters or more.');
  await ensureAccount({ email: 'ada@example.com', name: 'Ada Lovelace', kind: 'customer', roles: [], password });
  await ensureAccount({ email: 'grace@example.com', name: 'Grace Hopper', kind: 'staff', roles: [...Role.options], password });
}
