'use client';

import type { Product } from '@kontor/contracts/catalog';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useLocale, useTranslations } from 'next-intl';
import { sentenceFor } from '@/refusals';
import { useTRPC } from '@/trpc';
import { Button } from '@/ui/button';
import { notify } from '@/ui/toast';

export function PublishButton({ product: { id, name, published } }: { product: Product }) {
  const t = useTranslations('office.products');
  const office = useTranslations('office');
  const say = useTranslations('refusals');
  const locale = useLocale();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const set = useMutation(
    trpc.catalog.setPublished.mutationOptions({
      onSuccess: (saved) => {
        queryClient.setQueryData(trpc.catalog.inspect.queryKey({ id }), saved);
        void queryClient.invalidateQueries({ queryKey: trpc.catalog.all.pathKey() });
        const undo = { label: office('undo'), run: () => set.mutate({ id, published: !saved.published }) };
        notify({ text: t(saved.published ? 'nowPublished' : 'nowHidden', { name: name[locale] }), tone: 'success', action: undo });
      },
      onError: (error) => notify({ text: sentenceFor(error, say), tone: 'danger' }),
    }),
  );
  return (
    <Button variant="secondary" size="small" busy={set.isPending} onClick={() => set.mutate({ id, published: !published })}>
      {t(published ? 'hide' : 'publish')}
    </Button>
  );
}
