'use client';

import type { Paper } from '@kontor/contracts/paper';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useTRPC } from '@/trpc';
import { Button } from '@/ui/button';
import { Field } from '@/ui/field';
import { Input } from '@/ui/input';
import { Notice } from '@/ui/notice';
import { useReturnSentence } from './return/sentences';

/** A paper shows an address: whoever has but the link says which e-mail it was sent to. */
export function PapersByLink({ token, papers }: { token: string; papers: Paper[] }) {
  const t = useTranslations('aftercare');
  const sentence = useReturnSentence();
  const [email, setEmail] = useState('');
  const print = useMutation(
    useTRPC().paper.printByLink.mutationOptions({
      networkMode: 'always',
      onSuccess: ({ name, base64 }) => {
        const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
        const href = URL.createObjectURL(new Blob([bytes], { type: 'application/pdf' }));
        Object.assign(document.createElement('a'), { href, download: name }).click();
        URL.revokeObjectURL(href);
      },
    }),
  );
  if (papers.length === 0) return null;
  return (
    <section aria-label={t('papers')} className="grid gap-3">
      <h2 className="text-muted">{t('papers')}</h2>
      <Field label={t('email')} hint={t('emailHint')}>
        <Input type="email" autoComplete="email" value={email} onChange={(event) => setEmail(event.target.value)} />
      </Field>
      {papers.map(({ id, kind, number }) => (
        <Button
          key={id}
          variant="secondary"
          size="small"
          busy={print.isPending && print.variables.paperId === id}
          onClick={() => print.mutate({ token, email, paperId: id })}
        >
          {t(`paper.${kind}`)} {number}
        </Button>
      ))}
      {print.error && <Notice tone="danger">{sentence(print.error)}</Notice>}
    </section>
  );
}
