import type { Locale } from '@kontor/contracts/ids';
import { redirect } from 'next/navigation';
import { connection } from 'next/server';
import { visitor } from '@/session';

/** Whose account this page is of; who has not signed in is led there and back to `path`. Only below <Suspense>. */
export async function ownerAt(locale: Locale, path = '') {
  await connection();
  return (await visitor()) ?? redirect(`/${locale}/sign-in?next=/${locale}/account${path}`);
}
