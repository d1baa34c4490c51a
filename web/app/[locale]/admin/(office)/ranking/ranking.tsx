'use client';

import type { Rule } from '@kontor/contracts/merchandising';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Shown } from '@/app/[locale]/admin/state';
import { Heading, Panel } from '@/app/[locale]/admin/table';
import { useTRPC } from '@/trpc';
import { Button } from '@/ui/button';
import { DraftBar } from './draft-bar';
import { Preview } from './preview';
import { RuleForm } from './rule-form';
import { RuleTable } from './rule-table';
import { Versions } from './versions';

/** What staff decides about the order of products: rules, how they would look, and what held before. */
export function Ranking() {
  const t = useTranslations('office.ranking');
  const nav = useTranslations('office.nav');
  const rules = useQuery(useTRPC().merchandising.rules.queryOptions({}));
  const [edited, setEdited] = useState<Rule | 'new' | null>(null);
  return (
    <>
      <Heading title={nav('ranking')}>
        <Button size="small" onClick={() => setEdited('new')}>
          {t('add')}
        </Button>
      </Heading>
      <p className="mb-5 max-w-prose text-sm text-muted">{t('lead')}</p>
      <Shown query={rules}>
        {({ rules: live, draft, version }) => (
          <div className="grid grid-cols-1 gap-10">
            <div>
              {draft && <DraftBar draft={draft} live={live} />}
              <RuleTable live={live} drafted={draft?.rules ?? live} onEdit={setEdited} />
            </div>
            <Preview hasDraft={draft !== null} />
            <Panel title={t('history')} text={t('historyText')}>
              <Versions live={version} />
            </Panel>
          </div>
        )}
      </Shown>
      <RuleForm key={edited === null ? 'none' : edited === 'new' ? 'new' : edited.id} rule={edited} onClose={() => setEdited(null)} />
    </>
  );
}
