'use client';

import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { openAsking } from '@/asking';
import { refusalOf } from '@/refusals';
import { AskingProvider } from '@/trpc';

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

export function Providers({ children }: { children: ReactNode }) {
  const [queryClient] = useState(makeQueryClient);
  const [asking] = useState(() => openAsking('/api/trpc'));
  return (
    <QueryClientProvider client={queryClient}>
      <AskingProvider asking={asking}>{children}</AskingProvider>
    </QueryClientProvider>
  );
}
