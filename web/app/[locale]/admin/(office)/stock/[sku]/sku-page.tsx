'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useLocale, useTranslations } from 'next-intl';
import Link from 'next/link';
import { useParams } from 'next/navigation';
import { useMay } from '@/app/[locale]/admin/office-provider';
import { More, Nothing, Shown } from '@/app/[locale]/admin/state';
import { Cell, Heading, Panel, Table } from '@/app/[locale]/admin/table';
import { usePages } from '@/app/[locale]/admin/use-pages';
import { formatDate, formatNumber } from '@kontor/contracts/format';
import { useTRPC, useTRPCClient } from '@/trpc';
import { useNames } from '../../names';
import { CorrectStock } from './correct-stock';
import { SkuRules } from './sku-rules';
import { TransferStock } from './transfer-stock';

export function SkuPage() {
  const t = useTranslations('office.stock');
  const locale = useLocale();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const sku = decodeURIComponent(useParams<{ sku: string }>().sku);
  const shelves = useQuery(trpc.inventory.stock.queryOptions({ skus: [sku] }));
  const rules = useQuery(trpc.inventory.rules.queryOptions({ skus: [sku] }));
  const { data: offers } = useQuery(trpc.catalog.offers.queryOptions({ skus: [sku] }));
  const [offer] = offers ?? [];
  const mayEdit = useMay('catalog');
  const refresh = () => {
    void queryClient.invalidateQueries({ queryKey: trpc.inventory.pathKey() });
  };

  return (
    <>
      <Heading
        title={
          <>
            {sku} <span className="font-normal text-muted">{offer && `${offer.name[locale]} ${offer.variant[locale]}`}</span>
          </>
        }
      >
        {offer && mayEdit && (
          <Link href={`/${locale}/admin/products/${encodeURIComponent(offer.productId)}`} className="text-sm underline underline-offset-4 hover:text-accent">
            {offer.name[locale]}
          </Link>
        )}
      </Heading>
      <Shown query={shelves}>
        {(found) => (
          <div className="grid items-start gap-10 xl:grid-cols-[minmax(0,1fr)_22rem]">
            {found.length === 0 ? (
              <Nothing />
            ) : (
              <div className="grid gap-10">
                <Table
                  caption={t('onHand')}
                  columns={[
                    { label: t('location') },
                    { label: t('onHand'), end: true },
                    { label: t('held'), end: true },
                    { label: t('allocated'), end: true },
                    { label: t('waiting'), end: true },
                    { label: t('available'), end: true },
                  ]}
                >
                  {found.map((shelf) => (
                    <tr key={shelf.location}>
                      <Cell>{shelf.location}</Cell>
                      <Cell end>{formatNumber(shelf.onHand, locale)}</Cell>
                      <Cell end>{formatNumber(shelf.held, locale)}</Cell>
                      <Cell end>{formatNumber(shelf.allocated, locale)}</Cell>
                      <Cell end>{formatNumber(shelf.waiting, locale)}</Cell>
                      <Cell end className="font-medium">
                        {formatNumber(shelf.available, locale)}
                      </Cell>
                    </tr>
                  ))}
                </Table>
                <Ledger sku={sku} />
              </div>
            )}
            <div className="grid gap-6">
              {found.length > 0 && <CorrectStock sku={sku} locations={found.map(({ location }) => location)} onDone={refresh} />}
              {found.length > 0 && <TransferStock sku={sku} locations={found.map(({ location }) => location)} onDone={refresh} />}
              {rules.data && <SkuRules sku={sku} location={found[0]?.location} rule={rules.data[0]} onDone={refresh} />}
            </div>
          </div>
        )}
      </Shown>
    </>
  );
}

function Ledger({ sku }: { sku: string }) {
  const t = useTranslations('office.stock');
  const reason = useTranslations('office.stock.reasons');
  const locale = useLocale();
  const client = useTRPCClient();
  const { query: movements, rows } = usePages([...useTRPC().inventory.movements.pathKey(), sku], (page) => client.inventory.movements.query({ sku, ...page }));
  const nameOf = useNames(rows.map(({ actor }) => actor));
  return (
    <Panel title={t('ledger')} text={t('ledgerText')}>
      <Shown query={movements}>
        {() => (
          <>
            <Table
              caption={t('ledger')}
              columns={[
                { label: t('when') },
                { label: t('location') },
                { label: t('quantity'), end: true },
                { label: t('reason') },
                { label: t('note') },
                { label: t('who') },
              ]}
            >
              {rows.map((movement) => (
                <tr key={movement.id}>
                  <Cell quiet className="whitespace-nowrap">
                    {formatDate(movement.at, locale, 'both')}
                  </Cell>
                  <Cell quiet>{movement.location}</Cell>
                  <Cell end className="font-medium">
                    {movement.quantity > 0 ? '+' : '−'}
                    {formatNumber(Math.abs(movement.quantity), locale)}
                  </Cell>
                  <Cell>{reason(movement.reason)}</Cell>
                  <Cell>
                    {movement.orderId ? (
                      <Link href={`/${locale}/admin/orders/${movement.orderId}`} className="font-mono text-xs underline underline-offset-4 hover:text-accent">
                        {movement.orderId.slice(0, 8)}
                      </Link>
                    ) : (
                      movement.note
                    )}
                  </Cell>
                  <Cell quiet>{nameOf(movement.actor)}</Cell>
                </tr>
              ))}
            </Table>
            <More query={movements} />
          </>
        )}
      </Shown>
    </Panel>
  );
}
