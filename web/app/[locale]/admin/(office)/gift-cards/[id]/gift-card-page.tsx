'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useLocale, useTranslations } from 'next-intl';
import Link from 'next/link';
import { useParams } from 'next/navigation';
import { Shown } from '@/app/[locale]/admin/state';
import { Cell, Heading, Panel, Table } from '@/app/[locale]/admin/table';
import { formatDate, formatMoney } from '@kontor/contracts/format';
import { sentenceFor } from '@/refusals';
import { useTRPC } from '@/trpc';
import { Badge } from '@/ui/badge';
import { Button } from '@/ui/button';
import { notify } from '@/ui/toast';

export function GiftCardPage() {
  const t = useTranslations('office.giftCards');
  const say = useTranslations('refusals');
  const locale = useLocale();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { id } = useParams<{ id: string }>();
  const ledger = useQuery(trpc.giftCard.giftCardLedger.queryOptions({ id }));
  const turn = useMutation(
    trpc.giftCard.switchGiftCard.mutationOptions({
      onSuccess: ({ on, last4 }) => {
        void queryClient.invalidateQueries({ queryKey: trpc.giftCard.pathKey() });
        notify({ text: t(on ? 'nowOn' : 'nowOff', { last4 }), tone: 'success' });
      },
      onError: (error) => notify({ text: sentenceFor(error, say), tone: 'danger' }),
    }),
  );

  return (
    <Shown query={ledger}>
      {({ card, entries }) => (
        <>
          <Heading
            title={
              <span className="flex flex-wrap items-center gap-3">
                <span className="font-mono">… {card.last4}</span>
                <span>{formatMoney(card.balance, card.currency, locale)}</span>
                <Badge tone={card.on ? 'success' : 'danger'}>{t(card.on ? 'on' : 'off')}</Badge>
              </span>
            }
          >
            <Button variant={card.on ? 'danger' : 'secondary'} size="small" busy={turn.isPending} onClick={() => turn.mutate({ id, on: !card.on })}>
              {t(card.on ? 'block' : 'unblock')}
            </Button>
          </Heading>
          {card.note && <p className="mb-6 text-sm text-muted">{card.note}</p>}
          <Panel title={t('ledger')} text={t('ledgerText')}>
            <Table
              caption={t('ledger')}
              columns={[{ label: t('when') }, { label: t('what') }, { label: t('order') }, { label: t('amount'), end: true }, { label: t('moved'), end: true }]}
            >
              {entries.map((entry, index) => (
                <tr key={index}>
                  <Cell quiet className="whitespace-nowrap">
                    {formatDate(entry.at, locale, 'both')}
                  </Cell>
                  <Cell>{t(`entry.${entry.kind}`)}</Cell>
                  <Cell>
                    {entry.orderId && (
                      <Link href={`/${locale}/admin/orders/${entry.orderId}`} className="font-mono text-xs underline underline-offset-4 hover:text-accent">
                        {entry.orderId.slice(0, 8)}
                      </Link>
                    )}
                  </Cell>
                  <Cell end>{formatMoney(entry.amount, card.currency, locale)}</Cell>
                  <Cell end className="font-medium">
                    {formatMoney(entry.moved, card.currency, locale)}
                  </Cell>
                </tr>
              ))}
            </Table>
          </Panel>
        </>
      )}
    </Shown>
  );
}
