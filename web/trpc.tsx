'use client';

import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import { type Asking, openAsking, optionsOf } from './asking';

const Context = createContext<{ client: Asking['client']; options: ReturnType<typeof optionsOf> } | null>(null);

/** What asks for the pages below. */
export function AskingProvider({ asking, children }: { asking: Asking; children: ReactNode }) {
  const value = useMemo(() => ({ client: asking.client, options: optionsOf(asking) }), [asking]);
  return <Context value={value}>{children}</Context>;
}

/** A shopper asks through the shop's own door. */
export function ShopAsking({ children }: { children: ReactNode }) {
  const [asking] = useState(() => openAsking('/api/trpc'));
  return <AskingProvider asking={asking}>{children}</AskingProvider>;
}

function useAsking() {
  const value = useContext(Context);
  if (!value) throw new Error('Nothing can be asked outside of an <AskingProvider>.');
  return value;
}

export const useTRPC = () => useAsking().options;
export const useTRPCClient = () => useAsking().client;
