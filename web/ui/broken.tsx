'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { startTransition } from 'react';
import { Button } from './button';
import { ErrorState } from './notice';

/** In place of a part of the page that could not be made: the rest of the shop stays usable. */
export function Broken({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const t = useTranslations('common');
  const router = useRouter();

  function tryAgain() {
    startTransition(() => {
      router.refresh();
      reset();
    });
  }

  return (
    <div className="page py-16">
      <ErrorState title={t('brokenTitle')} text={t('brokenText')} errorId={error.digest} action={<Button onClick={tryAgain}>{t('tryAgain')}</Button>} />
    </div>
  );
}
