'use client';

import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { pageOf } from './soft-address';

/** As long as a pointer rests on a link that is meant, and not only crossed. */
const MEANT_MS = 60;

/** Follows the plain links of all pages without loading the page anew, and fetches ahead what a pointer rests on or a finger touches. */
export function SoftLinks() {
  const router = useRouter();

  useEffect(() => {
    let meant: ReturnType<typeof setTimeout> | undefined;

    function follow(event: MouseEvent) {
      if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
      const link = linkAt(event);
      const page = link && pageOf(link, window.location);
      if (!page) return;
      event.preventDefault();
      router.push(page.address as Route, { scroll: link.dataset.keepPlace === undefined });
    }

    function fetchAhead(event: Event) {
      clearTimeout(meant);
      const link = linkAt(event);
      const page = link && pageOf(link, window.location);
      if (!page?.isPublic) return;
      const touched = event.type === 'touchstart';
      meant = setTimeout(() => router.prefetch(page.address as Route), touched ? 0 : MEANT_MS);
    }

    // On the window, behind React's own listeners: what a component has dealt with itself is left alone.
    window.addEventListener('click', follow);
    window.addEventListener('mouseover', fetchAhead, { passive: true });
    window.addEventListener('touchstart', fetchAhead, { passive: true });
    // What was pressed before this page worked waits for this word (web/cache/paint-first.ts).
    window.dispatchEvent(new Event('kontor-works'));
    return () => {
      clearTimeout(meant);
      window.removeEventListener('click', follow);
      window.removeEventListener('mouseover', fetchAhead);
      window.removeEventListener('touchstart', fetchAhead);
    };
  }, [router]);

  return null;
}

const linkAt = ({ target }: Event) => (target instanceof Element ? target.closest<HTMLAnchorElement>('a[href]') : null);
