'use client';

import type { DeadLetter } from '@kontor/contracts/journal';
import { WorkerName } from '@kontor/contracts/office';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useLocale, useTranslations } from 'next-intl';
import { notFound, useParams } from 'next/navigation';
import { useState } from 'react';
import { Shown } from '@/app/[locale]/admin/state';
import { Heading } from '@/app/[locale]/admin/table';
import { formatDate } from '@kontor/contracts/format';
import { sentenceFor } from '@/refusals';
import { useTRPC } from '@/trpc';
import { Button } from '@/ui/button';
import { EmptyState } from '@/ui/notice';
import { TextLink } from '@/ui/text-link';
import { notify } from '@/ui/toast';
import { DiscardLetters } from './discard-letters';

type Which = 'all' | string[];

export function DeadLetters() {
  const t = useTranslations('office.operations');
  const say = useTranslations('refusals');
  const locale = useLocale();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { data: worker } = WorkerName.safeParse(useParams<{ worker: string }>().worker);
  if (!worker) notFound();
  const letters = useQuery(trpc.office.deadLetters.queryOptions({ worker }));
  const [discarding, setDiscarding] = useState<Which | null>(null);
  const refresh = () =>
    Promise.all([
      queryClient.invalidateQueries({ queryKey: trpc.office.deadLetters.queryKey({ worker }) }),
      queryClient.invalidateQueries({ queryKey: trpc.office.health.queryKey() }),
    ]);
  const replay = useMutation(
    trpc.office.replay.mutationOptions({
      onSuccess: async ({ replayed }) => {
        await refresh();
        notify({ text: t('replayed', { count: replayed }), tone: 'success' });
      },
      onError: (error) => notify({ text: sentenceFor(error, say), tone: 'danger' }),
    }),
  );

  return (
    <>
      <p className="mb-2 text-sm">
        <TextLink href={`/${locale}/admin/operations`}>{t('back')}</TextLink>
      </p>
      <Heading title={t('lettersOf', { worker })}>
        {(letters.data?.length ?? 0) > 1 && (
          <span className="flex gap-2">
            <Button variant="secondary" size="small" busy={replay.isPending} onClick={() => replay.mutate({ worker, letters: 'all' })}>
              {t('replayAll')}
            </Button>
            <Button variant="danger" size="small" onClick={() => setDiscarding('all')}>
              {t('discardAll')}
            </Button>
          </span>
        )}
      </Heading>
      <Shown query={letters}>
        {(found) =>
          found.length === 0 ? (
            <EmptyState title={t('noLetters', { worker })} />
          ) : (
            <ul className="divide-y divide-line rounded-md border border-line">
              {found.map((letter) => (
                <Letter
                  key={letter.id}
                  letter={letter}
                  busy={replay.isPending}
                  onReplay={() => replay.mutate({ worker, letters: [letter.id] })}
                  onDiscard={() => setDiscarding([letter.id])}
                />
              ))}
            </ul>
          )
        }
      </Shown>
      <DiscardLetters
        worker={worker}
        which={discarding}
        count={discarding === 'all' ? (letters.data?.length ?? 0) : 1}
        onClose={() => setDiscarding(null)}
        onDone={refresh}
      />
    </>
  );
}

function Letter({ letter, busy, onReplay, onDiscard }: { letter: DeadLetter; busy: boolean; onReplay: () => void; onDiscard: () => void }) {
  const t = useTranslations('office.operations');
  const orders = useTranslations('office.orders');
  const locale = useLocale();
  return (
    <li className="grid gap-2 p-4 text-sm md:grid-cols-[minmax(0,1fr)_auto]">
      <div className="grid gap-1">
        <p>
          <span className="font-medium">{letter.type}</span> <span className="font-mono text-xs text-muted">{letter.subject}</span>
        </p>
        <p className="text-danger">{letter.reason}</p>
        <p className="text-muted">
          {orders('tries', { count: letter.attempts })}
          {letter.diedAt && ` · ${t('died')} ${formatDate(letter.diedAt, locale, 'both')}`}
        </p>
        <details>
          <summary className="text-muted hover:text-ink">{t('message')}</summary>
          <pre className="mt-1 max-h-96 overflow-auto rounded-sm bg-surface p-2 text-xs">{letter.body}</pre>
        </details>
      </div>
      <span className="flex items-start gap-2">
        <Button variant="secondary" size="small" busy={busy} onClick={onReplay}>
          {t('replay')}
        </Button>
        <Button variant="danger" size="small" onClick={onDiscard}>
          {t('discard')}
        </Button>
      </span>
    </li>
  );
}
