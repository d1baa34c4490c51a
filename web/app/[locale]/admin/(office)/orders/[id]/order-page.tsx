'use client';

import type { Order } from '@kontor/contracts/order';
import { useQuery } from '@tanstack/react-query';
import { useLocale, useTranslations } from 'next-intl';
import { useParams } from 'next/navigation';
import type { ReactNode } from 'react';
import { useMay } from '@/app/[locale]/admin/office-provider';
import { Shown } from '@/app/[locale]/admin/state';
import { Cell, Heading, Panel, Table } from '@/app/[locale]/admin/table';
import { formatDate, formatMoney } from '@kontor/contracts/format';
import { Link } from '@/ui/link';
import { useTRPC } from '@/trpc';
import { PhaseBadge } from '../phase-badge';
import { Papers } from '@/app/[locale]/(shop)/orders/[id]/papers';
import { CancelOrder } from './cancel-order';
import { ChangeOrder } from './change-order';
import { ParcelsPanel } from './parcels-panel';
import { ReturnsPanel } from './returns-panel';
import { Timeline } from './timeline';

/** An order moves by itself; whoever looks at it sees that without asking. */
const LOOK_MS = 5_000;

export function OrderPage() {
  const { id } = useParams<{ id: string }>();
  const trpc = useTRPC();
  const order = useQuery(trpc.order.inspect.queryOptions({ id }, { refetchInterval: LOOK_MS }));
  return <Shown query={order}>{(found) => <Details order={found} />}</Shown>;
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-xs text-muted">{label}</dt>
      <dd className="mt-0.5 text-sm">{children}</dd>
    </div>
  );
}

function Details({ order }: { order: Order }) {
  const t = useTranslations('office.orders');
  const stock = useTranslations('office.stock');
  const locale = useLocale();
  // Who packs sees the parcels in a panel of their own.
  const mayPack = useMay('shipping');
  const { currency, total } = order.receipt;
  const money = (amount: number) => formatMoney(amount, currency, locale);
  const { address, email } = order.person;

  return (
    <>
      <Heading
        title={
          <span className="flex flex-wrap items-center gap-3">
            {order.number} <PhaseBadge phase={order.phase} />
          </span>
        }
      >
        <span className="flex flex-wrap gap-2">
          <ChangeOrder order={order} />
          <CancelOrder order={order} />
        </span>
      </Heading>
      <dl className="mb-8 grid grid-cols-2 gap-x-6 gap-y-4 md:grid-cols-3 xl:grid-cols-6">
        <Fact label={t('placed')}>{formatDate(order.placedAt, locale, 'both')}</Fact>
        <Fact label={t('customer')}>
          <span className="break-all">{email}</span>
        </Fact>
        <Fact label={t('deliver')}>
          {[address.company, address.name, address.street, `${address.postcode} ${address.city}`, address.country].filter(Boolean).join(', ')}
        </Fact>
        <Fact label={t('delivery')}>
          {order.method.name[locale]}
          {!mayPack &&
            order.parcels.map(({ id, number, url }) =>
              number && url ? (
                <a key={id} href={url} target="_blank" rel="noreferrer" className="block underline underline-offset-4 hover:text-accent">
                  {number}
                </a>
              ) : null,
            )}
        </Fact>
        <Fact label={t('total')}>{money(total)}</Fact>
        {order.exchange ? (
          <Fact label={t('exchangeOf')}>
            <Link href={`/${locale}/admin/orders/${order.exchange.of.id}`} className="underline underline-offset-4 hover:text-accent">
              {order.exchange.of.number}
            </Link>
          </Fact>
        ) : (
          <Fact label={t('money')}>
            {order.authorised > 0 && `${t('authorised')} ${money(order.authorised)} · `}
            {t('captured')} {money(order.captured)}
            {order.refunded > 0 && ` · ${t('refunded')} ${money(order.refunded)}`}
          </Fact>
        )}
      </dl>
      <div className="grid gap-10">
        <Panel title={t('lines')}>
          <Table caption={t('lines')} columns={[{ label: 'SKU' }, { label: t('lines') }, { label: t('items'), end: true }, { label: t('total'), end: true }]}>
            {order.lines.map((line) => (
              <tr key={line.sku}>
                <Cell className="font-mono text-xs">{line.sku}</Cell>
                <Cell>
                  {line.name[locale]} <span className="text-muted">{line.variant[locale]}</span>
                  {line.later && <span className="block text-xs text-warn">{stock('waits', { pieces: line.later.pieces })}</span>}
                </Cell>
                <Cell end>{line.ordered}</Cell>
                <Cell end>{money(line.total)}</Cell>
              </tr>
            ))}
          </Table>
        </Panel>
        <ParcelsPanel order={order} />
        <ReturnsPanel order={order} />
        <Papers door="/api/office" orderId={order.id} papers={order.papers} currency={currency} />
        <Timeline orderId={order.id} />
      </div>
    </>
  );
}
