'use client';

import { Uuid } from '@kontor/contracts/ids';
import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '@/trpc';
import { useMay } from '../office-provider';

const MOST = 100;

/** Gives the names of members of staff by their ids, for those who may know; everybody else sees the ids. */
export function useNames(actors: readonly string[]): (actor: string) => string {
  const ids = [...new Set(actors)].filter((id) => Uuid.safeParse(id).success).slice(0, MOST);
  const enabled = useMay('operations') && ids.length > 0;
  const { data } = useQuery(useTRPC().user.staffNames.queryOptions({ ids }, { enabled, staleTime: 60_000, placeholderData: (before) => before }));
  return (actor) => data?.find(({ id }) => id === actor)?.name ?? (Uuid.safeParse(actor).success ? actor.slice(0, 8) : actor);
}
