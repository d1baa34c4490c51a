'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { CreditCard } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { sentenceFor } from '@/refusals';
import { useTRPC } from '@/trpc';
import { Button } from '@/ui/button';
import { Skeleton } from '@/ui/skeleton';
import { notify } from '@/ui/toast';

const written = (brand: string): string => brand.charAt(0).toUpperCase() + brand.slice(1).replaceAll('_', ' ');

/** What the payment provider keeps for the customer; new ones are kept on its page, while paying. */
export function PaymentMethods() {
  const t = useTranslations('account');
  const say = useTranslations('refusals');
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { data: methods, isError, refetch } = useQuery(trpc.payment.savedMethods.queryOptions({}));
  const remove = useMutation(
    trpc.payment.removeMethod.mutationOptions({
      onSuccess: (left) => {
        queryClient.setQueryData(trpc.payment.savedMethods.queryKey({}), left);
        notify({ text: t('methodRemoved') });
      },
      onError: (error) => notify({ text: sentenceFor(error, say), tone: 'danger' }),
    }),
  );

  return (
    <section aria-labelledby="methods" className="grid max-w-2xl gap-5">
      <h2 id="methods" className="text-xl font-medium tracking-tight">
        {t('methods')}
      </h2>
      {isError && (
        <div className="grid justify-items-start gap-3">
          <p>{t('failed')}</p>
          <Button variant="secondary" onClick={() => void refetch()}>
            {t('retry')}
          </Button>
        </div>
      )}
      {!methods && !isError && <Skeleton className="h-20 w-full" />}
      {methods && <p className="max-w-prose text-muted">{t(methods.length === 0 ? 'noMethods' : 'methodsText')}</p>}
      <ul className="grid gap-4">
        {methods?.map(({ id, brand, last4, expires }) => (
          <li key={id} className="flex flex-wrap items-center gap-4 rounded-md border border-line p-5">
            <CreditCard aria-hidden className="size-6 text-muted" strokeWidth={1.5} />
            <span className="grow">
              <span className="font-medium">{written(brand)}</span> <span className="tabular-nums">•••• {last4}</span>
              {expires && <span className="block text-sm text-muted tabular-nums">{t('methodExpires', { date: expires })}</span>}
            </span>
            <Button
              variant="quiet"
              size="small"
              aria-label={t('removeMethod', { method: `${written(brand)} ${last4}` })}
              busy={remove.isPending && remove.variables.id === id}
              onClick={() => remove.mutate({ id })}
            >
              {t('remove')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
