'use client';

import type { GiftCard } from '@kontor/contracts/gift-card';
import { useQueryClient } from '@tanstack/react-query';
import { useLocale, useTranslations } from 'next-intl';
import Link from 'next/link';
import { useState } from 'react';
import type { z } from 'zod';
import { More, Shown } from '@/app/[locale]/admin/state';
import { Cell, Heading, rowStyle, Table } from '@/app/[locale]/admin/table';
import { usePages } from '@/app/[locale]/admin/use-pages';
import { formatDate, formatMoney } from '@kontor/contracts/format';
import { useTRPC, useTRPCClient } from '@/trpc';
import { Badge } from '@/ui/badge';
import { Button } from '@/ui/button';
import { EmptyState } from '@/ui/notice';
import { Sheet } from '@/ui/sheet';
import { FindGiftCard } from './find-gift-card';
import { IssueGiftCard } from './issue-gift-card';

type Card = z.output<typeof GiftCard>;

export function GiftCardTable() {
  const t = useTranslations('office.giftCards');
  const nav = useTranslations('office.nav');
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const [issuing, setIssuing] = useState(false);
  const { query: cards, rows } = usePages(trpc.giftCard.giftCards.pathKey(), (page) => client.giftCard.giftCards.query(page));
  const [found, setFound] = useState<readonly Card[] | null>(null);

  return (
    <>
      <Heading title={nav('giftCards')}>
        <Button size="small" onClick={() => setIssuing(true)}>
          {t('issue')}
        </Button>
      </Heading>
      <FindGiftCard onFound={setFound} />
      {found ? (
        found.length === 0 ? (
          <EmptyState title={t('notFound')} />
        ) : (
          <CardRows cards={found} />
        )
      ) : (
        <Shown query={cards}>
          {() =>
            rows.length === 0 ? (
              <EmptyState title={t('none')} text={t('noneText')} />
            ) : (
              <>
                <CardRows cards={rows} />
                <More query={cards} />
              </>
            )
          }
        </Shown>
      )}
      <Sheet open={issuing} onClose={() => setIssuing(false)} title={t('issue')} side="center">
        {issuing && (
          <IssueGiftCard onIssued={() => void queryClient.invalidateQueries({ queryKey: trpc.giftCard.pathKey() })} onDone={() => setIssuing(false)} />
        )}
      </Sheet>
    </>
  );
}

function CardRows({ cards }: { cards: readonly Card[] }) {
  const t = useTranslations('office.giftCards');
  const nav = useTranslations('office.nav');
  const locale = useLocale();
  return (
    <Table
      caption={nav('giftCards')}
      columns={[{ label: t('card') }, { label: t('issued') }, { label: t('note') }, { label: t('balance'), end: true }, { label: t('state') }]}
    >
      {cards.map((card) => (
        <tr key={card.id} className={rowStyle}>
          <Cell>
            <Link href={`/${locale}/admin/gift-cards/${card.id}`} className="font-mono text-xs font-medium hover:text-accent">
              … {card.last4}
            </Link>
          </Cell>
          <Cell quiet className="whitespace-nowrap">
            {formatDate(card.issuedAt, locale, 'both')}
          </Cell>
          <Cell>{card.note}</Cell>
          <Cell end>{formatMoney(card.balance, card.currency, locale)}</Cell>
          <Cell>
            <Badge tone={card.on ? 'success' : 'danger'}>{t(card.on ? 'on' : 'off')}</Badge>
          </Cell>
        </tr>
      ))}
    </Table>
  );
}
