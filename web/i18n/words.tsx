import { NextIntlClientProvider } from 'next-intl';
import type { ReactNode } from 'react';
import type { Locale } from '@kontor/contracts/ids';
import { messagesIn, type Namespace } from './messages';
import { SHOP_ZONE } from '@kontor/contracts/zone';

/** Gives client components the messages they use, and no others: each namespace here is sent with the page. */
export function Words({ locale, namespaces, children }: { locale: Locale; namespaces: readonly Namespace[]; children: ReactNode }) {
  const all = messagesIn(locale);
  const picked = Object.fromEntries(namespaces.map((namespace) => [namespace, all[namespace]]));
  return (
    <NextIntlClientProvider locale={locale} messages={picked} timeZone={SHOP_ZONE}>
      {children}
    </NextIntlClientProvider>
  );
}
