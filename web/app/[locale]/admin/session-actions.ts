'use server';

import type { Locale } from '@kontor/contracts/ids';
import type { RefusalCode } from '@kontor/contracts/refusals';
import type { Route } from 'next';
import { cookies, headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { addressOf } from '@/address';
import { gatewayFor } from '@/bff';
import { locales } from '@/i18n/locales';
import { refusalOf } from '@/refusals';
import { cookieName, cookieOptions, openSession, sealSession, secondsOf } from '@/session';

const gatewayHere = async () => {
  const address = addressOf(await headers());
  return gatewayFor({ ...(address && { address }) });
};

/** Only pages of the back office are gone to after its sign-in. */
const OFFICE_PAGE = new RegExp(`^/(${locales.join('|')})/admin(/[\\w./-]*)?(\\?[\\w=&%.+-]*)?$`);

/** Signs a member of staff in; gives the code of the refusal, or goes on to where they wanted to be. */
export async function enterOffice(locale: Locale, next: string | null, _before: RefusalCode | 'Unknown' | null, form: FormData) {
  const written = (name: string) => String(form.get(name) ?? '').trim();
  try {
    const tokens = await (await gatewayHere()).user.signInStaff.mutate({ email: written('email'), password: String(form.get('password') ?? '') });
    (await cookies()).set(cookieName('staff'), await sealSession('staff', tokens), { ...cookieOptions(), maxAge: secondsOf('staff') });
  } catch (error) {
    return refusalOf(error)?.code ?? 'Unknown';
  }
  redirect((next && OFFICE_PAGE.test(next) ? next : `/${locale}/admin`) as Route);
}

/** Ends the session here and at the user worker; one that cannot be reached lets it end by itself. */
export async function leaveOffice(locale: Locale) {
  const jar = await cookies();
  const tokens = await openSession('staff', jar.get(cookieName('staff'))?.value);
  if (tokens) await (await gatewayHere()).user.signOut.mutate({ refreshToken: tokens.refreshToken }).catch(() => undefined);
  jar.delete({ name: cookieName('staff'), ...cookieOptions() });
  redirect(`/${locale}/admin/sign-in`);
}
