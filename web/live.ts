'use client';

import { useEffect, useEffectEvent } from 'react';
import type { Live } from '@kontor/contracts/live';

/** One stream per page for everything its parts want to hear; it is opened anew when they want something else. */
type Listener = { skus: string[]; orders: string[]; hear: (message: Live) => void };

const GATHER_MS = 300;
const RETRY_MS = 10_000;
const listeners = new Set<Listener>();
let source: EventSource | undefined;
let listening = '';
let timer: ReturnType<typeof setTimeout> | undefined;

function addressOfAll(): string {
  const wanted = new URLSearchParams();
  const skus = new Set([...listeners].flatMap((listener) => listener.skus));
  const orders = new Set([...listeners].flatMap((listener) => listener.orders));
  for (const sku of [...skus].sort().slice(0, 100)) wanted.append('sku', sku);
  for (const order of [...orders].sort()) wanted.append('order', order);
  return wanted.size ? `/api/events?${wanted}` : '';
}

function connect() {
  const address = addressOfAll();
  if (address === listening && source?.readyState !== EventSource.CLOSED) return;
  source?.close();
  source = undefined;
  listening = address;
  if (!address) return;
  source = new EventSource(address);
  source.onmessage = (event: MessageEvent<string>) => {
    const message = JSON.parse(event.data) as Live;
    for (const listener of listeners) listener.hear(message);
  };
  // The browser tries again after a lost connection, but not after an answer that is no stream.
  source.onerror = () => {
    if (source?.readyState === EventSource.CLOSED) gather(RETRY_MS);
  };
}

function gather(wait = GATHER_MS) {
  clearTimeout(timer);
  timer = setTimeout(connect, wait);
}

/** Hears what changes about these SKUs and orders while the component is shown. */
export function useLive({ skus = [], orders = [] }: { skus?: readonly string[]; orders?: readonly string[] }, onMessage: (message: Live) => void) {
  const hear = useEffectEvent(onMessage);
  const key = `${skus.join(' ')}|${orders.join(' ')}`;
  useEffect(() => {
    const [skuPart = '', orderPart = ''] = key.split('|');
    const listener: Listener = { skus: skuPart.split(' ').filter(Boolean), orders: orderPart.split(' ').filter(Boolean), hear: (message) => hear(message) };
    listeners.add(listener);
    gather();
    return () => {
      listeners.delete(listener);
      gather();
    };
  }, [key]);
}
