'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { type Profile, user } from '@kontor/contracts/user';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useForm } from 'react-hook-form';
import { useFieldSentence } from '@/app/[locale]/(shop)/checkout/field-sentence';
import { sentenceFor } from '@/refusals';
import { useTRPC } from '@/trpc';
import { Button } from '@/ui/button';
import { Field } from '@/ui/field';
import { Input } from '@/ui/input';
import { Notice } from '@/ui/notice';
import { Select } from '@/ui/select';
import { notify } from '@/ui/toast';

export function ProfileForm({ profile }: { profile: Profile }) {
  const t = useTranslations('account');
  const say = useTranslations('refusals');
  const sentence = useFieldSentence();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { register, handleSubmit, formState } = useForm({
    resolver: zodResolver(user.saveProfile.input),
    values: { name: profile.name, locale: profile.locale },
  });
  const save = useMutation(
    trpc.user.saveProfile.mutationOptions({
      networkMode: 'always',
      onSuccess: (saved) => {
        queryClient.setQueryData(trpc.user.me.queryKey({}), saved);
        notify({ text: t('saved'), tone: 'success' });
      },
    }),
  );
  const submit = handleSubmit((written) => save.mutate(written));

  return (
    <section aria-labelledby="profile" className="grid gap-5">
      <h2 id="profile" className="text-xl font-medium tracking-tight">
        {t('profile')}
      </h2>
      <form noValidate onSubmit={(event) => void submit(event)} className="grid gap-5">
        <Field label={t('name')} error={sentence(formState.errors.name)}>
          <Input autoComplete="name" {...register('name')} />
        </Field>
        <Field label={t('email')}>
          <Input type="email" readOnly value={profile.email} className="text-muted" />
        </Field>
        <Field label={t('language')} hint={t('languageHint')}>
          <Select {...register('locale')}>
            <option value="de">Deutsch</option>
            <option value="en">English</option>
          </Select>
        </Field>
        {save.error && <Notice tone="danger">{sentenceFor(save.error, say)}</Notice>}
        <Button type="submit" variant="secondary" busy={save.isPending} disabled={!formState.isDirty} className="justify-self-start">
          {t('save')}
        </Button>
      </form>
    </section>
  );
}
