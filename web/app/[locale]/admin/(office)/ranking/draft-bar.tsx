'use client';

import type { Rule } from '@kontor/contracts/merchandising';
import { useTranslations } from 'next-intl';
import { Button } from '@/ui/button';
import { notify } from '@/ui/toast';
import { statesOf } from './rule-states';
import { useRanking } from './use-ranking';

type Props = { draft: { edit: number; rules: Rule[] }; live: readonly Rule[] };

/** What was changed and is not published yet, and both ways on. */
export function DraftBar({ draft, live }: Props) {
  const t = useTranslations('office.ranking');
  const { publish, discard } = useRanking();
  const changed = statesOf(live, draft.rules).filter(({ state }) => state !== 'same').length;
  return (
    <section aria-label={t('draft')} className="mb-4 flex flex-wrap items-center gap-3 rounded-md bg-warn-soft p-4 text-sm text-warn">
      <p className="min-w-48 flex-1">{t('draftText', { count: changed })}</p>
      <Button variant="quiet" size="small" busy={discard.isPending} onClick={() => discard.mutate({})}>
        {t('discard')}
      </Button>
      <Button
        size="small"
        busy={publish.isPending}
        onClick={() => publish.mutate({ edit: draft.edit }, { onSuccess: ({ version }) => notify({ text: t('published', { version }), tone: 'success' }) })}
      >
        {t('publish')}
      </Button>
    </section>
  );
}
