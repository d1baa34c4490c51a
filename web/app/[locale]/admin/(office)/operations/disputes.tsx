'use client';

import { useQuery } from '@tanstack/react-query';
import { useLocale, useTranslations } from 'next-intl';
import Link from 'next/link';
import { useMay } from '@/app/[locale]/admin/office-provider';
import { Shown } from '@/app/[locale]/admin/state';
import { Cell, Panel, Table } from '@/app/[locale]/admin/table';
import { formatDate, formatMoney } from '@kontor/contracts/format';
import { useTRPC } from '@/trpc';

const LOOK_MS = 60_000;
/** What providers say most; another reason is shown in their own words. */
const reasons = [
  'fraudulent',
  'product_not_received',
  'product_unacceptable',
  'duplicate',
  'credit_not_processed',
  'general',
  'unrecognized',
  'subscription_canceled',
] as const;
const isKnown = (reason: string): reason is (typeof reasons)[number] => reasons.some((one) => one === reason);

/** What shoppers' banks took back and nobody has decided, for those who look after orders. */
export function Disputes() {
  const t = useTranslations('office.disputes');
  const locale = useLocale();
  const enabled = useMay('orders');
  const disputes = useQuery(useTRPC().payment.disputes.queryOptions({}, { enabled, refetchInterval: LOOK_MS }));
  if (!enabled) return null;
  return (
    <Shown query={disputes}>
      {(open) => (
        <Panel title={t('title')} text={open.length === 0 ? t('none') : t('wayOn')}>
          {open.length > 0 && (
            <Table
              caption={t('title')}
              columns={[{ label: t('order') }, { label: t('amount'), end: true }, { label: t('why') }, { label: t('since') }, { label: t('answerBy') }]}
            >
              {open.map(({ id, orderId, number, amount, currency, reason, openedAt, answerBy }) => (
                <tr key={id}>
                  <Cell>
                    <Link href={`/${locale}/admin/orders/${orderId}`} className="font-medium hover:text-accent">
                      {number}
                    </Link>
                  </Cell>
                  <Cell end>{formatMoney(amount, currency, locale)}</Cell>
                  <Cell>{isKnown(reason) ? t(`reasons.${reason}`) : reason.replaceAll('_', ' ')}</Cell>
                  <Cell quiet>{formatDate(openedAt, locale, 'both')}</Cell>
                  <Cell className="font-medium">{answerBy ? formatDate(answerBy, locale, 'both') : '–'}</Cell>
                </tr>
              ))}
            </Table>
          )}
        </Panel>
      )}
    </Shown>
  );
}
