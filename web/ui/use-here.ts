'use client';

import { type RefObject, useEffect, useRef } from 'react';

/** For a row of places that scrolls on phones: where somebody is stands in the middle of it, whenever `here` changes. */
export function useHere(here: string | null): RefObject<HTMLElement | null> {
  const row = useRef<HTMLElement>(null);
  useEffect(() => {
    const place = row.current?.querySelector<HTMLElement>('[aria-current="page"]');
    if (!row.current || !place) return;
    // Not scrollIntoView: that would move the page as well.
    const [outer, inner] = [row.current.getBoundingClientRect(), place.getBoundingClientRect()];
    row.current.scrollLeft += inner.left + inner.width / 2 - (outer.left + outer.width / 2);
  }, [here]);
  return row;
}
