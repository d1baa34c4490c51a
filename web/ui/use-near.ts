'use client';

import { type RefObject, useEffect, useState } from 'react';

const MARGIN = '600px';

/** Whether an element has come near what is seen, once and for all: what is needed only there can wait until then. */
export function useNear(place: RefObject<HTMLElement | null>): boolean {
  const [isNear, setNear] = useState(false);
  useEffect(() => {
    if (isNear || !place.current) return;
    const watcher = new IntersectionObserver(([entry]) => entry?.isIntersecting && setNear(true), { rootMargin: MARGIN });
    watcher.observe(place.current);
    return () => watcher.disconnect();
  }, [place, isNear]);
  return isNear;
}
