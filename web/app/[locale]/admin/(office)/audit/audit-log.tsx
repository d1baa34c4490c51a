'use client';

import { WorkerName } from '@kontor/contracts/office';
import { useLocale, useTranslations } from 'next-intl';
import { useFilter } from '@/app/[locale]/admin/filters';
import { More, Nothing, Shown } from '@/app/[locale]/admin/state';
import { Cell, Heading, rowStyle, Table } from '@/app/[locale]/admin/table';
import { usePages } from '@/app/[locale]/admin/use-pages';
import { formatDate } from '@kontor/contracts/format';
import { useTRPC, useTRPCClient } from '@/trpc';
import { Notice } from '@/ui/notice';
import { Select } from '@/ui/select';
import { useNames } from '../names';

export function AuditLog() {
  const t = useTranslations('office.audit');
  const nav = useTranslations('office.nav');
  const locale = useLocale();
  const client = useTRPCClient();
  const [written, setWorker] = useFilter('worker');
  const { data: worker } = WorkerName.safeParse(written);
  const { query: log, rows } = usePages([...useTRPC().office.audit.pathKey(), worker], (page) =>
    client.office.audit.query({ ...(worker && { worker }), ...page }),
  );
  const pages = log.data?.pages ?? [];
  const nameOf = useNames(rows.map(({ actor }) => actor));
  const of = (which: 'missing' | 'broken') => [...new Set(pages.flatMap((page) => page[which]))].join(', ');

  return (
    <>
      <Heading title={nav('audit')}>
        <Select
          aria-label={t('worker')}
          className="[&>select]:h-9 [&>select]:text-sm [&>svg]:top-2.5 pointer-coarse:[&>select]:h-11 pointer-coarse:[&>svg]:top-3.5"
          value={worker ?? ''}
          onChange={(event) => setWorker(event.target.value)}
        >
          <option value="">{t('allWorkers')}</option>
          {WorkerName.options.map((one) => (
            <option key={one}>{one}</option>
          ))}
        </Select>
      </Heading>
      <p className="mb-5 text-sm text-muted">{t('lead')}</p>
      {of('broken') && (
        <Notice tone="danger" className="mb-4">
          {t('broken', { workers: of('broken') })}
        </Notice>
      )}
      {of('missing') && (
        <Notice tone="warn" className="mb-4">
          {t('missing', { workers: of('missing') })}
        </Notice>
      )}
      <Shown query={log}>
        {() =>
          rows.length === 0 ? (
            <Nothing />
          ) : (
            <>
              <Table
                caption={nav('audit')}
                columns={[
                  { label: t('when') },
                  { label: t('who') },
                  { label: t('what') },
                  { label: t('about') },
                  { label: t('worker') },
                  { label: t('detail') },
                ]}
              >
                {rows.map((entry) => (
                  <tr key={`${entry.worker} ${entry.no}`} className={rowStyle}>
                    <Cell quiet className="whitespace-nowrap">
                      {formatDate(entry.at, locale, 'both')}
                    </Cell>
                    <Cell>{nameOf(entry.actor)}</Cell>
                    <Cell className="font-medium">{entry.act}</Cell>
                    <Cell className="font-mono text-xs break-all">{entry.about}</Cell>
                    <Cell quiet>{entry.worker}</Cell>
                    <Cell className="max-w-sm">
                      <Detail detail={entry.detail} />
                    </Cell>
                  </tr>
                ))}
              </Table>
              <More query={log} />
            </>
          )
        }
      </Shown>
    </>
  );
}

/** On one line as far as it goes; opened, all of it. */
function Detail({ detail }: { detail: Record<string, unknown> }) {
  if (Object.keys(detail).length === 0) return null;
  return (
    <details className="group font-mono text-xs text-muted">
      <summary className="truncate group-open:text-ink hover:text-ink">{JSON.stringify(detail)}</summary>
      <pre className="max-h-80 overflow-auto">{JSON.stringify(detail, null, 2)}</pre>
    </details>
  );
}
