'use client';

import { type QueryKey, useInfiniteQuery } from '@tanstack/react-query';

const PAGE = 50;

/** A list of the back office, page by page; `rows` is all that has come so far. */
export function usePages<Page extends { items: unknown[]; next: string | null }>(
  queryKey: QueryKey,
  ask: (page: { limit: number; after?: string }) => Promise<Page>,
) {
  const query = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam }) => ask({ limit: PAGE, ...(pageParam && { after: pageParam }) }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
  });
  const rows: Page['items'][number][] = query.data?.pages.flatMap(({ items }) => items) ?? [];
  return { query, rows };
}
