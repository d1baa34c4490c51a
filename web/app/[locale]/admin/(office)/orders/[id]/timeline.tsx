'use client';

import type { OfficeEntry } from '@kontor/contracts/office';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { clsx } from 'clsx';
import { ArrowUpRight, Mail, Radio, Webhook } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { Shown } from '@/app/[locale]/admin/state';
import { Panel } from '@/app/[locale]/admin/table';
import { formatDate } from '@kontor/contracts/format';
import { sentenceFor } from '@/refusals';
import { useTRPC } from '@/trpc';
import { Badge } from '@/ui/badge';
import { Notice } from '@/ui/notice';
import { notify } from '@/ui/toast';

const LOOK_MS = 5_000;
const icons = { event: Radio, ask: ArrowUpRight, webhook: Webhook, mail: Mail };

/** The id inside a W3C traceparent: entries of one cause share it. */
const traceIdOf = (trace: string) => trace.split('-')[1] ?? '';

/** One line of time for everything that any service knows about the order. */
export function Timeline({ orderId }: { orderId: string }) {
  const t = useTranslations('office.orders');
  const timeline = useQuery(useTRPC().office.timeline.queryOptions({ orderId }, { refetchInterval: LOOK_MS }));
  const [trace, setTrace] = useState('');
  return (
    <Panel title={t('timeline')} text={t('timelineText')}>
      <Shown query={timeline}>
        {({ entries, missing }) => (
          <>
            {missing.length > 0 && <Notice tone="warn">{t('missing', { workers: missing.join(', ') })}</Notice>}
            <ol className="divide-y divide-line rounded-md border border-line text-sm">
              {entries.map((entry) => (
                <Entry
                  key={`${entry.worker} ${entry.kind} ${entry.id}`}
                  entry={entry}
                  orderId={orderId}
                  isTraced={trace !== '' && traceIdOf(entry.trace) === trace}
                  onTrace={(id) => setTrace(id === trace ? '' : id)}
                />
              ))}
            </ol>
          </>
        )}
      </Shown>
    </Panel>
  );
}

type Props = { entry: OfficeEntry; orderId: string; isTraced: boolean; onTrace: (id: string) => void };

function Entry({ entry, orderId, isTraced, onTrace }: Props) {
  const t = useTranslations('office.orders');
  const kind = useTranslations('office.kind');
  const locale = useLocale();
  const Icon = icons[entry.kind];
  const trace = traceIdOf(entry.trace);
  const waits = entry.settledAt === null;
  const hasDetail = Object.keys(entry.data).length > 0;

  return (
    <li className={clsx('grid gap-x-4 gap-y-1 px-3 py-2 md:grid-cols-[11rem_6.5rem_minmax(0,1fr)]', isTraced && 'bg-surface')}>
      <time dateTime={entry.at} title={entry.at} className="text-muted tabular-nums">
        {formatDate(entry.at, locale, 'exact')}
      </time>
      <span className="text-muted">{entry.worker}</span>
      <div className="grid gap-1">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <Icon aria-label={kind(entry.kind)} className="size-4 shrink-0" strokeWidth={1.5} />
          <span className="font-medium">{entry.what}</span>
          {waits && (
            <Badge tone={entry.failure ? 'danger' : 'neutral'}>
              {entry.kind === 'ask' ? t('due', { time: formatDate(entry.at, locale, 'both') }) : t('waiting')}
            </Badge>
          )}
          {entry.attempts !== null && (entry.attempts > 1 || entry.failure) && <Badge tone="warn">{t('tries', { count: entry.attempts })}</Badge>}
          {entry.kind === 'mail' && <Resend mailId={entry.id} orderId={orderId} />}
          {trace && (
            <button type="button" className="min-h-6 font-mono text-xs text-muted hover:text-accent" aria-pressed={isTraced} onClick={() => onTrace(trace)}>
              {t('trace', { id: trace.slice(0, 8) })}
            </button>
          )}
        </div>
        {entry.failure && <p className="text-danger">{entry.failure}</p>}
        {entry.heard.length > 0 && (
          <p className="text-xs text-muted">
            {t('heard')} {entry.heard.map(({ worker, at }) => `${worker} ${t('after', { ms: Math.max(0, Date.parse(at) - Date.parse(entry.at)) })}`).join(', ')}
          </p>
        )}
        {hasDetail && (
          <details className="text-xs">
            <summary className="py-1 text-muted hover:text-ink">{t('detail')}</summary>
            <pre className="mt-1 max-h-80 overflow-auto rounded-sm bg-surface p-2">{JSON.stringify(entry.data, null, 2)}</pre>
          </details>
        )}
      </div>
    </li>
  );
}

/** One key for each time the button is shown: a second press before the answer sends nothing more. */
function Resend({ mailId, orderId }: { mailId: string; orderId: string }) {
  const t = useTranslations('office.orders');
  const say = useTranslations('refusals');
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [key, setKey] = useState(() => crypto.randomUUID());
  const resend = useMutation(
    trpc.notification.resend.mutationOptions({
      onSuccess: () => {
        setKey(crypto.randomUUID());
        void queryClient.invalidateQueries({ queryKey: trpc.office.timeline.queryKey({ orderId }) });
        notify({ text: t('resent'), tone: 'success' });
      },
      onError: (error) => notify({ text: sentenceFor(error, say), tone: 'danger' }),
    }),
  );
  return (
    <button
      type="button"
      disabled={resend.isPending}
      className="min-h-6 text-xs underline underline-offset-4 hover:text-accent disabled:opacity-50"
      onClick={() => resend.mutate({ mailId, idempotencyKey: key })}
    >
      {t('resend')}
    </button>
  );
}
