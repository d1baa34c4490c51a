'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { Address, asWrittenThere, type Order } from '@kontor/contracts/order';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import type { z } from 'zod';
import { newKey } from '@/new-key';
import { sentenceFor } from '@/refusals';
import { Button } from '@/ui/button';
import { Notice } from '@/ui/notice';
import { Sheet } from '@/ui/sheet';
import { AddressFields } from '../../checkout/address-fields';
import { refusedField } from '../../checkout/refused';

type Wish = { orderId: string; changeId: string; address: Address };
type Changing = { mutate: (wish: Wish, options: { onSuccess: () => void }) => void; isPending: boolean; error: unknown; reset: () => void };
type Props = { order: Order; changing: Changing; small?: boolean };

/** Sends an order elsewhere as long as it has not left. */
export function ChangeAddress({ order, changing, small = false }: Props) {
  const t = useTranslations('aftercare');
  const [changeId, setChangeId] = useState<string | null>(null);
  const close = () => {
    setChangeId(null);
    changing.reset();
  };
  return (
    <>
      <Button variant="secondary" size={small ? 'small' : 'medium'} onClick={() => setChangeId(newKey())}>
        {t('changeAddress')}
      </Button>
      <Sheet open={changeId !== null} onClose={close} title={t('changeAddress')}>
        {changeId && (
          <AddressForm order={order} changing={changing} send={(address) => changing.mutate({ orderId: order.id, changeId, address }, { onSuccess: close })} />
        )}
      </Sheet>
    </>
  );
}

const Written = asWrittenThere(Address);

function AddressForm({ order, changing, send }: Props & { send: (address: Address) => void }) {
  const t = useTranslations('aftercare');
  const say = useTranslations('refusals');
  const { address } = order.person;
  const { register, handleSubmit, formState } = useForm<z.input<typeof Address>, unknown, Address>({
    resolver: zodResolver(Written),
    mode: 'onTouched',
    defaultValues: address,
  });
  const submit = handleSubmit(send);
  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="grid gap-6">
      <p className="text-sm text-muted">{t('changeAddressText')}</p>
      <AddressFields register={(name) => register(name)} errors={formState.errors} country={address.country} />
      {Boolean(changing.error) && (
        <Notice tone="danger">{refusedField(changing.error) === 'address.country' ? t('otherCountry') : sentenceFor(changing.error, say)}</Notice>
      )}
      <Button type="submit" size="large" wide busy={changing.isPending}>
        {t('changeAddressNow')}
      </Button>
    </form>
  );
}
