'use client';

import { useQuery } from '@tanstack/react-query';
import { useLocale } from 'next-intl';
import { countryName } from '@kontor/contracts/format';
import { useTRPC } from '@/trpc';

const HOME = 'DE';

/** The countries that are delivered to, by name, home first. `also` stays choosable although nobody delivers there. */
export function useCountries(also: string = HOME): { code: string; name: string }[] {
  const locale = useLocale();
  const { data: rates = [] } = useQuery(useTRPC().shipping.rates.queryOptions({}, { staleTime: 600_000 }));
  const codes = new Set([HOME, also, ...rates.flatMap((rate) => rate.countries)]);
  return [...codes]
    .map((code) => ({ code, name: countryName(code, locale) }))
    .sort((a, b) => Number(b.code === HOME) - Number(a.code === HOME) || a.name.localeCompare(b.name, locale));
}
