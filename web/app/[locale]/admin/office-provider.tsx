'use client';

import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useState } from 'react';
import type { Area } from '@kontor/contracts/verb';
import { openAsking } from '@/asking';
import { refusalOf } from '@/refusals';
import { AskingProvider } from '@/trpc';

export type Clerk = { name: string; email: string; roles: Area[] };
const ClerkContext = createContext<Clerk>({ name: '', email: '', roles: [] });

export const useClerk = () => useContext(ClerkContext);
/** Whether a part of a page is worth asking for; the worker decides anew. */
export const useMay = (area: Area) => useClerk().roles.includes(area);

/** A session that has ended leads to the sign-in, and from there back to this page. */
function leaveIfOver(error: unknown) {
  const code = refusalOf(error)?.code;
  if (code !== 'SignInRequired' && code !== 'SessionEnded') return;
  const { pathname, search } = window.location;
  const [, locale = 'en'] = pathname.split('/');
  window.location.assign(`/${locale}/admin/sign-in?next=${encodeURIComponent(pathname + search)}`);
}

const makeQueryClient = () =>
  new QueryClient({
    queryCache: new QueryCache({ onError: leaveIfOver }),
    mutationCache: new MutationCache({ onError: leaveIfOver }),
    defaultOptions: { queries: { staleTime: 5_000, retry: (failures, error) => failures < 2 && !refusalOf(error) }, mutations: { networkMode: 'always' } },
  });

/** The back office asks with the staff's session, by a way of its own, and keeps its answers apart from the shop's. */
export function OfficeProvider({ clerk, children }: { clerk: Clerk; children: ReactNode }) {
  const [queryClient] = useState(makeQueryClient);
  const [asking] = useState(() => openAsking('/api/office/trpc'));
  return (
    <ClerkContext value={clerk}>
      <QueryClientProvider client={queryClient}>
        <AskingProvider asking={asking}>{children}</AskingProvider>
      </QueryClientProvider>
    </ClerkContext>
  );
}
