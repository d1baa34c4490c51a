'use client';

import { Group } from '@kontor/contracts/group';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { refusalOf, sentenceFor } from '@/refusals';
import { useTRPC } from '@/trpc';
import { Button } from '@/ui/button';
import { Field } from '@/ui/field';
import { Input } from '@/ui/input';
import { Notice } from '@/ui/notice';
import { notify } from '@/ui/toast';
import { idOf } from '../promotions/draft';

type Props = { before: Group | null; onSaved: () => void };

/** Makes a group or gives it another name; its id stays the one it was made with, since promotions ask for it. */
export function GroupForm({ before, onSaved }: Props) {
  const t = useTranslations('office.groups');
  const say = useTranslations('refusals');
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [name, setName] = useState(before?.name ?? '');
  const [isWrong, setWrong] = useState(false);
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
    setWrong(!success);
    if (success) save.mutate({ ...data, isNew: before === null });
  };
  const isTaken = refusalOf(save.error)?.details['field'] === 'name';

  return (
    <form onSubmit={submit} noValidate className="grid gap-4">
      <Field label={t('name')} hint={t('nameHint')} error={(isWrong && t('nameWrong')) || (isTaken && t('nameTaken'))}>
        <Input
          autoComplete="off"
          maxLength={120}
          value={name}
          onChange={(event) => {
            setName(event.target.value);
            save.reset();
          }}
        />
      </Field>
      {save.error && !isTaken && <Notice tone="danger">{sentenceFor(save.error, say)}</Notice>}
      <Button type="submit" busy={save.isPending}>
        {t('save')}
      </Button>
    </form>
  );
}
