'use client';

import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { useTRPCClient } from '@/trpc';
import { Button } from '@/ui/button';
import { Notice } from '@/ui/notice';
import { useNear } from '@/ui/use-near';
import { useAnswer } from '@/use-answer';

const ReviewForm = dynamic(() => import('./review-form').then((module) => module.ReviewForm), { ssr: false });

/** For who received the product: the way to their own review. Asked only when somebody comes near. */
export function OwnReview({ productId }: { productId: string }) {
  const t = useTranslations('reviews');
  const place = useRef<HTMLDivElement>(null);
  const isNear = useNear(place);
  const [writing, setWriting] = useState(false);
  const client = useTRPCClient();
  const [data, setData] = useAnswer(isNear ? productId : null, () => client.review.ownReview.query({ productId }));
  const own = data?.review ?? null;
  return (
    <div ref={place} className="mt-6 min-h-11">
      {own?.state === 'pending' && (
        <Notice title={t('pending')} className="mb-4">
          {t('pendingText')}
        </Notice>
      )}
      {data?.may ? (
        <Button variant="secondary" onClick={() => setWriting(true)}>
          {own ? t('change') : t('write')}
        </Button>
      ) : (
        <p className="text-sm text-muted">{t('whoMay')}</p>
      )}
      {writing && <ReviewForm productId={productId} own={own} onClose={() => setWriting(false)} onWritten={(review) => setData({ may: true, review })} />}
    </div>
  );
}
