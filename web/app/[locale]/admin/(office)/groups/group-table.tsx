'use client';

import { useLocale, useTranslations } from 'next-intl';
import Link from 'next/link';
import { useState } from 'react';
import { More, Shown } from '@/app/[locale]/admin/state';
import { Cell, Heading, rowStyle, Table } from '@/app/[locale]/admin/table';
import { usePages } from '@/app/[locale]/admin/use-pages';
import { formatNumber } from '@kontor/contracts/format';
import { useTRPC, useTRPCClient } from '@/trpc';
import { Button } from '@/ui/button';
import { EmptyState } from '@/ui/notice';
import { Sheet } from '@/ui/sheet';
import { GroupForm } from './group-form';

export function GroupTable() {
  const t = useTranslations('office.groups');
  const nav = useTranslations('office.nav');
  const locale = useLocale();
  const trpc = useTRPC();
  const client = useTRPCClient();
  const [making, setMaking] = useState(false);
  const { query: groups, rows } = usePages(trpc.group.groups.pathKey(), (page) => client.group.groups.query(page));

  return (
    <>
      <Heading title={nav('groups')}>
        <Button size="small" onClick={() => setMaking(true)}>
          {t('new')}
        </Button>
      </Heading>
      <Shown query={groups}>
        {() =>
          rows.length === 0 ? (
            <EmptyState title={t('none')} text={t('noneText')} />
          ) : (
            <>
              <Table caption={nav('groups')} columns={[{ label: t('name') }, { label: t('id') }, { label: t('members'), end: true }]}>
                {rows.map(({ id, name, members }) => (
                  <tr key={id} className={rowStyle}>
                    <Cell>
                      <Link href={`/${locale}/admin/groups/${id}`} className="font-medium underline-offset-4 hover:text-accent hover:underline">
                        {name}
                      </Link>
                    </Cell>
                    <Cell quiet className="font-mono text-xs">
                      {id}
                    </Cell>
                    <Cell end>{formatNumber(members, locale)}</Cell>
                  </tr>
                ))}
              </Table>
              <More query={groups} />
            </>
          )
        }
      </Shown>
      <Sheet open={making} onClose={() => setMaking(false)} title={t('new')} side="center">
        {making && <GroupForm before={null} onSaved={() => setMaking(false)} />}
      </Sheet>
    </>
  );
}
