import { createHash, createHmac, hkdfSync, randomBytes, randomUUID } from 'node:crypto';
import type { Tokens } from '@kontor/contracts/user';
import { signer, verifier } from '@kontor/kit/identity';
import { env } from './env.ts';
import type { Account } from './domain.ts';

const ACCESS_SECONDS = 5 * 60;
const GUEST_SECONDS = 30 * 24 * 60 * 60;
const GUEST_REFRESH = 'guest-refresh';

const ours = await signer(env.USER_SIGNING_KEY, 'user');
const guestRefresh = verifier({ jwks: JSON.stringify(ours.jwks), issuer: 'user', audience: GUEST_REFRESH });

/** The public keys that verify our tokens. */
export const jwks = async () => ours.jwks;

async function access(claims: Record<string, unknown> & { sub: string }) {
  // Tokens live by the system's clock, for whoever verifies them does too; business time may be moved.
  const accessExpires = new Date(Date.now() + ACCESS_SECONDS * 1000).toISOString();
  return { accessToken: await ours.sign(claims, 'gateway', ACCESS_SECONDS), accessExpires, subject: claims.sub };
}

/** Tokens of a customer or a member of staff; roles are in a member of staff's only. */
export async function tokensFor(account: Account, refreshToken: string): Promise<Tokens> {
  const { id, kind, roles, name, email } = account;
  return { ...(await access({ sub: id, kind, ...(kind === 'staff' && { roles }) })), refreshToken, name, email };
}

/** Tokens of a guest, who is kept nowhere: the refresh token is a signed one. */
export async function guestTokens(id = `g-${randomUUID()}`): Promise<Tokens> {
  const claims = { sub: id, kind: 'guest' };
  return { ...(await access(claims)), refreshToken: await ours.sign(claims, GUEST_REFRESH, GUEST_SECONDS), name: '', email: '' };
}

/** The guest a refresh token is for; null when it is not a guest's, forged or over. */
export async function guestOf(refreshToken: string): Promise<string | null> {
  const actor = await guestRefresh(refreshToken);
  return actor?.kind === 'guest' ? actor.id : null;
}

/** What opens a session again: held by its owner as `token`, kept here as a hash only. */
export type Secret = { id: string; token: string; hash: string };
const hashOf = (secret: string) => createHash('sha256').update(secret).digest('base64url');

export function newSecret(): Secret {
  const id = randomUUID();
  const secret = randomBytes(32).toString('base64url');
  return { id, token: `${id}.${secret}`, hash: hashOf(secret) };
}

const SESSION_TOKEN = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([\w-]{43})$/;

/** Reads a refresh token of an account; null when it has not the form of one. */
export function secretOf(token: string): Secret | null {
  const [, id, secret] = SESSION_TOKEN.exec(token) ?? [];
  return id && secret ? { id, token, hash: hashOf(secret) } : null;
}

const rotation = Buffer.from(hkdfSync('sha256', env.USER_SIGNING_KEY, '', 'refresh rotation', 32));

/** The secret that follows on this one: always the same, so that two who renew at the same moment get the same. */
export function nextSecret({ id, token }: Secret): Secret {
  const secret = createHmac('sha256', rotation).update(token).digest('base64url');
  return { id, token: `${id}.${secret}`, hash: hashOf(secret) };
}
