'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { useLocale, useTranslations } from 'next-intl';
import { More, Shown } from '@/app/[locale]/admin/state';
import { Cell, rowStyle, Table } from '@/app/[locale]/admin/table';
import { formatDate } from '@kontor/contracts/format';
import { useTRPC, useTRPCClient } from '@/trpc';
import { Button } from '@/ui/button';
import { notify } from '@/ui/toast';
import { useNames } from '../names';
import { useRanking } from './use-ranking';

const PAGE = 10;

/** Every set of rules that ever held, and the way back to it. */
export function Versions({ live }: { live: number }) {
  const t = useTranslations('office.ranking');
  const office = useTranslations('office');
  const locale = useLocale();
  const client = useTRPCClient();
  const { restore } = useRanking();
  const versions = useInfiniteQuery({
    queryKey: [...useTRPC().merchandising.versions.pathKey(), live],
    queryFn: ({ pageParam }) => client.merchandising.versions.query({ limit: PAGE, ...(pageParam > 0 && { before: pageParam }) }),
    initialPageParam: 0,
    getNextPageParam: (last) => last.next,
  });
  const rows = (versions.data?.pages ?? []).flatMap(({ items }) => items);
  const nameOf = useNames(rows.map(({ actor }) => actor));
  const goBack = (version: number) =>
    restore.mutate(
      { version },
      {
        onSuccess: (now) => {
          const undo = { label: office('undo'), run: () => restore.mutate({ version: live }) };
          notify({ text: t('restored', { version, now: now.version }), tone: 'success', action: undo });
        },
      },
    );

  return (
    <Shown query={versions}>
      {() =>
        rows.length === 0 ? (
          <p className="text-sm text-muted">{t('noVersions')}</p>
        ) : (
          <>
            <Table
              caption={t('history')}
              columns={[
                { label: t('version'), end: true },
                { label: t('when') },
                { label: t('who') },
                { label: t('change') },
                { label: <span className="sr-only">{t('actions')}</span>, end: true },
              ]}
            >
              {rows.map(({ version, at, actor, rules, added, changed, removed, restores }) => (
                <tr key={version} className={rowStyle}>
                  <Cell end>{version}</Cell>
                  <Cell quiet className="whitespace-nowrap">
                    {formatDate(at, locale, 'both')}
                  </Cell>
                  <Cell>{nameOf(actor)}</Cell>
                  <Cell className="min-w-56">
                    {t('changes', { rules, added, changed, removed })}
                    {restores !== null && ` ${t('restores', { version: restores })}`}
                  </Cell>
                  <Cell end>
                    {version === live ? (
                      <span className="text-muted">{t('holds')}</span>
                    ) : (
                      <Button variant="quiet" size="small" busy={restore.isPending} aria-label={t('goBackTo', { version })} onClick={() => goBack(version)}>
                        {t('goBack')}
                      </Button>
                    )}
                  </Cell>
                </tr>
              ))}
            </Table>
            <More query={versions} />
          </>
        )
      }
    </Shown>
  );
}
