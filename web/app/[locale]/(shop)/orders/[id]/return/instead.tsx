'use client';

import { useLocale, useTranslations } from 'next-intl';
import { formatMoney } from '@kontor/contracts/format';
import { Field } from '@/ui/field';
import { Select } from '@/ui/select';
import type { PieceLine } from './pieces';
import type { Swap } from './swaps';

type Props = { line: PieceLine; swap: Swap; currency: string; value: string; onChange: (sku: string) => void };

/** The money for a line, or another variant instead. */
export function Instead({ line, swap: { options, hasDearer }, currency, value, onChange }: Props) {
  const t = useTranslations('returns');
  const locale = useLocale();
  if (options.length === 0 && !hasDearer) return null;
  const name = [line.name[locale], line.variant[locale]].filter(Boolean).join(', ');
  return (
    <Field
      label={
        <>
          {t('instead')}
          <span className="sr-only"> {name}</span>
        </>
      }
      hint={hasDearer && t('dearer')}
    >
      <Select value={value} onChange={(event) => onChange(event.target.value)} disabled={options.length === 0}>
        <option value="">{t('money')}</option>
        {options.map(({ sku, label, price }) => (
          <option key={sku} value={sku}>
            {sku === line.sku ? t('sameAgain') : t('exchangeFor', { label: label[locale] || line.name[locale] })}
            {price < line.price && ` (${formatMoney(price, currency, locale)})`}
          </option>
        ))}
      </Select>
    </Field>
  );
}
