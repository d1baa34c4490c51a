'use client';

import { useQuery } from '@tanstack/react-query';
import { ArrowDown, ArrowUp, Plus, X } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { useDeferredValue, useState } from 'react';
import { useTRPC } from '@/trpc';
import { Input } from '@/ui/input';
import { Picture } from '@/ui/picture';
import { useCards } from './use-catalogue';

const SHOWN = 6;
const small = 'grid size-9 shrink-0 place-items-center rounded-sm hover:bg-surface disabled:opacity-30';

type Props = { chosen: readonly string[]; most: number; ordered: boolean; error: string | false; onChange: (ids: string[]) => void };

/** Products found by name and put in a list, in the order they are to stand in. */
export function ProductPicker({ chosen, most, ordered, error, onChange }: Props) {
  const t = useTranslations('office.ranking');
  const locale = useLocale();
  const [written, setWritten] = useState('');
  const q = useDeferredValue(written.trim());
  const cardOf = useCards(chosen);
  const { data } = useQuery(useTRPC().catalog.all.queryOptions({ q, limit: SHOWN, published: true }, { enabled: q.length > 1 }));
  const offers = q.length > 1 ? (data?.items ?? []).filter(({ id }) => !chosen.includes(id)) : [];
  const swapped = (index: number) => {
    const next = [...chosen];
    next.splice(index, 2, ...chosen.slice(index, index + 2).reverse());
    return next;
  };

  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1.5 text-sm font-medium">{t('products')}</legend>
      <ol className="divide-y divide-line rounded-sm border border-line empty:hidden">
        {chosen.map((id, index) => {
          const card = cardOf(id);
          const name = card === null ? t('notInShop', { id }) : (card?.name[locale] ?? id);
          return (
            <li key={id} className="flex items-center gap-2 px-2 py-1 text-sm">
              <Picture image={card?.image} locale={locale} sizes="32px" decorative ratio="1:1" className="size-8 shrink-0 rounded-sm" />
              <span className={card === null ? 'min-w-0 flex-1 text-danger' : 'min-w-0 flex-1 truncate'}>{name}</span>
              {ordered && (
                <>
                  <button type="button" className={small} disabled={index === 0} aria-label={t('up', { name })} onClick={() => onChange(swapped(index - 1))}>
                    <ArrowUp aria-hidden className="size-4" />
                  </button>
                  <button
                    type="button"
                    className={small}
                    disabled={index === chosen.length - 1}
                    aria-label={t('down', { name })}
                    onClick={() => onChange(swapped(index))}
                  >
                    <ArrowDown aria-hidden className="size-4" />
                  </button>
                </>
              )}
              <button type="button" className={small} aria-label={t('takeOut', { name })} onClick={() => onChange(chosen.filter((other) => other !== id))}>
                <X aria-hidden className="size-4" />
              </button>
            </li>
          );
        })}
      </ol>
      {error && (
        <p role="alert" className="text-sm text-danger">
          {error}
        </p>
      )}
      {chosen.length < most && (
        <Input
          type="search"
          aria-label={t('findProduct')}
          placeholder={t('findProduct')}
          value={written}
          onChange={(event) => setWritten(event.target.value)}
        />
      )}
      <ul className="grid">
        {offers.map(({ id, name, image }) => (
          <li key={id}>
            <button
              type="button"
              className="flex h-10 w-full items-center gap-2 rounded-sm px-2 text-left text-sm hover:bg-surface"
              onClick={() => {
                onChange([...chosen, id]);
                setWritten('');
              }}
            >
              <Picture image={image} locale={locale} sizes="32px" decorative ratio="1:1" className="size-8 shrink-0 rounded-sm" />
              <span className="min-w-0 flex-1 truncate">{name[locale]}</span>
              <Plus aria-hidden className="size-4" />
              <span className="sr-only">{t('putIn')}</span>
            </button>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}
