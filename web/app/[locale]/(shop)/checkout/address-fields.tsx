'use client';

import { countries } from '@kontor/contracts/countries';
import type { Address } from '@kontor/contracts/order';
import { useTranslations } from 'next-intl';
import type { FieldErrors, UseFormRegisterReturn } from 'react-hook-form';
import { Field } from '@/ui/field';
import { Input } from '@/ui/input';
import { Select } from '@/ui/select';
import { useFieldSentence } from './field-sentence';
import { useCountries } from './use-countries';

type Props = {
  register: (name: keyof Address) => UseFormRegisterReturn;
  errors: FieldErrors<Address> | undefined;
  country: string;
};

/** The fields of a postal address, with the names browsers fill in by themselves. */
export function AddressFields({ register, errors, country }: Props) {
  const t = useTranslations('form');
  const sentence = useFieldSentence();
  const delivered = useCountries(country);

  return (
    <div className="@container">
      <div className="grid grid-cols-6 gap-x-4 gap-y-5">
        <Field className="col-span-6" label={t('country')} error={sentence(errors?.country)}>
          <Select autoComplete="shipping country" {...register('country')}>
            {delivered.map(({ code, name }) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
        <Field className="col-span-6" label={t('name')} error={sentence(errors?.name)}>
          <Input autoComplete="shipping name" {...register('name')} />
        </Field>
        <Field className="col-span-6" label={t('street')} error={sentence(errors?.street)}>
          <Input autoComplete="shipping address-line1" {...register('street')} />
        </Field>
        <Field className="col-span-6 @md:col-span-3" label={t('addition')} optional error={sentence(errors?.addition)}>
          <Input autoComplete="shipping address-line2" {...register('addition')} />
        </Field>
        <Field className="col-span-6 @md:col-span-3" label={t('company')} optional error={sentence(errors?.company)}>
          <Input autoComplete="shipping organization" {...register('company')} />
        </Field>
        <Place register={register} errors={errors} country={country} />
        <Field className="col-span-6" label={t('phone')} optional hint={t('phoneHint')} error={sentence(errors?.phone)}>
          <Input type="tel" autoComplete="shipping tel" {...register('phone')} />
        </Field>
      </div>
    </div>
  );
}

/** Town, state and postcode in the order in which the country writes them. */
function Place({ register, errors, country }: Props) {
  const t = useTranslations('form');
  const sentence = useFieldSentence();
  const rule = countries[country];
  const wrongPostcode = errors?.postcode?.type === 'custom' && rule ? t('postcodeLike', { example: rule.example }) : sentence(errors?.postcode);
  const postcode = (className: string) => (
    <Field key="postcode" className={className} label={t(country === 'US' ? 'zip' : 'postcode')} error={wrongPostcode}>
      <Input autoComplete="shipping postal-code" {...register('postcode')} />
    </Field>
  );
  const city = (className: string) => (
    <Field key="city" className={className} label={t('city')} error={sentence(errors?.city)}>
      <Input autoComplete="shipping address-level2" {...register('city')} />
    </Field>
  );
  switch (rule?.lines) {
    case 'city-postcode':
      return [city('col-span-4'), postcode('col-span-2')];
    case 'city-region-postcode': {
      const wrongState = errors?.region?.type === 'custom' ? t('required') : sentence(errors?.region);
      return [
        city('col-span-6 @md:col-span-3'),
        <Field key="region" className="col-span-3 @md:col-span-1" label={t('state')} error={wrongState}>
          <Input autoComplete="shipping address-level1" {...register('region')} />
        </Field>,
        postcode('col-span-3 @md:col-span-2'),
      ];
    }
    default:
      return [postcode('col-span-2'), city('col-span-4')];
  }
}
