'use client';

import { useTranslations } from 'next-intl';
import { refusalOf, sentenceFor } from '@/refusals';

const reasons = ['too-late', 'too-many', 'not-shipped', 'dearer', 'not-offered', 'taxed-otherwise'] as const;

/** Why something cannot be sent back, in the shop's words. */
export function useReturnSentence(): (error: unknown) => string {
  const t = useTranslations('returns');
  const say = useTranslations('refusals');
  return (error) => {
    const refusal = refusalOf(error);
    const reason = reasons.find((one) => one === refusal?.details['reason']);
    if (refusal?.code === 'NotReturnable' && reason) return t(`refused.${reason}`);
    if (refusal?.code === 'InvalidInput' && refusal.details['field'] === 'email') return t('refused.email');
    return sentenceFor(error, say);
  };
}
