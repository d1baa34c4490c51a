import { z } from 'zod';
import { withoutCards } from './card-number.ts';
import { Email, Instant, Keyset, Locale, ProductId, Uuid } from './ids.ts';
import { Address, asWrittenThere, OrderSummary } from './order.ts';
import { ask, command } from './verb.ts';

export const Password = z.string().min(10, 'a password has at least 10 characters').max(200);
const PersonName = withoutCards(z.string().trim().min(1).max(120));
export const Role = z.enum(['catalog', 'inventory', 'orders', 'shipping', 'customers', 'operations']);

/** The address that stands first is the one to deliver to unless another is chosen. */
export const Profile = z.object({ id: Uuid, email: Email, name: z.string(), locale: Locale, addresses: z.array(Address.extend({ id: Uuid })) });
export type Profile = z.infer<typeof Profile>;

/** Tokens for one session: access lives 5 minutes; refresh is replaced at each use, and the one before holds 30 seconds more. */
export const Tokens = z.object({
  accessToken: z.string(),
  accessExpires: Instant,
  refreshToken: z.string(),
  subject: z.string(),
  name: z.string(),
  email: z.string(),
});
export type Tokens = z.infer<typeof Tokens>;

/** More than anybody looks through. */
export const MOST_WISHES = 100;
const Wishes = z.array(ProductId).max(MOST_WISHES);

/** An order in the history of an account. */
export const PastOrder = OrderSummary.extend({
  /** it is paid with goods that come back, and waits for them while it is held */
  isReplacement: z.boolean(),
  /** nothing of it arrived, because nobody took it in */
  cameBack: z.boolean(),
});
export type PastOrder = z.infer<typeof PastOrder>;

export const user = {
  guest: command({ input: z.object({}), output: Tokens, permission: 'public', http: { method: 'POST', path: '/session/guest', summary: 'A guest token' } }),
  register: command({
    input: z.object({ email: Email, password: Password, name: PersonName, locale: Locale }),
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
    http: { method: 'POST', path: '/session/end', summary: 'Sign out' },
  }),
  me: ask({ input: z.object({}), output: Profile, permission: 'customer', http: { method: 'GET', path: '/me', summary: 'Your profile' } }),
  saveProfile: command({
    input: z.object({ name: PersonName, locale: Locale }),
    output: Profile,
    permission: 'customer',
    http: { method: 'PATCH', path: '/me', summary: 'Change your profile' },
  }),
  saveAddress: command({
    input: asWrittenThere(Address.extend({ id: Uuid.optional() })),
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
  preferAddress: command({
    input: z.object({ id: Uuid }),
    output: Profile,
    permission: 'customer',
    http: { method: 'POST', path: '/me/addresses/{id}/prefer', summary: 'Put an address first' },
  }),
  /** Ends every other session of the account; the answer is a new one. */
  changePassword: command({
    input: z.object({ current: z.string().min(1).max(200), password: Password }),
    output: Tokens,
    permission: 'customer',
    http: { method: 'POST', path: '/me/password', summary: 'Change your password' },
  }),
  /** Access tokens that are out hold for their five minutes; none is renewed. */
  signOutEverywhere: command({
    input: z.object({}),
    output: z.object({}),
    permission: 'customer',
    http: { method: 'DELETE', path: '/me/sessions', summary: 'Sign out on all devices' },
  }),
  /** Blanks the account for good. Refused (WrongPhase) while an order is under way. Orders stay, as the law on book-keeping wants it. */
  close: command({
    input: z.object({ password: z.string().min(1).max(200) }),
    output: z.object({}),
    permission: 'customer',
    http: { method: 'POST', path: '/me/close', summary: 'Delete your account' },
  }),
  /** What the customer wants to come back to, the newest first. */
  wishlist: ask({
    input: z.object({}),
    output: Wishes,
    permission: 'customer',
    http: { method: 'GET', path: '/me/wishlist', summary: 'The products on your wishlist, newest first' },
  }),
  /** One product, or all that the browser kept before signing in; what is on the list already stays where it is. */
  wish: command({
    input: z.object({ products: Wishes.min(1) }),
    output: Wishes,
    permission: 'customer',
    http: { method: 'POST', path: '/me/wishlist', summary: 'Put products on your wishlist' },
  }),
  unwish: command({
    input: z.object({ product: ProductId }),
    output: Wishes,
    permission: 'customer',
    http: { method: 'DELETE', path: '/me/wishlist/{product}', summary: 'Take a product off your wishlist' },
  }),
  orders: ask({
    input: z.object(Keyset),
    output: z.object({ items: z.array(PastOrder), next: z.string().nullable() }),
    permission: 'customer',
    http: { method: 'GET', path: '/me/orders', summary: 'Your orders, newest first' },
  }),
  /** What the members of staff in an audit log are called. */
  staffNames: ask({
    input: z.object({ ids: z.array(Uuid).max(100) }),
    output: z.array(z.object({ id: Uuid, name: z.string() })),
    permission: 'staff:operations',
  }),
};

export const UserRegistered = z.object({ userId: Uuid, person: z.object({ email: Email, name: z.string(), locale: Locale }) });
/** Step: an account was deleted by its owner. Whoever keeps something about the person lets go of what the law does not want kept. */
export const UserClosed = z.object({ userId: Uuid });
