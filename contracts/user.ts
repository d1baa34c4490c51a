import { z } from 'zod';
import { Email, Instant, Keyset, Locale, Uuid } from './ids.ts';
import { Address, OrderSummary } from './order.ts';
import { ask, command } from './verb.ts';

export const Password = z.string().min(10, 'a password has at least 10 characters').max(200);
export const Role = z.enum(['catalog', 'inventory', 'orders', 'shipping', 'customers', 'operations']);

export const Profile = z.object({ id: Uuid, email: Email, name: z.string(), locale: Locale, addresses: z.array(Address.extend({ id: Uuid })) });
export type Profile = z.infer<typeof Profile>;

/** Tokens for one session: access lives 5 minutes, refresh as long as the session. */
export const Tokens = z.object({
  accessToken: z.string(),
  accessExpires: Instant,
  refreshToken: z.string(),
  subject: z.string(),
  name: z.string(),
  email: z.string(),
});
export type Tokens = z.infer<typeof Tokens>;

export const user = {
  guest: command({ input: z.object({}), output: Tokens, permission: 'public', http: { method: 'POST', path: '/session/guest', summary: 'A guest token' } }),
  register: command({
    input: z.object({ email: Email, password: Password, name: z.string().trim().min(1).max(120), locale: Locale }),
    output: Tokens,
    permission: 'public',
    http: { method: 'POST', path: '/accounts', summary: 'Open an account' },
  }),
  signIn: command({
    input: z.object({ email: Email, password: z.string().min(1).max(200) }),
    output: Tokens,
    permission: 'public',
    http: { method: 'POST', path: '/session', summary: 'Sign in' },
  }),
  /** Staff sign in apart from shoppers: their tokens carry roles, a shopper's never do. */
  signInStaff: command({ input: z.object({ email: Email, password: z.string().min(1).max(200) }), output: Tokens, permission: 'public' }),
  refresh: command({
    input: z.object({ refreshToken: z.string().max(4000) }),
    output: Tokens,
    permission: 'public',
    http: { method: 'POST', path: '/session/refresh', summary: 'A fresh access token' },
  }),
  signOut: command({
    input: z.object({ refreshToken: z.string().max(4000) }),
    output: z.object({}),
    permission: 'public',
    http: { method: 'DELETE', path: '/session', summary: 'Sign out' },
  }),
  me: ask({ input: z.object({}), output: Profile, permission: 'customer', http: { method: 'GET', path: '/me', summary: 'Your profile' } }),
  saveProfile: command({
    input: z.object({ name: z.string().trim().min(1).max(120), locale: Locale }),
    output: Profile,
    permission: 'customer',
    http: { method: 'PATCH', path: '/me', summary: 'Change your profile' },
  }),
  saveAddress: command({
    input: Address.extend({ id: Uuid.optional() }),
    output: Profile,
    permission: 'customer',
    http: { method: 'POST', path: '/me/addresses', summary: 'Keep an address' },
  }),
  removeAddress: command({
    input: z.object({ id: Uuid }),
    output: Profile,
    permission: 'customer',
    http: { method: 'DELETE', path: '/me/addresses/{id}', summary: 'Forget an address' },
  }),
  orders: ask({
    input: z.object(Keyset),
    output: z.object({ items: z.array(OrderSummary), next: z.string().nullable() }),
    permission: 'customer',
    http: { method: 'GET', path: '/me/orders', summary: 'Your orders, newest first' },
  }),
};

export const UserRegistered = z.object({ userId: Uuid, person: z.object({ email: Email, name: z.string(), locale: Locale }) });
