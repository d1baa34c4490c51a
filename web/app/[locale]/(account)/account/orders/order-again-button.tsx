'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useOrderAgain } from '@/app/[locale]/(shop)/orders/[id]/order-again';
import { sentenceFor } from '@/refusals';
import { useTRPCClient } from '@/trpc';
import { Button } from '@/ui/button';
import { notify } from '@/ui/toast';

/** In a list that knows no lines: they are asked for when somebody wants them again. */
export function OrderAgainButton({ id, number }: { id: string; number: string }) {
  const t = useTranslations('order');
  const say = useTranslations('refusals');
  const client = useTRPCClient();
  const orderAgain = useOrderAgain();
  const [busy, setBusy] = useState(false);

  async function again() {
    setBusy(true);
    try {
      orderAgain(await client.order.byId.query({ id }));
    } catch (error) {
      notify({ text: sentenceFor(error, say), tone: 'danger' });
    } finally {
      setBusy(false);
    }
  }

  return (
    <Button variant="quiet" size="small" busy={busy} aria-label={t('orderAgainNamed', { number })} onClick={() => void again()}>
      {t('orderAgain')}
    </Button>
  );
}
