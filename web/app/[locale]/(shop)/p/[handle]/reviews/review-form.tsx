'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { type Review, review, Stars } from '@kontor/contracts/review';
import { sentenceFor } from '@/refusals';
import { useTRPCClient } from '@/trpc';
import { Button } from '@/ui/button';
import { Field } from '@/ui/field';
import { Input, Textarea } from '@/ui/input';
import { Notice } from '@/ui/notice';
import { Sheet } from '@/ui/sheet';
import { notify } from '@/ui/toast';
import { useFieldSentence } from '../../../checkout/field-sentence';

type Props = { productId: string; own: Review | null; onWritten: (review: Review) => void; onClose: () => void };

/** Radio buttons give text, whatever they stand for. */
const Form = review.writeReview.input.extend({ rating: z.coerce.number().pipe(Stars) });

/** A review is written, or written anew. */
export function ReviewForm({ productId, own, onWritten, onClose }: Props) {
  const t = useTranslations('reviews');
  const say = useTranslations('refusals');
  const sentence = useFieldSentence();
  const locale = useLocale();
  const client = useTRPCClient();
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<unknown>(null);
  const { title = '', text = '', author = '', rating } = own ?? {};
  const { register, handleSubmit, formState } = useForm({
    resolver: zodResolver(Form),
    defaultValues: { productId, locale, title, text, author, ...(rating && { rating: String(rating) }) },
  });
  const submit = handleSubmit(async (written) => {
    setBusy(true);
    setRefused(null);
    try {
      onWritten(await client.review.writeReview.mutate(written));
      notify({ text: t('thanks'), tone: 'success' });
      onClose();
    } catch (error) {
      setRefused(error);
    } finally {
      setBusy(false);
    }
  });
  const { errors } = formState;

  return (
    <Sheet open onClose={onClose} title={own ? t('change') : t('write')}>
      <form noValidate onSubmit={(event) => void submit(event)} className="grid gap-5">
        <fieldset aria-describedby={errors.rating && 'rating-error'}>
          <legend className="text-sm font-medium">{t('rating')}</legend>
          <div className="mt-1.5 flex">
            {[1, 2, 3, 4, 5].map((value) => (
              <label key={value} className="cursor-pointer rounded-sm p-1 has-focus-visible:outline-2 has-focus-visible:outline-accent">
                <input type="radio" value={value} className="sr-only" aria-label={t('stars', { stars: value })} {...register('rating')} />
                <span aria-hidden className="star block size-8" />
              </label>
            ))}
          </div>
          {errors.rating && (
            <p id="rating-error" className="text-sm text-danger">
              {t('ratingNeeded')}
            </p>
          )}
        </fieldset>
        <Field label={t('headline')} optional error={sentence(errors.title)}>
          <Input {...register('title')} />
        </Field>
        <Field label={t('text')} optional hint={t('textHint')} error={sentence(errors.text)}>
          <Textarea rows={6} {...register('text')} />
        </Field>
        <Field label={t('author')} hint={t('authorHint')} error={sentence(errors.author)}>
          <Input autoComplete="nickname" {...register('author')} />
        </Field>
        {refused !== null && <Notice tone="danger">{sentenceFor(refused, say)}</Notice>}
        <p className="text-sm text-muted">{t('readFirst')}</p>
        <Button type="submit" busy={busy}>
          {t('send')}
        </Button>
      </form>
    </Sheet>
  );
}
