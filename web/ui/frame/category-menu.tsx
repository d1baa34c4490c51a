'use client';

import { ChevronDown } from 'lucide-react';
import { type MouseEvent, type ReactNode, useId } from 'react';

/** A popover of the browser: opens before any script has run, closes by Escape, by a click beside it and by following a link. */
export function CategoryMenu({ label, children }: { label: string; children: ReactNode }) {
  const id = useId();

  function leave(event: MouseEvent<HTMLDivElement>) {
    if (event.target instanceof Element && event.target.closest('a')) event.currentTarget.hidePopover();
  }

  return (
    <>
      <button type="button" popoverTarget={id} className="group flex h-11 items-center gap-1 rounded-sm px-3 hover:text-accent">
        {label}
        <ChevronDown aria-hidden className="size-4" strokeWidth={1.5} />
      </button>
      {/* biome-ignore lint/a11y: only closes after a link inside was followed, which keys do as well */}
      <div
        id={id}
        popover="auto"
        onClick={leave}
        className="inset-[4.5rem_0_auto_0] m-0 max-h-[calc(100dvh-4.5rem)] w-full max-w-none overflow-y-auto border-b border-line bg-paper text-ink shadow-[0_24px_48px_-24px_rgb(0_0_0/0.2)] md:top-18"
      >
        {children}
      </div>
    </>
  );
}
