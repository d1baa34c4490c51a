'use client';

import { useQuery } from '@tanstack/react-query';
import { clsx } from 'clsx';
import { useLocale, useTranslations } from 'next-intl';
import Link from 'next/link';
import { Nothing, Shown } from '@/app/[locale]/admin/state';
import { Cell, rowStyle, Table } from '@/app/[locale]/admin/table';
import { formatNumber } from '@kontor/contracts/format';
import { useTRPC } from '@/trpc';

const MOST = 100;

/** What is for sale and down to the number that staff want to be warned of, emptiest first. */
export function RunningLow() {
  const t = useTranslations('office.stock');
  const today = useTranslations('office.today');
  const products = useTranslations('office.products');
  const locale = useLocale();
  const low = useQuery(useTRPC().catalog.runningLow.queryOptions({ limit: MOST }));
  return (
    <Shown query={low}>
      {({ items, total }) =>
        items.length === 0 ? (
          <Nothing />
        ) : (
          <>
            <p className="mb-3 text-sm text-muted">{today('lowCount', { count: total })}</p>
            <Table caption={t('low')} columns={[{ label: t('sku') }, { label: products('product') }, { label: t('available'), end: true }]}>
              {items.map(({ sku, name, variant, available }) => (
                <tr key={sku} className={rowStyle}>
                  <Cell>
                    <Link href={`/${locale}/admin/stock/${encodeURIComponent(sku)}`} className="font-medium hover:text-accent">
                      {sku}
                    </Link>
                  </Cell>
                  <Cell>
                    {name[locale]} <span className="text-muted">{variant[locale]}</span>
                  </Cell>
                  <Cell end className={clsx('font-medium', available <= 0 && 'text-danger')}>
                    {formatNumber(available, locale)}
                  </Cell>
                </tr>
              ))}
            </Table>
          </>
        )
      }
    </Shown>
  );
}
