'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { refusalOf, sentenceFor } from '@/refusals';
import { useTRPC } from '@/trpc';
import { notify } from '@/ui/toast';

/** Everything that changes rules. What is shown follows, also when somebody else was faster. */
export function useRanking() {
  const t = useTranslations('office.ranking');
  const say = useTranslations('refusals');
  const { merchandising } = useTRPC();
  const queryClient = useQueryClient();
  const options = {
    onSettled: () => queryClient.invalidateQueries({ queryKey: merchandising.pathKey() }),
    onError: (error: unknown) =>
      notify({ text: refusalOf(error)?.details['field'] === 'edit' ? t('changedMeanwhile') : sentenceFor(error, say), tone: 'danger' as const }),
  };
  return {
    save: useMutation(merchandising.saveRule.mutationOptions(options)),
    remove: useMutation(merchandising.removeRule.mutationOptions(options)),
    discard: useMutation(merchandising.discardDraft.mutationOptions(options)),
    publish: useMutation(merchandising.publish.mutationOptions(options)),
    restore: useMutation(merchandising.restore.mutationOptions(options)),
  };
}
