'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { type Profile, user } from '@kontor/contracts/user';
import type { z } from 'zod';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useForm, useWatch } from 'react-hook-form';
import { AddressFields } from '@/app/[locale]/(shop)/checkout/address-fields';
import { refusedField } from '@/app/[locale]/(shop)/checkout/refused';
import { sentenceFor } from '@/refusals';
import { useTRPC } from '@/trpc';
import { Button } from '@/ui/button';
import { Notice } from '@/ui/notice';
import { Sheet } from '@/ui/sheet';

type Saved = Profile['addresses'][number];
type Props = { address: Saved | 'new' | null; onClose: () => void };

type Written = z.input<typeof user.saveAddress.input>;

const blank: Written = { name: '', company: '', street: '', addition: '', postcode: '', city: '', region: '', country: 'DE', phone: '' };

export function AddressSheet({ address, onClose }: Props) {
  const t = useTranslations('account');
  return (
    <Sheet open={address !== null} onClose={onClose} side="right" title={address === 'new' ? t('addAddress') : t('changeAddress')}>
      <AddressForm address={address === 'new' ? null : address} onDone={onClose} />
    </Sheet>
  );
}

function AddressForm({ address, onDone }: { address: Saved | null; onDone: () => void }) {
  const t = useTranslations('account');
  const say = useTranslations('refusals');
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { register, handleSubmit, control, formState } = useForm<Written, unknown, z.output<typeof user.saveAddress.input>>({
    resolver: zodResolver(user.saveAddress.input),
    mode: 'onTouched',
    defaultValues: address ?? blank,
  });
  const country = useWatch({ control, name: 'country' });
  const save = useMutation(
    trpc.user.saveAddress.mutationOptions({
      networkMode: 'always',
      onSuccess: (profile) => {
        queryClient.setQueryData(trpc.user.me.queryKey({}), profile);
        onDone();
      },
    }),
  );
  const submit = handleSubmit((written) => save.mutate(written));

  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="grid gap-6">
      <AddressFields register={(name) => register(name)} errors={formState.errors} country={country} />
      {save.error && <Notice tone="danger">{refusedField(save.error) === 'addresses' ? t('tooManyAddresses') : sentenceFor(save.error, say)}</Notice>}
      <Button type="submit" variant="primary" size="large" wide busy={save.isPending}>
        {t('save')}
      </Button>
    </form>
  );
}
