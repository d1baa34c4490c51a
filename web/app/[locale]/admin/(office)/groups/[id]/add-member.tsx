'use client';

import { group } from '@kontor/contracts/group';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { refusalOf, sentenceFor } from '@/refusals';
import { useTRPC } from '@/trpc';
import { Button } from '@/ui/button';
import { Field } from '@/ui/field';
import { Input } from '@/ui/input';
import { notify } from '@/ui/toast';

/** Puts a customer in by the e-mail of their account. */
export function AddMember({ id, onAdded }: { id: string; onAdded: () => void }) {
  const t = useTranslations('office.groups');
  const say = useTranslations('refusals');
  const [email, setEmail] = useState('');
  const [isWrong, setWrong] = useState(false);
  const add = useMutation(
    useTRPC().group.addMember.mutationOptions({
      onSuccess: (member) => {
        onAdded();
        setEmail('');
        notify({ text: t('added', { email: member.email }), tone: 'success' });
      },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { success, data } = group.addMember.input.safeParse({ id, email: email.trim() });
    setWrong(!success);
    if (success) add.mutate(data);
  };
  const unknown = refusalOf(add.error)?.details['field'] === 'email' && refusalOf(add.error)?.code === 'NotFound';
  const error = (isWrong && t('emailWrong')) || (unknown && t('emailUnknown')) || (add.error && sentenceFor(add.error, say));

  return (
    <form onSubmit={submit} noValidate className="mb-5 flex max-w-xl items-start gap-3">
      <Field label={t('email')} error={error} className="grow">
        <Input
          type="email"
          autoComplete="off"
          value={email}
          onChange={(event) => {
            setEmail(event.target.value);
            add.reset();
          }}
        />
      </Field>
      <Button type="submit" variant="secondary" busy={add.isPending} className="mt-[1.625rem]">
        {t('add')}
      </Button>
    </form>
  );
}
