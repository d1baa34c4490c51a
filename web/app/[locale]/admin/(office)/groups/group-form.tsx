'use client';

import { Group } from '@kontor/contracts/group';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { sentenceFor } from '@/refusals';
import { useTRPC } from '@/trpc';
import { Button } from '@/ui/button';
import { Field } from '@/ui/field';
import { Input } from '@/ui/input';
import { Notice } from '@/ui/notice';
import { notify } from '@/ui/toast';
import { idOf } from '../promotions/draft';

type Props = { before: Group | null; taken?: readonly string[]; onSaved: () => void };

/** Makes a group or gives it another name; its id stays the one it was made with, since promotions ask for it. */
export function GroupForm({ before, taken = [], onSaved }: Props) {
  const t = useTranslations('office.groups');
  const say = useTranslations('refusals');
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [name, setName] = useState(before?.name ?? '');
  const [wrong, setWrong] = useState<'nameWrong' | 'nameTaken' | null>(null);
  const save = useMutation(
    trpc.group.saveGroup.mutationOptions({
      onSuccess: (saved) => {
        void queryClient.invalidateQueries({ queryKey: trpc.group.pathKey() });
        notify({ text: t('saved', { name: saved.name }), tone: 'success' });
        onSaved();
      },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { success, data } = Group.safeParse({ id: before?.id ?? idOf(name), name });
    const isTaken = success && !before && taken.includes(data.id);
    setWrong(isTaken ? 'nameTaken' : success ? null : 'nameWrong');
    if (success && !isTaken) save.mutate(data);
  };

  return (
    <form onSubmit={submit} noValidate className="grid gap-4">
      <Field label={t('name')} hint={t('nameHint')} error={wrong && t(wrong)}>
        <Input autoComplete="off" maxLength={120} value={name} onChange={(event) => setName(event.target.value)} />
      </Field>
      {save.error && <Notice tone="danger">{sentenceFor(save.error, say)}</Notice>}
      <Button type="submit" busy={save.isPending}>
        {t('save')}
      </Button>
    </form>
  );
}
