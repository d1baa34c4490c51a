'use client';

import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type MouseEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';

/** Longer than the way out takes in theme.css: the content stays until it is out of sight. */
const WAY_OUT_MS = 300;

type Props = { open: boolean; onClose: () => void; title: ReactNode; side?: 'right' | 'left' | 'bottom' | 'center'; footer?: ReactNode; children: ReactNode };

/** A panel over the page. The browser's own dialog keeps the focus inside, the page still and Escape working. */
export function Sheet({ open, onClose, title, side = 'right', footer, children }: Props) {
  const t = useTranslations('common');
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const [present, setPresent] = useState(open);
  const [wasOpen] = useState(open);
  if (open && !present) setPresent(true);

  useEffect(() => {
    const element = dialog.current;
    if (open) {
      element?.showModal();
      // Also when its page is put aside for another: a modal dialog that nobody sees would block the next page.
      return () => element?.close();
    }
    const gone = setTimeout(() => setPresent(false), WAY_OUT_MS);
    return () => clearTimeout(gone);
  }, [open]);

  const leaveByBackdrop = (event: MouseEvent) => {
    if (event.target === event.currentTarget) onClose();
  };

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes a dialog by itself
    <dialog
      ref={dialog}
      className="sheet"
      data-side={side}
      data-at-once={wasOpen || undefined}
      aria-labelledby={titleId}
      onClose={onClose}
      onClick={leaveByBackdrop}
    >
      {present && (
        <div className="flex h-full max-h-[inherit] flex-col">
          <header className="flex items-center justify-between gap-4 border-b border-line py-2 pr-2 pl-6">
            <h2 id={titleId} className="text-lg font-medium tracking-tight">
              {title}
            </h2>
            <button type="button" onClick={onClose} aria-label={t('close')} className="grid size-11 place-items-center rounded-sm hover:text-accent">
              <X aria-hidden className="size-5" strokeWidth={1.5} />
            </button>
          </header>
          <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain p-6">{children}</div>
          {footer && <footer className="border-t border-line p-6 pb-[max(1.5rem,env(safe-area-inset-bottom))]">{footer}</footer>}
        </div>
      )}
    </dialog>
  );
}
