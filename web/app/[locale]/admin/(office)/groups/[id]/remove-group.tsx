'use client';

import type { Group } from '@kontor/contracts/group';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useLocale, useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { sentenceFor } from '@/refusals';
import { useTRPC } from '@/trpc';
import { Button } from '@/ui/button';
import { Notice } from '@/ui/notice';
import { Sheet } from '@/ui/sheet';
import { notify } from '@/ui/toast';

/** Deletes a group after a second press: its members lose what it saved them. */
export function RemoveGroup({ group: { id, name, members } }: { group: Group & { members: number } }) {
  const t = useTranslations('office.groups');
  const office = useTranslations('office');
  const say = useTranslations('refusals');
  const locale = useLocale();
  const router = useRouter();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [open, setOpen] = useState(false);
  const remove = useMutation(
    trpc.group.removeGroup.mutationOptions({
      onSuccess: () => {
        router.push(`/${locale}/admin/groups`);
        queryClient.removeQueries({ queryKey: [...trpc.group.members.pathKey(), id] });
        void queryClient.invalidateQueries({ queryKey: trpc.group.groups.pathKey() });
        notify({ text: t('deleted', { name }), tone: 'success' });
      },
    }),
  );
  return (
    <>
      <Button variant="danger" size="small" onClick={() => setOpen(true)}>
        {t('delete')}
      </Button>
      <Sheet open={open} onClose={() => setOpen(false)} title={t('deleteTitle', { name })} side="center">
        <div className="grid gap-5">
          <p>{t('deleteText', { count: members })}</p>
          {remove.error && <Notice tone="danger">{sentenceFor(remove.error, say)}</Notice>}
          <div className="flex flex-wrap justify-end gap-2">
            <Button variant="quiet" onClick={() => setOpen(false)}>
              {office('cancel')}
            </Button>
            <Button variant="danger" busy={remove.isPending} onClick={() => remove.mutate({ id })}>
              {t('delete')}
            </Button>
          </div>
        </div>
      </Sheet>
    </>
  );
}
