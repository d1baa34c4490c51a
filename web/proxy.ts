import { type NextRequest, NextResponse } from 'next/server';
import { type RefusalCode, refusals } from '@kontor/contracts/refusals';
import type { Tokens } from '@kontor/contracts/user';
import { addressOf } from './address.ts';
import { gatewayFor, signedAddress } from './bff.ts';
import { env } from './env.ts';
import { LOCALE_COOKIE, localeFor, locales } from './i18n/locales.ts';
import { CART_COOKIE } from './marks.ts';
import { isCategory, placeOf } from './places.ts';
import { refusalOf } from './refusals.ts';
import { cookieName, cookieOptions, endsSoon, type Kind, markOptions, openSession, renewTokens, sealSession, secondsOf } from './session.ts';

/**
 * Every request but those for files comes through here. Calls under /api go on to the gateway with the token from the shopper's
 * cookie; pages get their locale. Nothing is authorised here: each worker does that itself.
 */
export const config = { matcher: ['/api/((?!auth/).*)', '/((?!api/|_next/|demo/|livez$|readyz$|.*\\.[a-z0-9]+$).*)'] };

export async function proxy(request: NextRequest): Promise<NextResponse> {
  return request.nextUrl.pathname.startsWith('/api/') ? passOn(request) : showPage(request);
}

type Session = { kind: Kind; tokens: Tokens };
/** `changed` is what the browser is to be told: a new session, or one that is over. */
type Found = { session: Session | null; changed: (Session | { kind: Kind; tokens: null })[] };

const SHOPPERS = ['customer', 'guest'] as const;
const STAFF = ['staff'] as const;

async function sessionFor(request: NextRequest, kinds: readonly Kind[], address: string | undefined): Promise<Found> {
  const changed: Found['changed'] = [];
  for (const kind of kinds) {
    const cookie = request.cookies.get(cookieName(kind))?.value;
    if (!cookie) continue;
    const tokens = await openSession(kind, cookie);
    const fresh = tokens && endsSoon(tokens) ? await renewTokens(tokens, address) : tokens;
    if (fresh !== tokens || !fresh) changed.push({ kind, tokens: fresh });
    if (fresh) return { session: { kind, tokens: fresh }, changed };
  }
  return { session: null, changed };
}

async function tellBrowser(response: NextResponse, changed: Found['changed']) {
  for (const { kind, tokens } of changed) {
    const maxAge = tokens ? secondsOf(kind) : 0;
    response.cookies.set(cookieName(kind), tokens ? await sealSession(kind, tokens) : '', { ...cookieOptions(), maxAge });
    if (kind === 'guest') response.cookies.set(CART_COOKIE, tokens ? '1' : '', { ...markOptions(), maxAge });
  }
  return response;
}

/** Only pages of the shop itself may change something with a shopper's cookie. */
function isForeign(request: NextRequest): boolean {
  if (['GET', 'HEAD', 'OPTIONS'].includes(request.method)) return false;
  const site = request.headers.get('sec-fetch-site');
  if (site) return site !== 'same-origin';
  const origin = request.headers.get('origin');
  if (origin) return origin !== new URL(env.shopUrl).origin && origin !== request.nextUrl.origin;
  return [...SHOPPERS, ...STAFF].some((kind) => request.cookies.has(cookieName(kind)));
}

/** What a caller may say about itself is said by us alone. */
const SPOKEN_FOR = /^(authorization|cookie|forwarded|x-forwarded-.*|x-real-ip|x-kontor-.*)$/;

function cleaned(incoming: Headers, address: string | undefined): Headers {
  const headers = new Headers(incoming);
  for (const name of [...headers.keys()]) if (SPOKEN_FOR.test(name)) headers.delete(name);
  if (address) headers.set('x-kontor-client', signedAddress(address));
  return headers;
}

/** A cart needs somebody whose it is; looking around does not, nor does a link that shows one order to whoever has it. */
const NEEDS_SHOPPER = /^\/trpc\/(.*,)?(order\.(?!followed\b)|payment\.)/;

/** The back office asks through a way of its own: there the staff's cookie counts and no shopper's, everywhere else it is the other way round. */
const OFFICE = /^\/api\/office(?=\/(trpc|papers)\/)/;

async function passOn(request: NextRequest): Promise<NextResponse> {
  const isOffice = OFFICE.test(request.nextUrl.pathname);
  const path = request.nextUrl.pathname.replace(isOffice ? OFFICE : '/api', '');
  const target = new URL(env.gatewayUrl + path + request.nextUrl.search);
  const address = addressOf(request.headers);
  const headers = cleaned(request.headers, address);
  const own = request.headers.get('authorization');
  // A partner or a phone with a token of its own, and providers, whose signature the worker checks, have no cookie to misuse.
  if (path.startsWith('/webhooks/') || (path.startsWith('/v1/') && own?.startsWith('Bearer '))) {
    if (own) headers.set('authorization', own);
    return NextResponse.rewrite(target, { request: { headers } });
  }
  if (isForeign(request)) return NextResponse.json({ error: 'Changes are only taken from the pages of this shop.' }, { status: 403 });
  try {
    const { session, changed } = await sessionFor(request, isOffice ? STAFF : SHOPPERS, address);
    // Whose session has ended is told so: as a guest they would stand before an empty cart. A private page starts them anew.
    if (changed.some(({ kind, tokens }) => kind === 'customer' && !tokens) && NEEDS_SHOPPER.test(path)) return refused('SessionEnded');
    const shopper = session ?? (!isOffice && NEEDS_SHOPPER.test(path) ? await welcomeGuest(address, changed) : null);
    if (shopper) headers.set('authorization', `Bearer ${shopper.tokens.accessToken}`);
    const news = changed.filter(({ kind, tokens }) => kind === 'guest' || tokens);
    return await tellBrowser(NextResponse.rewrite(target, { request: { headers } }), news);
  } catch (error) {
    console.error('the gateway cannot be reached:', error instanceof Error ? error.message : error);
    return refused('Unavailable');
  }
}

/** A refusal as the gateway would say it. */
function refused(code: RefusalCode): NextResponse {
  const { status, trpc } = refusals[code];
  const data = { code: trpc, httpStatus: status, refusal: { code, details: {} } };
  return NextResponse.json({ error: { message: code, code: -32603, data } }, { status });
}

async function welcomeGuest(address: string | undefined, changed: Found['changed']): Promise<Session> {
  const guest: Session = { kind: 'guest', tokens: await gatewayFor({ ...(address && { address }) }).user.guest.mutate({}) };
  changed.push(guest);
  return guest;
}

/** Pages that show something of one person; all others are the same for everybody and are cached. */
const PRIVATE = /^\/[a-z]{2}\/(account|admin|cart|checkout|follow|notices|orders|wishlist)(\/|$)/;
const BACK_OFFICE = /^\/[a-z]{2}\/admin(\/|$)/;
/** The page of a category takes no choices: they have a page of their own, which is not the same for everybody. */
const CATEGORY = /^\/[a-z]{2}\/c\/[^/]+$/;
const REFINES = /^(page|sort|(from|to)(\..+)?|f\..+)$/;
const PRODUCT = /^\/([a-z]{2})\/p\/([a-z0-9-]{1,120})$/;
const REFINED = /^\/[a-z]{2}\/c\/([^/]+)\/products$/;
const FOLLOWED = /^\/[a-z]{2}\/follow\/([^/]+)$/;

/** The status of a page that cannot choose it, because it is kept for everybody or has begun before it knows (web/front.ts sets it). */
function withStatus(response: NextResponse, status: 404 | 410): NextResponse {
  response.headers.set('x-kontor-status', String(status));
  return response;
}

/** Whether a link in a mail is one of ours. While the order worker is away the page itself says so. */
const opensNothing = (token: string, address: string | undefined) =>
  gatewayFor({ ...(address && { address }) })
    .order.followed.query({ token })
    .then(
      () => false,
      (error: unknown) => ['NotFound', 'InvalidInput'].includes(refusalOf(error)?.code ?? ''),
    );

async function showPage(request: NextRequest): Promise<NextResponse> {
  const { pathname, searchParams } = request.nextUrl;
  if (!locales.some((locale) => pathname === `/${locale}` || pathname.startsWith(`/${locale}/`))) return withLocale(request);
  const headers = new Headers(request.headers);
  headers.delete('authorization');
  if (CATEGORY.test(pathname) && [...searchParams.keys()].some((key) => REFINES.test(key))) {
    return NextResponse.redirect(new URL(`${pathname}/products${request.nextUrl.search}`, request.nextUrl), 307);
  }
  if (!PRIVATE.test(pathname)) {
    const [, locale = '', handle] = PRODUCT.exec(pathname) ?? [];
    const place = handle === undefined ? null : await placeOf(handle);
    if (place?.state === 'moved') return NextResponse.redirect(new URL(`/${locale}/p/${place.handle}${request.nextUrl.search}`, request.nextUrl), 301);
    const category = REFINED.exec(pathname)?.[1];
    const response =
      place?.state === 'retired'
        ? withStatus(NextResponse.rewrite(new URL(`/${locale}/retired/${place.category ?? 'none'}`, request.nextUrl), { request: { headers } }), 410)
        : NextResponse.next({ request: { headers } });
    if (category !== undefined && !(await isCategory(category))) withStatus(response, 404);
    // Shared by all instances through Redis and refreshed by events; a cache between us and the browser would hear of none.
    response.headers.set('cache-control', 'no-cache');
    return response;
  }
  const { session, changed } = await sessionFor(request, BACK_OFFICE.test(pathname) ? STAFF : SHOPPERS, addressOf(request.headers)).catch(() => ({
    session: null,
    changed: [],
  }));
  if (session) headers.set('authorization', `Bearer ${session.tokens.accessToken}`);
  if (BACK_OFFICE.test(pathname) && !session && !pathname.endsWith('/sign-in')) return tellBrowser(toStaffSignIn(request), changed);
  const response = NextResponse.next({ request: { headers } });
  const link = FOLLOWED.exec(pathname)?.[1];
  if (link !== undefined && (await opensNothing(link, addressOf(request.headers)))) withStatus(response, 404);
  response.headers.set('cache-control', 'private, no-store');
  return tellBrowser(response, changed);
}

/** Whoever has no session of staff is shown the way in, and from there on to where they were going. */
function toStaffSignIn({ nextUrl }: NextRequest): NextResponse {
  const target = new URL(`/${nextUrl.pathname.split('/')[1]}/admin/sign-in`, nextUrl);
  target.searchParams.set('next', nextUrl.pathname + nextUrl.search);
  const response = NextResponse.redirect(target, 307);
  response.headers.set('cache-control', 'private, no-store');
  return response;
}

/** Every address names its language; one that does not leads to the same address in the language the person reads. */
function withLocale(request: NextRequest): NextResponse {
  const locale = localeFor(request.cookies.get(LOCALE_COOKIE)?.value, request.headers.get('accept-language'));
  const { pathname, search } = request.nextUrl;
  const target = new URL(`/${locale}${pathname === '/' ? '' : pathname}${search}`, request.nextUrl);
  const response = NextResponse.redirect(target, 307);
  response.headers.set('vary', 'accept-language, cookie');
  return response;
}
