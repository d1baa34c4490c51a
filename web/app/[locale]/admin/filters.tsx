'use client';

import { Search } from 'lucide-react';
import type { Route } from 'next';
import { usePathname, useRouter, useSearchParams } from 'next/navigation';
import { useEffect, useState } from 'react';
import { Input } from '@/ui/input';

const PAUSE_MS = 250;

/** What is searched for stands in the address, so that it can be kept, sent and gone back to. */
export function useFilter(name: string): [string, (value: string) => void] {
  const router = useRouter();
  const path = usePathname();
  const search = useSearchParams();
  const set = (value: string) => {
    const next = new URLSearchParams(search);
    if (value) next.set(name, value);
    else next.delete(name);
    const query = next.toString();
    router.replace(`${path}${query ? `?${query}` : ''}` as Route, { scroll: false });
  };
  return [search.get(name) ?? '', set];
}

/** A search box that asks when the writing pauses. */
export function SearchField({ label, value, onChange }: { label: string; value: string; onChange: (value: string) => void }) {
  const [written, setWritten] = useState(value);
  const [before, setBefore] = useState(value);
  if (before !== value) {
    setBefore(value);
    setWritten(value);
  }
  useEffect(() => {
    if (written.trim() === value) return;
    const timer = setTimeout(() => onChange(written.trim()), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [written, value, onChange]);
  return (
    <span className="relative block w-full sm:w-72">
      <Search aria-hidden className="pointer-events-none absolute inset-y-0 left-3 my-auto size-4 text-muted" strokeWidth={1.5} />
      <Input
        type="search"
        aria-label={label}
        placeholder={label}
        className="h-9! pl-9 text-sm! pointer-coarse:h-11!"
        value={written}
        onChange={(event) => setWritten(event.target.value)}
      />
    </span>
  );
}
