'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useLocale, useTranslations } from 'next-intl';
import { Cell, Panel, rowStyle, Table } from '@/app/[locale]/admin/table';
import { formatDate, formatNumber } from '@kontor/contracts/format';
import { sentenceFor } from '@/refusals';
import { useTRPC } from '@/trpc';
import { Badge } from '@/ui/badge';
import { Button } from '@/ui/button';
import { Notice } from '@/ui/notice';
import { notify } from '@/ui/toast';

const LOOK_MS = 2_000;
const SELDOM_MS = 15_000;
const tones = { live: 'success', building: 'warn', old: 'neutral', dropped: 'neutral' } as const;

/** The search index and the one that is being built beside it. The page can be left: building goes on. */
export function SearchIndex() {
  const t = useTranslations('office.operations.index');
  const say = useTranslations('refusals');
  const locale = useLocale();
  const { search } = useTRPC();
  const queryClient = useQueryClient();
  const indices = useQuery(
    search.indices.queryOptions({}, { refetchInterval: ({ state }) => (state.data?.some((one) => one.state === 'building') ? LOOK_MS : SELDOM_MS) }),
  );
  const rebuild = useMutation(
    search.rebuild.mutationOptions({
      onSettled: () => queryClient.invalidateQueries({ queryKey: search.indices.queryKey() }),
      onError: (error) => notify({ text: sentenceFor(error, say), tone: 'danger' }),
    }),
  );
  const all = (indices.data ?? []).filter(({ state }) => state !== 'dropped');
  const building = all.find(({ state }) => state === 'building');
  const wanted = all.find(({ state }) => state === 'live')?.documents ?? 0;
  const done = building?.documents ?? 0;

  return (
    <Panel title={t('title')} text={t('text')}>
      {indices.error && <Notice tone="warn">{sentenceFor(indices.error, say)}</Notice>}
      {building && (
        <div className="grid gap-1.5 text-sm">
          <label htmlFor="index-progress">{t('progress', { done: formatNumber(done, locale), wanted: formatNumber(Math.max(wanted, done), locale) })}</label>
          <progress id="index-progress" className="h-2 w-full accent-accent" max={Math.max(wanted, done, 1)} value={done} />
        </div>
      )}
      {all.length > 0 && (
        <Table caption={t('title')} columns={[{ label: t('name') }, { label: t('state') }, { label: t('since') }, { label: t('products'), end: true }]}>
          {all.map(({ name, state, createdAt, documents }) => (
            <tr key={name} className={rowStyle}>
              <Cell className="font-mono text-xs">{name}</Cell>
              <Cell>
                <Badge tone={tones[state]}>{t(`states.${state}`)}</Badge>
              </Cell>
              <Cell quiet>{formatDate(createdAt, locale, 'both')}</Cell>
              <Cell end>{documents === null ? '–' : formatNumber(documents, locale)}</Cell>
            </tr>
          ))}
        </Table>
      )}
      <div>
        <Button variant="secondary" size="small" busy={rebuild.isPending} disabled={building !== undefined} onClick={() => rebuild.mutate({})}>
          {t('rebuild')}
        </Button>
      </div>
    </Panel>
  );
}
