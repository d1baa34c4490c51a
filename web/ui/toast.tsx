'use client';

import { clsx } from 'clsx';
import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useSyncExternalStore } from 'react';

type Message = { id: number; text: string; tone: 'neutral' | 'success' | 'danger'; action?: { label: string; run: () => void } };

const SHOWN_MS = 6_000;
/** What can be undone stays longer: somebody has to read it, decide and get there. */
const SHOWN_WITH_ACTION_MS = 20_000;
const noMessages: readonly Message[] = [];
const watchers = new Set<() => void>();
let messages: readonly Message[] = noMessages;
let lastId = 0;

function show(next: readonly Message[]) {
  messages = next;
  for (const watcher of watchers) watcher();
}

const timers = new Map<number, ReturnType<typeof setTimeout>>();

function stay(id: number) {
  clearTimeout(timers.get(id));
  timers.delete(id);
}

function dismiss(id: number) {
  stay(id);
  show(messages.filter((message) => message.id !== id));
}

function goSoon({ id, action }: Message) {
  stay(id);
  timers.set(
    id,
    setTimeout(() => dismiss(id), action ? SHOWN_WITH_ACTION_MS : SHOWN_MS),
  );
}

/** Says something that does not stop anybody. Can be called from anywhere in the browser. */
export function notify({ text, tone = 'neutral', action }: { text: string; tone?: Message['tone']; action?: Message['action'] }) {
  const message: Message = { id: ++lastId, text, tone, ...(action && { action }) };
  show([...messages.slice(-2), message]);
  goSoon(message);
}

function watch(watcher: () => void) {
  watchers.add(watcher);
  return () => void watchers.delete(watcher);
}

export function Toaster() {
  const t = useTranslations('common');
  const shown = useSyncExternalStore(
    watch,
    () => messages,
    () => noMessages,
  );
  const layer = useRef<HTMLDivElement>(null);

  // As a popover, opened anew for each message, it lies above any open dialog.
  useEffect(() => {
    layer.current?.hidePopover();
    if (shown.length > 0) layer.current?.showPopover();
  }, [shown]);

  return (
    <div
      ref={layer}
      popover="manual"
      role="status"
      aria-live="polite"
      className="fixed inset-[auto_0_5.5rem_0] mx-auto w-[min(26rem,calc(100vw-2rem))] bg-transparent md:bottom-6"
    >
      <ul className="grid gap-2">
        {shown.map((message) => (
          <li
            key={message.id}
            onPointerEnter={() => stay(message.id)}
            onPointerLeave={() => goSoon(message)}
            onFocus={() => stay(message.id)}
            onBlur={() => goSoon(message)}
            className={clsx(
              'flex items-center gap-3 rounded-md py-2 pr-2 pl-4 text-sm shadow-lg',
              message.tone === 'danger' ? 'bg-danger text-paper' : 'bg-ink text-paper',
            )}
          >
            <span className="flex-1 py-1.5">{message.text}</span>
            {message.action && (
              <button
                type="button"
                className="h-9 rounded-sm px-2 font-medium underline underline-offset-4"
                onClick={() => {
                  message.action?.run();
                  dismiss(message.id);
                }}
              >
                {message.action.label}
              </button>
            )}
            <button type="button" aria-label={t('close')} className="grid size-9 place-items-center rounded-sm" onClick={() => dismiss(message.id)}>
              <X aria-hidden className="size-4" />
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
