'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useParams } from 'next/navigation';
import { useState } from 'react';
import { More, Shown } from '@/app/[locale]/admin/state';
import { Cell, Heading, rowStyle, Table } from '@/app/[locale]/admin/table';
import { usePages } from '@/app/[locale]/admin/use-pages';
import { sentenceFor } from '@/refusals';
import { useTRPC, useTRPCClient } from '@/trpc';
import { Button } from '@/ui/button';
import { EmptyState } from '@/ui/notice';
import { Sheet } from '@/ui/sheet';
import { notify } from '@/ui/toast';
import { GroupForm } from '../group-form';
import { AddMember } from './add-member';
import { RemoveGroup } from './remove-group';

export function GroupPage() {
  const t = useTranslations('office.groups');
  const say = useTranslations('refusals');
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const { id } = useParams<{ id: string }>();
  const [naming, setNaming] = useState(false);
  const { query: listed, rows } = usePages([...trpc.group.members.pathKey(), id], (page) => client.group.members.query({ id, ...page }));
  const refresh = () => void queryClient.invalidateQueries({ queryKey: trpc.group.pathKey() });
  const remove = useMutation(
    trpc.group.removeMember.mutationOptions({
      onSuccess: (_nothing, { userId }) => {
        refresh();
        notify({ text: t('removed', { email: rows.find((one) => one.userId === userId)?.email ?? '' }), tone: 'success' });
      },
      onError: (error) => notify({ text: sentenceFor(error, say), tone: 'danger' }),
    }),
  );

  return (
    <Shown query={listed}>
      {({ pages: [first] }) => (
        <>
          <Heading title={first?.group.name}>
            <div className="flex gap-2">
              <Button variant="secondary" size="small" onClick={() => setNaming(true)}>
                {t('rename')}
              </Button>
              {first && <RemoveGroup group={first.group} />}
            </div>
          </Heading>
          <AddMember id={id} onAdded={refresh} />
          {rows.length === 0 ? (
            <EmptyState title={t('empty')} text={t('emptyText')} />
          ) : (
            <>
              <Table caption={t('members')} columns={[{ label: t('email') }, { label: t('customer') }, { label: t('change') }]}>
                {rows.map(({ userId, email, name }) => (
                  <tr key={userId} className={rowStyle}>
                    <Cell>{email}</Cell>
                    <Cell>{name}</Cell>
                    <Cell>
                      <Button
                        variant="quiet"
                        size="small"
                        aria-label={t('removeNamed', { email })}
                        busy={remove.isPending && remove.variables.userId === userId}
                        onClick={() => remove.mutate({ id, userId })}
                      >
                        {t('remove')}
                      </Button>
                    </Cell>
                  </tr>
                ))}
              </Table>
              <More query={listed} />
            </>
          )}
          <Sheet open={naming} onClose={() => setNaming(false)} title={t('rename')} side="center">
            {naming && <GroupForm before={first?.group ?? null} onSaved={() => setNaming(false)} />}
          </Sheet>
        </>
      )}
    </Shown>
  );
}
