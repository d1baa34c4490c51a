'use client';

import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createTRPCClient, httpBatchLink } from '@trpc/client';
import { type ReactNode, useState } from 'react';
import type { Gateway } from '@kontor/bff/root';
import { refusalOf } from '@/refusals';
import { TRPCProvider } from '@/trpc';

const makeQueryClient = () =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        // A refusal is an answer: asking again gives the same.
        retry: (failures, error) => failures < 2 && !refusalOf(error),
      },
    },
  });

const makeClient = () => createTRPCClient<Gateway>({ links: [httpBatchLink({ url: '/api/trpc', maxItems: 10, maxURLLength: 2_000 })] });

export function Providers({ children }: { children: ReactNode }) {
  const [queryClient] = useState(makeQueryClient);
  const [trpcClient] = useState(makeClient);
  return (
    <QueryClientProvider client={queryClient}>
      <TRPCProvider trpcClient={trpcClient} queryClient={queryClient}>
        {children}
      </TRPCProvider>
    </QueryClientProvider>
  );
}
