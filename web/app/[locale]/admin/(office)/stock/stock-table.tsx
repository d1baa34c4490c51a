'use client';

import { useQuery } from '@tanstack/react-query';
import { clsx } from 'clsx';
import { useLocale, useTranslations } from 'next-intl';
import Link from 'next/link';
import { SearchField, useFilter } from '@/app/[locale]/admin/filters';
import { More, Nothing, Shown } from '@/app/[locale]/admin/state';
import { Cell, Heading, rowStyle, Table } from '@/app/[locale]/admin/table';
import { usePages } from '@/app/[locale]/admin/use-pages';
import { formatNumber } from '@kontor/contracts/format';
import { useTRPC, useTRPCClient } from '@/trpc';
import { Button } from '@/ui/button';
import { RunningLow } from './running-low';

/** As many SKUs as the catalogue names at once. */
const NAMED = 100;

export function StockTable() {
  const t = useTranslations('office.stock');
  const nav = useTranslations('office.nav');
  const products = useTranslations('office.products');
  const locale = useLocale();
  const trpc = useTRPC();
  const client = useTRPCClient();
  const [q, setQ] = useFilter('q');
  const [low, setLow] = useFilter('low');
  const { query: shelves, rows } = usePages([...trpc.inventory.shelves.pathKey(), q], (page) => client.inventory.shelves.query({ ...(q && { q }), ...page }));
  const skus = [...new Set(rows.map(({ sku }) => sku))].slice(-NAMED);
  const { data: offers } = useQuery(trpc.catalog.offers.queryOptions({ skus }, { enabled: skus.length > 0, placeholderData: (before) => before }));
  const nameOf = (sku: string) => offers?.find((offer) => offer.sku === sku);

  return (
    <>
      <Heading title={nav('stock')}>
        <div className="flex w-full flex-wrap gap-2 sm:w-auto">
          {!low && <SearchField label={t('search')} value={q} onChange={setQ} />}
          <Button variant="secondary" size="small" aria-pressed={Boolean(low)} onClick={() => setLow(low ? '' : '1')}>
            {t(low ? 'all' : 'low')}
          </Button>
        </div>
      </Heading>
      {low ? (
        <RunningLow />
      ) : (
        <Shown query={shelves}>
          {() =>
            rows.length === 0 ? (
              <Nothing />
            ) : (
              <>
                <Table
                  caption={nav('stock')}
                  columns={[
                    { label: t('sku') },
                    { label: products('product') },
                    { label: t('location') },
                    { label: t('onHand'), end: true },
                    { label: t('held'), end: true },
                    { label: t('allocated'), end: true },
                    { label: t('available'), end: true },
                  ]}
                >
                  {rows.map((shelf) => {
                    const offer = nameOf(shelf.sku);
                    return (
                      <tr key={`${shelf.sku} ${shelf.location}`} className={rowStyle}>
                        <Cell>
                          <Link href={`/${locale}/admin/stock/${encodeURIComponent(shelf.sku)}`} className="font-medium hover:text-accent">
                            {shelf.sku}
                          </Link>
                        </Cell>
                        <Cell>
                          {offer?.name[locale]} <span className="text-muted">{offer?.variant[locale]}</span>
                        </Cell>
                        <Cell quiet>{shelf.location}</Cell>
                        <Cell end>{formatNumber(shelf.onHand, locale)}</Cell>
                        <Cell end>{formatNumber(shelf.held, locale)}</Cell>
                        <Cell end>{formatNumber(shelf.allocated, locale)}</Cell>
                        <Cell end className={clsx('font-medium', shelf.available <= 0 && 'text-danger')}>
                          {formatNumber(shelf.available, locale)}
                        </Cell>
                      </tr>
                    );
                  })}
                </Table>
                <More query={shelves} />
              </>
            )
          }
        </Shown>
      )}
    </>
  );
}
