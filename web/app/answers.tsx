'use client';

import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { refusalOf } from '@/refusals';

const openMemory = () =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        // A refusal is an answer: asking again gives the same.
        retry: (failures, error) => failures < 2 && !refusalOf(error),
      },
    },
  });
let inBrowser: QueryClient | undefined;

function memoryHere() {
  if (typeof window === 'undefined') return openMemory();
  inBrowser ??= openMemory();
  return inBrowser;
}

/**
 * Keeps what was asked and answered, for the pages that are somebody's own: account, checkout, orders. One memory for all of them in a
 * browser. The pages that only show do without it (web/use-answer.ts): it is twelve kilobytes.
 */
export function Answers({ children }: { children: ReactNode }) {
  const [memory] = useState(memoryHere);
  return <QueryClientProvider client={memory}>{children}</QueryClientProvider>;
}
