'use client';

import type { Review } from '@kontor/contracts/review';
import { useMutation } from '@tanstack/react-query';
import { useLocale, useTranslations } from 'next-intl';
import Link from 'next/link';
import { type FormEvent, useState } from 'react';
import { formatDate, formatNumber } from '@kontor/contracts/format';
import { sentenceFor } from '@/refusals';
import { useTRPC } from '@/trpc';
import { Badge } from '@/ui/badge';
import { Button } from '@/ui/button';
import { Field } from '@/ui/field';
import { Textarea } from '@/ui/input';
import { Notice } from '@/ui/notice';
import { Stars } from '@/ui/stars';

const TENTHS = 10;
type Props = {
  review: Review;
  product: string | undefined;
  picked: boolean;
  onPick: (isPicked: boolean) => void;
  onPublish: () => void;
  onRefuse: () => void;
  onAnswered: () => void;
};

/** One review as its author wrote it, with what staff can do about it. */
export function ReviewItem({ review, product, picked, onPick, onPublish, onRefuse, onAnswered }: Props) {
  const t = useTranslations('office.reviews');
  const locale = useLocale();
  const [answering, setAnswering] = useState(false);
  const name = product ?? review.productId;
  const named = { author: review.author, product: name };
  return (
    <li className="grid gap-2 p-4 sm:grid-cols-[auto_minmax(0,1fr)_auto] sm:gap-4">
      <input
        type="checkbox"
        aria-label={t('pick', named)}
        className="mt-1 size-4.5 cursor-pointer accent-accent"
        checked={picked}
        onChange={(event) => onPick(event.target.checked)}
      />
      <div className="grid min-w-0 gap-1 text-sm">
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <Stars tenths={review.rating * TENTHS} label={t('stars', { stars: formatNumber(review.rating, locale) })} />
          <span className="font-medium break-words">{review.title}</span>
          {review.verified && <Badge tone="success">{t('verified')}</Badge>}
        </p>
        <p className="break-words whitespace-pre-line">{review.text}</p>
        <p className="text-xs text-muted">
          {review.author} · {formatDate(review.writtenAt, locale, 'both')} ·{' '}
          <Link href={`/${locale}/admin/products/${encodeURIComponent(review.productId)}`} className="underline underline-offset-4 hover:text-accent">
            {name}
          </Link>
        </p>
        {review.answer && !answering && <p className="border-l-2 border-line pl-3 text-muted">{review.answer.text}</p>}
        {answering && (
          <Answer
            review={review}
            onDone={() => {
              setAnswering(false);
              onAnswered();
            }}
          />
        )}
      </div>
      <div className="flex flex-wrap content-start gap-2 sm:flex-col">
        {review.state !== 'published' && (
          <Button size="small" variant="secondary" aria-label={t('publishNamed', named)} onClick={onPublish}>
            {t('publish')}
          </Button>
        )}
        {review.state !== 'rejected' && (
          <Button size="small" variant="danger" aria-label={t('refuseNamed', named)} onClick={onRefuse}>
            {t('refuse')}
          </Button>
        )}
        <Button size="small" variant="quiet" aria-expanded={answering} aria-label={t('answerNamed', named)} onClick={() => setAnswering(!answering)}>
          {t('answer')}
        </Button>
      </div>
    </li>
  );
}

/** What the shop says to a review; an empty answer takes it back. */
function Answer({ review, onDone }: { review: Review; onDone: () => void }) {
  const t = useTranslations('office.reviews');
  const say = useTranslations('refusals');
  const [text, setText] = useState(review.answer?.text ?? '');
  const answer = useMutation(useTRPC().review.answerReview.mutationOptions({ onSuccess: onDone }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    answer.mutate({ id: review.id, text });
  };
  return (
    <form onSubmit={submit} className="mt-2 grid gap-3">
      <Field label={t('answerLabel')} hint={t('answerHint')}>
        <Textarea rows={3} maxLength={2000} value={text} onChange={(event) => setText(event.target.value)} />
      </Field>
      {answer.error && <Notice tone="danger">{sentenceFor(answer.error, say)}</Notice>}
      <Button type="submit" size="small" className="justify-self-start" busy={answer.isPending}>
        {t('answerSave')}
      </Button>
    </form>
  );
}
