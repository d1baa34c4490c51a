'use client';

import { isAbroad } from '@kontor/contracts/countries';
import { type Receipt, VatId } from '@kontor/contracts/receipt';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Field } from '@/ui/field';
import { Input } from '@/ui/input';

const HOME = 'DE';

/** For a business in another member state: its VAT id, held against the register when the field is left, and what came of it. */
export function VatIdField({ country, receipt, onGive }: { country: string; receipt: Receipt | undefined; onGive: (id: string | null) => void }) {
  const t = useTranslations('checkout');
  const [text, setText] = useState('');
  const [isWrong, setWrong] = useState(false);
  if (country === HOME || isAbroad(country)) return null;

  function give() {
    const read = VatId.safeParse(text);
    setWrong(text.trim() !== '' && !read.success);
    onGive(read.success ? read.data : null);
  }

  const standing = text.trim() === '' ? undefined : receipt?.vat?.standing;
  return (
    <Field
      label={t('vatId')}
      optional
      hint={standing === 'unchecked' ? t('vatUnchecked') : t('vatHint')}
      error={isWrong ? t('vatWrong') : standing === 'invalid' ? t('vatInvalid') : undefined}
    >
      <Input
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={20}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onBlur={give}
      />
    </Field>
  );
}
