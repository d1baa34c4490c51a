'use client';

import type { Profile } from '@kontor/contracts/user';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { PostalAddress } from '@/app/[locale]/(shop)/checkout/postal-address';
import { sentenceFor } from '@/refusals';
import { useTRPC } from '@/trpc';
import { Badge } from '@/ui/badge';
import { Button } from '@/ui/button';
import { notify } from '@/ui/toast';
import { AddressSheet } from './address-sheet';

type Saved = Profile['addresses'][number];

/** The kept addresses; a removed one can be taken back from the message that says so. */
export function Addresses({ addresses }: { addresses: Saved[] }) {
  const t = useTranslations('account');
  const say = useTranslations('refusals');
  const locale = useLocale();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [open, setOpen] = useState<Saved | 'new' | null>(null);

  const keep = (profile: Profile) => queryClient.setQueryData(trpc.user.me.queryKey({}), profile);
  const fail = (error: unknown) => notify({ text: sentenceFor(error, say), tone: 'danger' });
  const save = useMutation(trpc.user.saveAddress.mutationOptions({ onSuccess: keep, onError: fail }));
  const prefer = useMutation(trpc.user.preferAddress.mutationOptions({ onSuccess: keep, onError: fail }));
  const remove = useMutation(trpc.user.removeAddress.mutationOptions({ onSuccess: keep, onError: fail }));

  const forget = ({ id, ...address }: Saved) =>
    remove.mutate({ id }, { onSuccess: () => notify({ text: t('removed'), action: { label: t('undo'), run: () => save.mutate(address) } }) });

  return (
    <section aria-labelledby="addresses" className="grid gap-5">
      <h2 id="addresses" className="text-xl font-medium tracking-tight">
        {t('addresses')}
      </h2>
      {addresses.length === 0 && <p className="max-w-prose text-muted">{t('noAddresses')}</p>}
      <ul className="grid gap-4 sm:grid-cols-2 xl:grid-cols-3">
        {addresses.map((address, place) => (
          <li key={address.id} className="flex flex-col justify-between gap-4 rounded-md border border-line p-5">
            <div className="grid justify-items-start gap-3">
              {place === 0 && <Badge tone="accent">{t('preferred')}</Badge>}
              <PostalAddress address={address} locale={locale} />
            </div>
            <div className="-ml-3 flex flex-wrap gap-1">
              <Button
                variant="quiet"
                size="small"
                aria-label={t('changeNamed', { name: address.name, street: address.street })}
                onClick={() => setOpen(address)}
              >
                {t('change')}
              </Button>
              <Button
                variant="quiet"
                size="small"
                aria-label={t('removeNamed', { name: address.name, street: address.street })}
                busy={remove.isPending && remove.variables.id === address.id}
                onClick={() => forget(address)}
              >
                {t('remove')}
              </Button>
              {place > 0 && (
                <Button
                  variant="quiet"
                  size="small"
                  aria-label={t('preferNamed', { name: address.name, street: address.street })}
                  busy={prefer.isPending && prefer.variables.id === address.id}
                  onClick={() => prefer.mutate({ id: address.id })}
                >
                  {t('prefer')}
                </Button>
              )}
            </div>
          </li>
        ))}
      </ul>
      <Button variant="secondary" className="justify-self-start" onClick={() => setOpen('new')}>
        <Plus aria-hidden className="size-4" strokeWidth={1.5} />
        {t('addAddress')}
      </Button>
      <AddressSheet address={open} onClose={() => setOpen(null)} />
    </section>
  );
}
