'use client';

import { CARD_NUMBER } from '@kontor/contracts/card-number';
import { useTranslations } from 'next-intl';
import type { FieldError } from 'react-hook-form';

/** Says beside a field what is wrong with it. The type is zod's issue code; a refusal of the shop ('refused') brings its own sentence. */
export function useFieldSentence() {
  const t = useTranslations('form');
  return (error: FieldError | undefined): string | undefined => {
    switch (error?.type) {
      case undefined:
        return undefined;
      case 'refused':
        return error.message;
      case 'too_small':
      case 'invalid_type':
        return t('required');
      case 'too_big':
        return t('tooLong');
      case 'invalid_format':
        return t('email');
      case 'custom':
        return t(error.message === CARD_NUMBER ? 'cardNumber' : 'invalid');
      default:
        return t('invalid');
    }
  };
}
