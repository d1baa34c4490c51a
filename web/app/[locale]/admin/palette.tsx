'use client';

import { useQuery } from '@tanstack/react-query';
import { Search } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import type { Route } from 'next';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { type FormEvent, useDeferredValue, useEffect, useState } from 'react';
import { useTRPC } from '@/trpc';
import { Input } from '@/ui/input';
import { Sheet } from '@/ui/sheet';
import { usePages } from './office-frame';
import { useMay } from './office-provider';

const ORDER = /^(k?\d{3,}|[^@\s]+@.*)$/i;
const SHOWN = 6;

/** Ctrl-K: an order by its number, a product by its name, a page by its own. Enter goes to the first. */
export function Palette() {
  const t = useTranslations('office');
  const [open, setOpen] = useState(false);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      setOpen(true);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);

  return (
    <>
      <button
        type="button"
        aria-label={t('palette')}
        title={t('palette')}
        onClick={() => setOpen(true)}
        className="grid size-9 place-items-center rounded-sm hover:bg-line pointer-coarse:size-11"
      >
        <Search aria-hidden className="size-4" strokeWidth={1.5} />
      </button>
      <Sheet open={open} onClose={() => setOpen(false)} title={t('go')} side="center">
        {open && <Ways onGone={() => setOpen(false)} />}
      </Sheet>
    </>
  );
}

function Ways({ onGone }: { onGone: () => void }) {
  const t = useTranslations('office');
  const locale = useLocale();
  const router = useRouter();
  const [written, setWritten] = useState('');
  const q = useDeferredValue(written.trim());
  const mayOrders = useMay('orders');
  const mayProducts = useMay('catalog');
  const pages = usePages();
  const { data: products } = useQuery(useTRPC().catalog.all.queryOptions({ q, limit: SHOWN }, { enabled: mayProducts && q.length > 1 }));

  const ways: { href: string; label: string; kind: string }[] = [
    ...(mayOrders && ORDER.test(q) ? [{ href: `/orders?q=${encodeURIComponent(q)}`, label: q, kind: t('nav.orders') }] : []),
    ...pages
      .filter(({ name }) => t(`nav.${name}`).toLowerCase().includes(q.toLowerCase()))
      .map(({ name, path }) => ({ href: path, label: t(`nav.${name}`), kind: '' })),
    ...(q.length > 1 ? (products?.items ?? []) : []).map(({ id, name }) => ({
      href: `/products/${encodeURIComponent(id)}`,
      label: name[locale],
      kind: t('nav.products'),
    })),
  ];
  const first = ways[0];

  const go = (event: FormEvent) => {
    event.preventDefault();
    if (!first) return;
    router.push(`/${locale}/admin${first.href}` as Route);
    onGone();
  };

  return (
    <form onSubmit={go} className="grid gap-4">
      <Input autoFocus aria-label={t('goHint')} placeholder={t('goHint')} value={written} onChange={(event) => setWritten(event.target.value)} />
      <ul className="grid min-h-40 content-start">
        {ways.map(({ href, label, kind }) => (
          <li key={href}>
            <Link
              href={`/${locale}/admin${href}` as Route}
              onClick={onGone}
              className="flex min-h-11 items-center justify-between gap-4 rounded-sm px-3 text-sm hover:bg-surface"
            >
              <span className="truncate">{label}</span>
              <span className="text-xs text-muted">{kind}</span>
            </Link>
          </li>
        ))}
      </ul>
    </form>
  );
}
