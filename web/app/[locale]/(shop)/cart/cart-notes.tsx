'use client';

import { useTranslations } from 'next-intl';
import { useSyncExternalStore } from 'react';
import { LEFT_BEHIND_COOKIE, leftBehind } from '@/left-behind';
import { Button } from '@/ui/button';
import { Notice } from '@/ui/notice';

const watchers = new Set<() => void>();
const watch = (tell: () => void) => {
  watchers.add(tell);
  return () => watchers.delete(tell);
};

function forget() {
  document.cookie = `${LEFT_BEHIND_COOKIE}=; path=/; max-age=0`;
  for (const tell of watchers) tell();
}

/** What of the cart before signing in found no room: said until somebody has read it. */
export function LeftBehind() {
  const t = useTranslations('cart');
  const common = useTranslations('common');
  const pieces = useSyncExternalStore(
    watch,
    () => leftBehind(document.cookie),
    () => 0,
  );
  if (pieces === 0) return null;
  return (
    <Notice tone="warn" title={t('leftBehind', { pieces })} className="mb-6">
      <p>{t('leftBehindText')}</p>
      <Button variant="quiet" size="small" className="-ml-3" onClick={forget}>
        {common('close')}
      </Button>
    </Notice>
  );
}
