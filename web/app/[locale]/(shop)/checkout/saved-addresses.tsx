'use client';

import type { Profile } from '@kontor/contracts/user';
import { useTranslations } from 'next-intl';
import { Field } from '@/ui/field';
import { Select } from '@/ui/select';

type Saved = Profile['addresses'][number];

/** A choice among the kept addresses; `null` is a new one. Nothing to choose, nothing shown. */
export function SavedAddresses({ addresses, onChoose }: { addresses: Saved[]; onChoose: (address: Saved | null) => void }) {
  const t = useTranslations('checkout');
  if (addresses.length === 0) return null;
  return (
    <Field label={t('savedAddress')}>
      <Select defaultValue={addresses[0]?.id} onChange={(event) => onChoose(addresses.find(({ id }) => id === event.target.value) ?? null)}>
        {addresses.map(({ id, name, street, postcode, city }) => (
          <option key={id} value={id}>
            {`${name}, ${street}, ${postcode} ${city}`}
          </option>
        ))}
        <option value="">{t('newAddress')}</option>
      </Select>
    </Field>
  );
}
