'use client';

import { useQuery } from '@tanstack/react-query';
import { useLocale, useTranslations } from 'next-intl';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { formatDay, formatMoney, formatNumber } from '@kontor/contracts/format';
import { useTRPC } from '@/trpc';
import { useMay } from '../office-provider';
import { Shown } from '../state';
import { Heading, Panel } from '../table';

const LOOK_MS = 15_000;

/** The first page: what came in, what needs somebody, what runs out. Each part for those who may see it. */
export function Today() {
  const nav = useTranslations('office.nav');
  const mayOrders = useMay('orders');
  const mayStock = useMay('inventory');
  return (
    <>
      <Heading title={nav('today')} />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-10">
        {mayOrders && <Figures />}
        <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-10 xl:grid-cols-2">
          <NeedsSomebody />
          {mayStock && <RunningLow />}
        </div>
      </div>
    </>
  );
}

function Tile({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="rounded-md border border-line p-4">
      <p className="text-sm text-muted">{label}</p>
      <p className="mt-1 text-2xl font-medium tracking-tight tabular-nums">{children}</p>
    </div>
  );
}

function Figures() {
  const t = useTranslations('office.today');
  const locale = useLocale();
  const figures = useQuery(useTRPC().order.figures.queryOptions({}, { refetchInterval: LOOK_MS }));
  return (
    <Shown query={figures}>
      {({ days, currency }) => {
        const today = days.at(-1) ?? { orders: 0, revenue: 0, day: '' };
        const highest = Math.max(1, ...days.map(({ revenue }) => revenue));
        const money = (amount: number) => formatMoney(amount, currency, locale);
        return (
          <div className="grid grid-cols-[minmax(0,1fr)] gap-4 lg:grid-cols-[minmax(0,1fr)_minmax(0,2fr)]">
            <div className="grid gap-4 sm:grid-cols-3 lg:grid-cols-1">
              <Tile label={t('orders')}>{formatNumber(today.orders, locale)}</Tile>
              <Tile label={t('revenue')}>{money(today.revenue)}</Tile>
              <Tile label={t('perOrder')}>{today.orders > 0 ? money(Math.round(today.revenue / today.orders)) : '–'}</Tile>
            </div>
            <div className="flex flex-col rounded-md border border-line p-4">
              <p className="text-sm text-muted">{t('days')}</p>
              <ol className="mt-4 flex min-h-40 grow items-stretch gap-1.5">
                {days.map(({ day, orders, revenue }) => {
                  const label = t('dayFigures', { day: formatDay(`${day}T12:00:00Z`, locale), orders, revenue: money(revenue) });
                  return (
                    <li key={day} title={label} className="flex grow basis-0 flex-col justify-end gap-1.5">
                      <span className="sr-only">{label}</span>
                      <span aria-hidden className="rounded-t-sm bg-accent" style={{ height: `${Math.max(1, (100 * revenue) / highest)}%` }} />
                      <span aria-hidden className="text-center text-xs text-muted tabular-nums">
                        {Number(day.slice(-2))}
                      </span>
                    </li>
                  );
                })}
              </ol>
            </div>
          </div>
        );
      }}
    </Shown>
  );
}

const lineStyle = 'flex items-center justify-between gap-4 px-3 py-2 text-sm';

function NeedsSomebody() {
  const t = useTranslations('office.today');
  const phase = useTranslations('order.phase');
  const locale = useLocale();
  const trpc = useTRPC();
  const figures = useQuery(trpc.order.figures.queryOptions({}, { enabled: useMay('orders'), refetchInterval: LOOK_MS }));
  const health = useQuery(trpc.office.health.queryOptions({}, { enabled: useMay('operations'), refetchInterval: LOOK_MS }));
  const stuck = figures.data?.stuck ?? [];
  const services = health.data ?? [];
  const failing = services.flatMap(({ name, standing }) => (standing?.failing ?? []).map((ask) => ({ ...ask, worker: name })));
  const dead = services.filter(({ standing }) => standing && standing.deadLetters > 0);
  const isEmpty = stuck.length + failing.length + dead.length === 0;

  return (
    <Panel title={t('somebody')} text={isEmpty && !figures.isPending ? t('allWell') : undefined}>
      {!isEmpty && (
        <ul className="divide-y divide-line rounded-md border border-line">
          {stuck.map((order) => (
            <li key={order.id} className={lineStyle}>
              <Link href={`/${locale}/admin/orders/${order.id}`} className="hover:text-accent">
                {t('stuck', { number: order.number, phase: phase(order.phase) })}
              </Link>
              <span className="text-muted tabular-nums">{formatMoney(order.total, order.currency, locale)}</span>
            </li>
          ))}
          {failing.map((ask) => (
            <li key={ask.id} className={lineStyle}>
              <Link href={`/${locale}/admin/orders/${ask.subject}`} className="shrink-0 hover:text-accent">
                {t('failing', { worker: ask.worker, kind: ask.kind })}
              </Link>
              <span className="truncate text-danger">{ask.failure}</span>
            </li>
          ))}
          {dead.map(({ name, standing }) => (
            <li key={name} className={lineStyle}>
              <Link href={`/${locale}/admin/operations/${name}`} className="hover:text-accent">
                {t('dead', { worker: name, count: standing?.deadLetters ?? 0 })}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function RunningLow() {
  const t = useTranslations('office.today');
  const locale = useLocale();
  const low = useQuery(useTRPC().catalog.runningLow.queryOptions({ limit: 12 }, { refetchInterval: LOOK_MS }));
  return (
    <Panel
      title={t('low')}
      text={
        low.data && low.data.total > low.data.items.length ? (
          <Link href={`/${locale}/admin/stock?low=1`} className="underline underline-offset-4 hover:text-accent">
            {t('lowCount', { count: low.data.total })}
          </Link>
        ) : (
          low.data && low.data.total > 0 && t('lowCount', { count: low.data.total })
        )
      }
    >
      <Shown query={low}>
        {({ items: offers }) =>
          offers.length === 0 ? (
            <p className="text-sm text-muted">{t('noneLow')}</p>
          ) : (
            <ul className="divide-y divide-line rounded-md border border-line">
              {offers.map(({ sku, name, variant, available }) => (
                <li key={sku} className={lineStyle}>
                  <Link href={`/${locale}/admin/stock/${encodeURIComponent(sku)}`} className="min-w-0 truncate hover:text-accent">
                    {name[locale]} <span className="text-muted">{variant[locale]}</span>
                  </Link>
                  <span className={available > 0 ? 'shrink-0 text-warn' : 'shrink-0 text-danger'}>{t('pieces', { count: available })}</span>
                </li>
              ))}
            </ul>
          )
        }
      </Shown>
    </Panel>
  );
}
