import type { NextAuthOptions } from 'next-auth';
import { decode, encode } from 'next-auth/jwt';
import { decodeJwt } from 'jose';
import Credentials from 'next-auth/providers/credentials';
import { cookies, headers } from 'next/headers';
import { z } from 'zod';
import { Role, Tokens } from '@kontor/contracts/user';
import { addressOf } from './address.ts';
import { gatewayFor } from './bff.ts';
import { env } from './env.ts';
import { LEFT_BEHIND_COOKIE } from './left-behind.ts';
import { CART_COOKIE, SIGNED_IN_COOKIE } from './marks.ts';
import { refusalOf } from './refusals.ts';

/**
 * Tokens lie encrypted in a cookie of their owner's browser: one for customers (kept by next-auth), one for guests, one for staff.
 * A browser may have a shopper's and a member of staff's at once; the address that is asked for says which of them counts.
 */
export type Kind = 'customer' | 'guest' | 'staff';
const SESSION_SECONDS = 30 * 86_400;
/** A working day, as the user worker has it. */
const STAFF_SECONDS = 12 * 3_600;
export const secondsOf = (kind: Kind) => (kind === 'staff' ? STAFF_SECONDS : SESSION_SECONDS);
/** A token this close to its end is renewed before it is used. */
const RENEW_BEFORE_MS = 60_000;

const Roles = z.object({ roles: z.array(Role).catch([]) });

const isSecure = () => env.shopUrl.startsWith('https:');
const cookieNames = { customer: 'kontor-session', guest: 'kontor-guest', staff: 'kontor-staff' };
/** Browsers send a __Host- cookie back to this host over https only, and no other host can set it. */
export const cookieName = (kind: Kind) => `${isSecure() ? '__Host-' : ''}${cookieNames[kind]}`;
export const cookieOptions = () => ({ httpOnly: true, sameSite: 'lax' as const, path: '/', secure: isSecure() });
export const markOptions = () => ({ ...cookieOptions(), httpOnly: false });

/** The salt keeps a cookie of one kind from being taken for another's. */
const saltOf = (kind: Kind) => (kind === 'customer' ? '' : kind);

export const sealSession = (kind: Kind, tokens: Tokens) => encode({ token: tokens, secret: env.sessionSecret, salt: saltOf(kind), maxAge: secondsOf(kind) });

/** The tokens in a cookie; null for one that is missing, forged or over. */
export async function openSession(kind: Kind, cookie: string | undefined): Promise<Tokens | null> {
  if (!cookie) return null;
  const token = await decode({ token: cookie, secret: env.sessionSecret, salt: saltOf(kind) }).catch(() => null);
  return Tokens.safeParse(token).data ?? null;
}

export const endsSoon = (tokens: Tokens) => Date.parse(tokens.accessExpires) < Date.now() + RENEW_BEFORE_MS;

const renewals = new Map<string, Promise<Tokens | null>>();

/**
 * Fresh tokens for a session, null when it has ended. One renewal per refresh token: requests that still come with the old
 * cookie share the first one's answer. Throws when the gateway does not answer.
 */
export function renewTokens(tokens: Tokens, address: string | undefined): Promise<Tokens | null> {
  const running = renewals.get(tokens.refreshToken);
  if (running) return running;
  const renewal = gatewayFor({ ...(address && { address }) })
    .user.refresh.mutate({ refreshToken: tokens.refreshToken })
    .catch((error: unknown) => {
      if (refusalOf(error)?.code === 'SessionEnded') return null;
      renewals.delete(tokens.refreshToken);
      throw error;
    });
  renewals.set(tokens.refreshToken, renewal);
  setTimeout(() => renewals.delete(tokens.refreshToken), RENEW_BEFORE_MS).unref();
  return renewal;
}

/** Who looks at this private page, or null. Only below <Suspense>, after `await connection()`. */
export async function visitor() {
  if (!(await headers()).has('authorization')) return null;
  const tokens = await openSession('customer', (await cookies()).get(cookieName('customer'))?.value);
  return tokens && { subject: tokens.subject, name: tokens.name, email: tokens.email };
}

/** The member of staff at this page of the back office, or null; the roles are for showing the right doors only. */
export async function clerk() {
  if (!(await headers()).has('authorization')) return null;
  const tokens = await openSession('staff', (await cookies()).get(cookieName('staff'))?.value);
  if (!tokens) return null;
  const { roles } = Roles.parse(decodeJwt(tokens.accessToken));
  return { name: tokens.name, email: tokens.email, roles };
}

/** What a guest had in the cart comes along; a cart that cannot be joined never stops a sign-in. */
async function bringCart(tokens: Tokens, address: string | undefined) {
  const jar = await cookies();
  const guest = await openSession('guest', jar.get(cookieName('guest'))?.value);
  if (!guest) return;
  try {
    const fresh = endsSoon(guest) ? await renewTokens(guest, address) : guest;
    const customer = gatewayFor({ accessToken: tokens.accessToken, ...(address && { address }) });
    if (!fresh) return;
    const { left } = await customer.order.joinCart.mutate({ guestToken: fresh.accessToken });
    const pieces = left.reduce((sum, { quantity }) => sum + quantity, 0);
    // For the cart to say, once.
    if (pieces > 0) jar.set(LEFT_BEHIND_COOKIE, String(pieces), { ...markOptions(), maxAge: 3_600 });
  } catch (error) {
    console.warn('the guest cart was not joined at sign-in:', error instanceof Error ? error.message : error);
  } finally {
    jar.delete({ name: cookieName('guest'), ...cookieOptions() });
    jar.delete({ name: CART_COOKIE, path: '/' });
  }
}

/** Runs a sign-in; a refusal reaches the form as its code. */
async function enter(how: (gateway: ReturnType<typeof gatewayFor>) => Promise<Tokens>) {
  const address = addressOf(await headers());
  try {
    const tokens = await how(gatewayFor({ ...(address && { address }) }));
    await bringCart(tokens, address);
    (await cookies()).set(SIGNED_IN_COOKIE, '1', { ...markOptions(), maxAge: SESSION_SECONDS });
    return { id: tokens.subject, ...tokens };
  } catch (error) {
    throw new Error(refusalOf(error)?.code ?? 'Unknown');
  }
}

/** A new password is a new session: the others of the account are over. */
async function changePassword(current: string, password: string) {
  const address = addressOf(await headers());
  try {
    const kept = await openSession('customer', (await cookies()).get(cookieName('customer'))?.value);
    const tokens = kept && endsSoon(kept) ? await renewTokens(kept, address) : kept;
    if (!tokens) throw new Error('SessionEnded');
    const gateway = gatewayFor({ accessToken: tokens.accessToken, ...(address && { address }) });
    const fresh = await gateway.user.changePassword.mutate({ current, password });
    return { id: fresh.subject, ...fresh };
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    throw new Error(refusalOf(error)?.code ?? (message === 'SessionEnded' ? message : 'Unknown'));
  }
}

export const authOptions = (): NextAuthOptions => ({
  secret: env.sessionSecret,
  session: { strategy: 'jwt', maxAge: SESSION_SECONDS },
  useSecureCookies: isSecure(),
  cookies: { sessionToken: { name: cookieName('customer'), options: cookieOptions() } },
  providers: [
    Credentials({
      id: 'customer',
      credentials: { email: {}, password: {} },
      authorize: (given) => enter((gateway) => gateway.user.signIn.mutate({ email: given?.email ?? '', password: given?.password ?? '' })),
    }),
    Credentials({
      id: 'register',
      credentials: { email: {}, password: {}, name: {}, locale: {} },
      authorize: (given) =>
        enter((gateway) =>
          gateway.user.register.mutate({
            email: given?.email ?? '',
            password: given?.password ?? '',
            name: given?.name ?? '',
            locale: given?.locale === 'de' ? 'de' : 'en',
          }),
        ),
    }),
    Credentials({
      id: 'password',
      credentials: { current: {}, password: {} },
      authorize: (given) => changePassword(given?.current ?? '', given?.password ?? ''),
    }),
  ],
  callbacks: {
    jwt: ({ token, user }) => (user ? { ...Tokens.parse(user) } : token),
  },
  events: {
    async signOut({ token }) {
      const tokens = Tokens.safeParse(token).data;
      const address = addressOf(await headers());
      (await cookies()).delete({ name: SIGNED_IN_COOKIE, path: '/' });
      if (tokens)
        await gatewayFor({ ...(address && { address }) })
          .user.signOut.mutate({ refreshToken: tokens.refreshToken })
          .catch(() => undefined);
    },
  },
});
