'use client';

import { signIn } from 'next-auth/react';
import { useLocale, useTranslations } from 'next-intl';
import { useSearchParams } from 'next/navigation';
import { useState } from 'react';
import type { RefusalCode } from '@kontor/contracts/refusals';
import { nextPath } from './next-path';

type Given = { email: string; password: string; name?: string; locale?: string };

/** Signs in or registers and goes on to where the shopper wanted to be, by a full load: the cart and all that was kept start anew. */
export function useEnter(provider: 'customer' | 'register') {
  const say = useTranslations('refusals');
  const locale = useLocale();
  const asked = useSearchParams().get('next');
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<{ code: string; sentence: string } | null>(null);
  const goOn = nextPath(asked, `/${locale}/account`);

  async function enter(given: Given) {
    setBusy(true);
    setRefused(null);
    const answer = await signIn(provider, { redirect: false, ...given }).catch(() => undefined);
    if (answer?.ok && !answer.error) return window.location.assign(goOn);
    setBusy(false);
    const code = answer?.error ?? 'Unknown';
    setRefused({ code, sentence: say(say.has(code as RefusalCode) ? (code as RefusalCode) : 'Unknown') });
  }

  return { enter, busy, refused, asked };
}
