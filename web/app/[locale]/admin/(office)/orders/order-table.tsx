'use client';

import { Phase } from '@kontor/contracts/order';
import { useLocale, useTranslations } from 'next-intl';
import Link from 'next/link';
import { SearchField, useFilter } from '@/app/[locale]/admin/filters';
import { More, Nothing, Shown } from '@/app/[locale]/admin/state';
import { Cell, Heading, rowStyle, Table } from '@/app/[locale]/admin/table';
import { usePages } from '@/app/[locale]/admin/use-pages';
import { formatDate, formatMoney } from '@kontor/contracts/format';
import { useTRPC, useTRPCClient } from '@/trpc';
import { Select } from '@/ui/select';
import { PhaseBadge } from './phase-badge';

export function OrderTable() {
  const t = useTranslations('office.orders');
  const nav = useTranslations('office.nav');
  const phaseName = useTranslations('order.phase');
  const locale = useLocale();
  const client = useTRPCClient();
  const [q, setQ] = useFilter('q');
  const [phase, setPhase] = useFilter('phase');
  const wanted = Phase.safeParse(phase).data;
  const { query: orders, rows } = usePages([...useTRPC().order.all.pathKey(), q, wanted], (page) =>
    client.order.all.query({ ...(q && { q }), ...(wanted && { phase: wanted }), ...page }),
  );

  return (
    <>
      <Heading title={nav('orders')}>
        <div className="flex w-full flex-wrap gap-2 sm:w-auto">
          <SearchField label={t('search')} value={q} onChange={setQ} />
          <Select
            aria-label={t('phase')}
            className="[&>select]:h-9 [&>select]:text-sm [&>svg]:top-2.5 pointer-coarse:[&>select]:h-11 pointer-coarse:[&>svg]:top-3.5"
            value={phase}
            onChange={(event) => setPhase(event.target.value)}
          >
            <option value="">{t('allPhases')}</option>
            {Phase.options.map((one) => (
              <option key={one} value={one}>
                {phaseName(one)}
              </option>
            ))}
          </Select>
        </div>
      </Heading>
      <Shown query={orders}>
        {() =>
          rows.length === 0 ? (
            <Nothing />
          ) : (
            <>
              <Table
                caption={nav('orders')}
                columns={[
                  { label: t('number') },
                  { label: t('phase') },
                  { label: t('total'), end: true },
                  { label: t('items'), end: true },
                  { label: t('customer') },
                  { label: t('placed') },
                ]}
              >
                {rows.map((order) => (
                  <tr key={order.id} className={rowStyle}>
                    <Cell>
                      <Link href={`/${locale}/admin/orders/${order.id}`} className="font-medium tabular-nums hover:text-accent">
                        {order.number}
                      </Link>
                    </Cell>
                    <Cell>
                      <PhaseBadge phase={order.phase} />
                    </Cell>
                    <Cell end>{formatMoney(order.total, order.currency, locale)}</Cell>
                    <Cell end>{order.items}</Cell>
                    <Cell>{order.email}</Cell>
                    <Cell quiet className="whitespace-nowrap">
                      <time dateTime={order.placedAt}>{formatDate(order.placedAt, locale, 'both')}</time>
                    </Cell>
                  </tr>
                ))}
              </Table>
              <More query={orders} />
            </>
          )
        }
      </Shown>
    </>
  );
}
