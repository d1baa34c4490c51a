'use client';

import { clsx } from 'clsx';
import { Search } from 'lucide-react';
import type { Route } from 'next';
import dynamic from 'next/dynamic';
import { useRouter } from 'next/navigation';
import { type FormEvent, type KeyboardEvent, useEffect, useId, useState } from 'react';
import type { Locale } from '@kontor/contracts/ids';
import { useTRPCClient } from '@/trpc';
import { useAnswer } from '@/use-answer';
import { recallSearches, rememberSearch } from './recent';
import type { Offer, SuggestionWords } from './suggestions';

const loadSuggestions = () => import('./suggestions').then((module) => module.Suggestions);
const Suggestions = dynamic(loadSuggestions, { ssr: false });
const PAUSE_MS = 120;

type Props = {
  locale: Locale;
  words: SuggestionWords & { label: string; placeholder: string };
  value?: string;
  large?: boolean;
  className?: string;
};

/** Search with results while typing: a combobox by the ARIA pattern, and a plain form where there is no script. */
export function SearchBox({ locale, words, value = '', large = false, className }: Props) {
  const router = useRouter();
  const listId = useId();
  const [text, setText] = useState(value);
  const [asked, setAsked] = useState('');
  const [isOpen, setOpen] = useState(false);
  const [at, setAt] = useState(-1);
  const [recent, setRecent] = useState<string[]>([]);
  const q = text.trim();

  useEffect(() => {
    const pause = setTimeout(() => setAsked(q), PAUSE_MS);
    return () => clearTimeout(pause);
  }, [q]);

  const client = useTRPCClient();
  const [data] = useAnswer(isOpen && asked.length > 1 ? asked : null, () => client.search.suggest.query({ q: asked, locale }));

  const searchFor = (kind: 'recent' | 'query' | 'meant', words: string): Offer => ({
    kind,
    key: words,
    label: words,
    href: `/${locale}/search?q=${encodeURIComponent(words)}`,
  });
  const offers: Offer[] =
    q.length < 2
      ? recent.map((words) => searchFor('recent', words))
      : [
          ...(data?.corrected === undefined ? [] : [searchFor('meant', data.corrected)]),
          ...(data?.queries ?? []).map((words) => searchFor('query', words)),
          ...(data?.categories ?? []).map(({ id, name }): Offer => ({ kind: 'category', key: id, label: name[locale], href: `/${locale}/c/${id}` })),
          ...(data?.products ?? []).map(
            (card): Offer => ({ kind: 'product', key: card.id, label: card.name[locale], href: `/${locale}/p/${card.handle}`, card }),
          ),
        ];
  const isShown = isOpen && offers.length > 0;

  function close() {
    setOpen(false);
    setAt(-1);
  }

  function go(href: string) {
    if (q) rememberSearch(q);
    close();
    router.push(href as Route);
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    const offer = offers[at];
    if (offer && isShown) go(offer.href);
    else if (q) go(`/${locale}/search?q=${encodeURIComponent(q)}`);
  }

  function move(event: KeyboardEvent) {
    if (event.key === 'Escape') close();
    if (!isShown || (event.key !== 'ArrowDown' && event.key !== 'ArrowUp')) return;
    event.preventDefault();
    const step = event.key === 'ArrowDown' ? 1 : -1;
    // One place more than there are offers: the typed words themselves.
    setAt(((((at + 1 + step) % (offers.length + 1)) + offers.length + 1) % (offers.length + 1)) - 1);
  }

  return (
    <form
      role="search"
      action={`/${locale}/search`}
      onSubmit={submit}
      className={clsx('relative', className)}
      onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && close()}
    >
      <Search aria-hidden className={clsx('pointer-events-none absolute left-3 size-4 text-muted', large ? 'top-4.5' : 'top-3')} strokeWidth={1.5} />
      <input
        name="q"
        type="search"
        role="combobox"
        autoComplete="off"
        spellCheck={false}
        enterKeyHint="search"
        aria-label={words.label}
        aria-expanded={isShown}
        aria-controls={isShown ? listId : undefined}
        aria-autocomplete="list"
        aria-activedescendant={at >= 0 ? `${listId}-${at}` : undefined}
        placeholder={words.placeholder}
        value={text}
        maxLength={100}
        onChange={(event) => {
          setText(event.target.value);
          setOpen(true);
          setAt(-1);
        }}
        onFocus={() => {
          void loadSuggestions().catch(() => undefined);
          setRecent(recallSearches());
          setOpen(true);
        }}
        onKeyDown={move}
        className={clsx(
          'w-full rounded-sm border border-transparent bg-surface pr-3 [&::-webkit-search-cancel-button]:hidden pl-9 text-ink placeholder:text-muted hover:border-edge focus:border-edge focus:bg-paper',
          large ? 'h-13 text-lg' : 'h-10 text-base',
        )}
      />
      {isShown && <Suggestions id={listId} offers={offers} at={at} locale={locale} words={words} onGo={go} onForget={() => setRecent([])} />}
    </form>
  );
}
