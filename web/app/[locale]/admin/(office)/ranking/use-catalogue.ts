'use client';

import { useQuery } from '@tanstack/react-query';
import { useLocale } from 'next-intl';
import { useTRPC } from '@/trpc';

const MOST = 100;

/** Categories by their names, in the order of their names. */
export function useCategories(): { id: string; name: string }[] {
  const locale = useLocale();
  const { data } = useQuery(useTRPC().catalog.categories.queryOptions({}, { staleTime: 60_000 }));
  return (data ?? []).map(({ id, name }) => ({ id, name: name[locale] })).sort((a, b) => a.name.localeCompare(b.name, locale));
}

/** The cards of products by their ids; null for one that the shop does not show, undefined while that is not known. */
export function useCards(ids: readonly string[]) {
  const asked = [...new Set(ids)].sort().slice(0, MOST);
  const { data } = useQuery(
    useTRPC().catalog.productsById.queryOptions({ ids: asked }, { enabled: asked.length > 0, staleTime: 30_000, placeholderData: (before) => before }),
  );
  return (id: string) => (data === undefined || !asked.includes(id) ? undefined : (data.find((card) => card.id === id) ?? null));
}
