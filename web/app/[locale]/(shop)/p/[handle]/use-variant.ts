'use client';

import { useSyncExternalStore } from 'react';
import { firstChoice, type Variant } from './choice';

const watchers = new Set<() => void>();

function watch(watcher: () => void) {
  watchers.add(watcher);
  window.addEventListener('popstate', watcher);
  return () => {
    watchers.delete(watcher);
    window.removeEventListener('popstate', watcher);
  };
}

const skuInAddress = () => new URLSearchParams(window.location.search).get('sku');

/** The chosen variant stands in the address, which the cached page does not depend on: it is read in the browser. */
export function useVariant<V extends Variant>(variants: readonly V[]): [V | undefined, (variant: Variant) => void] {
  const sku = useSyncExternalStore(watch, skuInAddress, () => null);

  function choose({ sku: chosen }: Variant) {
    window.history.replaceState(null, '', `?sku=${encodeURIComponent(chosen)}`);
    for (const watcher of watchers) watcher();
  }

  return [firstChoice(variants, sku), choose];
}
