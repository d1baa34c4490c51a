'use client';

import { clsx } from 'clsx';
import {
  Activity,
  ArrowDownWideNarrow,
  BadgePercent,
  Boxes,
  Gift,
  LogOut,
  Package,
  ScrollText,
  ShoppingBag,
  Star,
  Store,
  Sun,
  Undo2,
  Users,
} from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import type { Route } from 'next';
import Link from 'next/link';
import { useSelectedLayoutSegment } from 'next/navigation';
import { type ReactNode, useTransition } from 'react';
import type { Area } from '@kontor/contracts/verb';
import { Wordmark } from '@/ui/frame/wordmark';
import { useHere } from '@/ui/use-here';
import { useClerk } from './office-provider';
import { Palette } from './palette';
import { leaveOffice } from './session-actions';

const pages = [
  { name: 'today', path: '', Icon: Sun, area: null },
  { name: 'orders', path: '/orders', Icon: ShoppingBag, area: 'orders' },
  { name: 'returns', path: '/returns', Icon: Undo2, area: 'orders' },
  { name: 'products', path: '/products', Icon: Package, area: 'catalog' },
  { name: 'ranking', path: '/ranking', Icon: ArrowDownWideNarrow, area: 'catalog' },
  { name: 'reviews', path: '/reviews', Icon: Star, area: 'catalog' },
  { name: 'promotions', path: '/promotions', Icon: BadgePercent, area: 'orders' },
  { name: 'giftCards', path: '/gift-cards', Icon: Gift, area: 'orders' },
  { name: 'groups', path: '/groups', Icon: Users, area: 'customers' },
  { name: 'stock', path: '/stock', Icon: Boxes, area: 'inventory' },
  { name: 'operations', path: '/operations', Icon: Activity, area: 'operations' },
  { name: 'audit', path: '/audit', Icon: ScrollText, area: 'operations' },
] as const satisfies readonly { name: string; path: string; Icon: typeof Sun; area: Area | null }[];

/** The pages whose doors this member of staff has a key to. */
export function usePages() {
  const { roles } = useClerk();
  return pages.filter(({ area }) => area === null || roles.includes(area));
}

const item = 'flex h-9 pointer-coarse:h-11 items-center gap-2.5 rounded-sm px-2.5 text-sm whitespace-nowrap';

export function OfficeFrame({ children }: { children: ReactNode }) {
  const t = useTranslations('office');
  const locale = useLocale();
  const segment = useSelectedLayoutSegment();
  const { name } = useClerk();
  const [leaving, leave] = useTransition();
  const row = useHere(segment);

  return (
    <div className="min-h-dvh lg:grid lg:grid-cols-[13rem_minmax(0,1fr)]">
      <header className="border-b border-line bg-surface lg:sticky lg:top-0 lg:flex lg:h-dvh lg:flex-col lg:border-r lg:border-b-0">
        <div className="flex items-center justify-between gap-4 px-4 pt-3 lg:px-5 lg:pt-5">
          <Link href={`/${locale}/admin`}>
            <Wordmark />
          </Link>
          <span className="flex">
            <Palette />
            <button
              type="button"
              aria-label={t('signOut')}
              disabled={leaving}
              className="grid size-9 place-items-center rounded-sm hover:bg-line lg:hidden pointer-coarse:size-11"
              onClick={() => leave(() => leaveOffice(locale))}
            >
              <LogOut aria-hidden className="size-4" strokeWidth={1.5} />
            </button>
          </span>
        </div>
        <nav ref={row} aria-label={t('nav.main')} className="no-scrollbar flex gap-1 overflow-x-auto px-2 py-2 lg:grid lg:px-3 lg:py-4">
          {usePages().map(({ name: page, path, Icon }) => {
            const isHere = path === '' ? segment === null : path === `/${segment}`;
            return (
              <Link
                key={page}
                href={`/${locale}/admin${path}` as Route}
                aria-current={isHere ? 'page' : undefined}
                className={clsx(item, isHere ? 'bg-ink text-paper' : 'hover:bg-line')}
              >
                <Icon aria-hidden className="size-4" strokeWidth={1.5} />
                {t(`nav.${page}`)}
              </Link>
            );
          })}
        </nav>
        <div className="hidden px-3 pb-4 lg:mt-auto lg:grid">
          <p className="truncate px-2.5 pb-2 text-xs text-muted">{name}</p>
          <Link href={`/${locale}`} className={clsx(item, 'hover:bg-line')}>
            <Store aria-hidden className="size-4" strokeWidth={1.5} />
            {t('toShop')}
          </Link>
          <button type="button" disabled={leaving} className={clsx(item, 'hover:bg-line')} onClick={() => leave(() => leaveOffice(locale))}>
            <LogOut aria-hidden className="size-4" strokeWidth={1.5} />
            {t('signOut')}
          </button>
        </div>
      </header>
      <main id="content" className="min-w-0 px-4 py-6 lg:px-8 lg:py-8">
        {children}
      </main>
    </div>
  );
}
