'use client';

import { WifiOff } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useSyncExternalStore } from 'react';

function watch(watcher: () => void) {
  window.addEventListener('online', watcher);
  window.addEventListener('offline', watcher);
  return () => {
    window.removeEventListener('online', watcher);
    window.removeEventListener('offline', watcher);
  };
}

export function ConnectionNotice() {
  const t = useTranslations('common');
  const isOnline = useSyncExternalStore(
    watch,
    () => navigator.onLine,
    () => true,
  );
  if (isOnline) return null;
  return (
    <p role="status" className="fixed inset-x-0 bottom-14 z-40 flex items-center justify-center gap-3 bg-warn-soft px-4 py-2 text-sm text-warn md:bottom-0">
      <WifiOff aria-hidden className="size-4 shrink-0" strokeWidth={1.5} />
      {t('offline')}
    </p>
  );
}
