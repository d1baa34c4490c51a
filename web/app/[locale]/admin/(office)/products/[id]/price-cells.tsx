'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useLocale, useTranslations } from 'next-intl';
import { type KeyboardEvent, useState } from 'react';
import { Cell } from '@/app/[locale]/admin/table';
import { formatMoney } from '@kontor/contracts/format';
import { sentenceFor } from '@/refusals';
import { useTRPC } from '@/trpc';
import { Button } from '@/ui/button';
import { Input } from '@/ui/input';
import { notify } from '@/ui/toast';
import { amountIn, CURRENCY, written } from '../amount';

type Props = { productId: string; sku: string; price: number; compareAt?: number | undefined };

/** Price and crossed-out price of a variant, changed where they stand; the shop follows, and one press takes it back. */
export function PriceCells({ productId, sku, price, compareAt }: Props) {
  const t = useTranslations('office.products');
  const office = useTranslations('office');
  const say = useTranslations('refusals');
  const locale = useLocale();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const asWritten = { price: written(price, locale), compareAt: compareAt === undefined ? '' : written(compareAt, locale) };
  const [field, setField] = useState(asWritten);
  const isChanged = field.price !== asWritten.price || field.compareAt !== asWritten.compareAt;
  const wanted = { price: amountIn(field.price), compareAt: field.compareAt.trim() === '' ? undefined : amountIn(field.compareAt) };

  const refresh = () => queryClient.invalidateQueries({ queryKey: trpc.catalog.inspect.queryKey({ id: productId }) });
  const set = useMutation(
    trpc.catalog.setPrice.mutationOptions({
      onSuccess: async (saved) => {
        await refresh();
        const undo = { label: office('undo'), run: () => set.mutate({ sku, ...saved.was }) };
        notify({ text: t('priceSaved', { sku, price: formatMoney(saved.price, CURRENCY, locale) }), tone: 'success', action: undo });
      },
      onError: (error) => notify({ text: sentenceFor(error, say), tone: 'danger' }),
    }),
  );
  const save = () => {
    if (wanted.price === null || wanted.compareAt === null) return notify({ text: t('priceWrong'), tone: 'danger' });
    if (wanted.compareAt !== undefined && wanted.compareAt <= wanted.price) return notify({ text: t('compareWrong'), tone: 'danger' });
    set.mutate({ sku, price: wanted.price, ...(wanted.compareAt !== undefined && { compareAt: wanted.compareAt }) });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && isChanged) save();
    if (event.key === 'Escape') setField(asWritten);
  };
  const look = 'ml-auto h-9! w-28 text-right text-sm! tabular-nums';

  return (
    <>
      <Cell end>
        <Input
          aria-label={t('priceOf', { sku })}
          aria-invalid={wanted.price === null || undefined}
          inputMode="decimal"
          className={look}
          value={field.price}
          onChange={(event) => setField({ ...field, price: event.target.value })}
          onKeyDown={onKeyDown}
        />
      </Cell>
      <Cell end>
        <Input
          aria-label={t('compareOf', { sku })}
          aria-invalid={wanted.compareAt === null || undefined}
          inputMode="decimal"
          className={look}
          value={field.compareAt}
          onChange={(event) => setField({ ...field, compareAt: event.target.value })}
          onKeyDown={onKeyDown}
        />
      </Cell>
      <Cell end className="w-28">
        {isChanged && (
          <Button size="small" busy={set.isPending} onClick={save}>
            {office('save')}
          </Button>
        )}
      </Cell>
    </>
  );
}
