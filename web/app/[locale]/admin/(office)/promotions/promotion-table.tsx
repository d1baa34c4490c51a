'use client';

import type { promotion } from '@kontor/contracts/promotion';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import type { z } from 'zod';
import { More, Shown } from '@/app/[locale]/admin/state';
import { Cell, Heading, rowStyle, Table } from '@/app/[locale]/admin/table';
import { usePages } from '@/app/[locale]/admin/use-pages';
import { formatMoney, formatNumber } from '@kontor/contracts/format';
import { refusalOf, sentenceFor } from '@/refusals';
import { useTRPC, useTRPCClient } from '@/trpc';
import { Badge } from '@/ui/badge';
import { Button } from '@/ui/button';
import { EmptyState } from '@/ui/notice';
import { Sheet } from '@/ui/sheet';
import { notify } from '@/ui/toast';
import { CURRENCY } from '../products/amount';
import { PromotionForm } from './promotion-form';

export type Kept = z.output<typeof promotion.savePromotion.output>;
const BASIS_POINTS = 100;

/** Every promotion with what it does and how often it was used. Switched off it is kept: receipts name it. */
export function PromotionTable() {
  const t = useTranslations('office.promotions');
  const nav = useTranslations('office.nav');
  const say = useTranslations('refusals');
  const locale = useLocale();
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const [edited, setEdited] = useState<Kept | 'new' | null>(null);
  const [archived, setArchived] = useState(false);
  const { query: promotions, rows } = usePages([...trpc.promotion.promotions.pathKey(), archived], (page) =>
    client.promotion.promotions.query({ ...page, archived }),
  );
  const refresh = () => void queryClient.invalidateQueries({ queryKey: trpc.promotion.pathKey() });
  const turn = useMutation(
    trpc.promotion.switchPromotion.mutationOptions({
      onSuccess: ({ name, on }) => {
        refresh();
        notify({ text: t(on ? 'nowOn' : 'nowOff', { name: name[locale] }), tone: 'success' });
      },
      onError: (error) => notify({ text: sentenceFor(error, say), tone: 'danger' }),
    }),
  );
  const file = useMutation(
    trpc.promotion.archivePromotion.mutationOptions({
      onSuccess: ({ name, archived: isAway }) => {
        refresh();
        notify({ text: t(isAway ? 'nowArchived' : 'nowBack', { name: name[locale] }), tone: 'success' });
      },
      onError: (error) => notify({ text: refusalOf(error)?.details['field'] === 'code' ? t('codeTaken') : sentenceFor(error, say), tone: 'danger' }),
    }),
  );
  const whatOf = ({ benefit }: Kept): string => {
    if (benefit.kind === 'percent') return t('does.percent', { percent: formatNumber(benefit.percent / BASIS_POINTS, locale) });
    if (benefit.kind === 'amount') return t('does.amount', { amount: formatMoney(benefit.amount, CURRENCY, locale) });
    if (benefit.kind === 'free-shipping') return t('does.free-shipping');
    return t('does.buy-get', { buy: benefit.buy, get: benefit.get, percent: formatNumber(benefit.percent / BASIS_POINTS, locale) });
  };
  const when = (time: string | null) => time?.replace('T', ' ') ?? '';

  return (
    <>
      <Heading title={nav('promotions')}>
        <span className="flex gap-2">
          <Button variant="quiet" size="small" aria-pressed={archived} onClick={() => setArchived(!archived)}>
            {t(archived ? 'inUse' : 'archive')}
          </Button>
          <Button size="small" onClick={() => setEdited('new')}>
            {t('new')}
          </Button>
        </span>
      </Heading>
      <Shown query={promotions}>
        {() =>
          rows.length === 0 ? (
            <EmptyState title={t(archived ? 'noneArchived' : 'none')} text={archived ? undefined : t('noneText')} />
          ) : (
            <>
              <Table
                caption={nav('promotions')}
                columns={[
                  { label: t('name') },
                  { label: t('code') },
                  { label: t('benefit') },
                  { label: t('period') },
                  { label: t('used'), end: true },
                  { label: t('state') },
                  { label: t('change') },
                ]}
              >
                {rows.map((one) => (
                  <tr key={one.id} className={rowStyle}>
                    <Cell>
                      <button
                        type="button"
                        onClick={() => setEdited(one)}
                        disabled={one.archived}
                        className="text-left font-medium underline-offset-4 hover:text-accent hover:underline"
                      >
                        {one.name[locale]}
                      </button>
                    </Cell>
                    <Cell className="font-mono text-xs">{one.code ?? <span className="font-sans text-muted">{t('byItself')}</span>}</Cell>
                    <Cell>{whatOf(one)}</Cell>
                    <Cell quiet className="whitespace-nowrap tabular-nums">
                      {one.from || one.until ? `${when(one.from)} – ${when(one.until)}` : t('always')}
                    </Cell>
                    <Cell end>{one.limit === null ? formatNumber(one.used, locale) : t('usedOf', { used: one.used, limit: one.limit })}</Cell>
                    <Cell>
                      <Badge tone={one.on ? 'success' : 'neutral'}>{t(one.on ? 'on' : 'off')}</Badge>
                    </Cell>
                    <Cell>
                      <span className="flex gap-1">
                        {!one.archived && (
                          <Button
                            variant="quiet"
                            size="small"
                            aria-label={t(one.on ? 'switchOffNamed' : 'switchOnNamed', { name: one.name[locale] })}
                            busy={turn.isPending && turn.variables.id === one.id}
                            onClick={() => turn.mutate({ id: one.id, on: !one.on })}
                          >
                            {t(one.on ? 'switchOff' : 'switchOn')}
                          </Button>
                        )}
                        <Button
                          variant="quiet"
                          size="small"
                          aria-label={t(one.archived ? 'takeBackNamed' : 'putAwayNamed', { name: one.name[locale] })}
                          busy={file.isPending && file.variables.id === one.id}
                          onClick={() => file.mutate({ id: one.id, archived: !one.archived })}
                        >
                          {t(one.archived ? 'takeBack' : 'putAway')}
                        </Button>
                      </span>
                    </Cell>
                  </tr>
                ))}
              </Table>
              <More query={promotions} />
            </>
          )
        }
      </Shown>
      <Sheet open={edited !== null} onClose={() => setEdited(null)} title={edited === 'new' || !edited ? t('new') : edited.name[locale]}>
        {edited && (
          <PromotionForm
            key={edited === 'new' ? '' : edited.id}
            before={edited === 'new' ? null : edited}
            onSaved={(saved) => {
              setEdited(null);
              refresh();
              notify({ text: t('saved', { name: saved.name[locale] }), tone: 'success' });
            }}
          />
        )}
      </Sheet>
    </>
  );
}
