'use client';

import type { Shown as ShownProducts } from '@kontor/contracts/merchandising';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { clsx } from 'clsx';
import { Pin } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { SearchField, useFilter } from '@/app/[locale]/admin/filters';
import { Shown } from '@/app/[locale]/admin/state';
import { Panel } from '@/app/[locale]/admin/table';
import { formatMoney } from '@kontor/contracts/format';
import { useTRPC } from '@/trpc';
import { Notice } from '@/ui/notice';
import { Picture } from '@/ui/picture';
import { Select } from '@/ui/select';
import { CURRENCY } from '../products/amount';
import { useCategories } from './use-catalogue';
import { Why } from './why';

type Props = { hasDraft: boolean };

/** A search or a category as it stands, and beside it as it would with the draft. */
export function Preview({ hasDraft }: Props) {
  const t = useTranslations('office.ranking');
  const locale = useLocale();
  const trpc = useTRPC();
  const categories = useCategories();
  const [q, setQ] = useFilter('q');
  const [category, setCategory] = useFilter('category');
  const looked = { q, locale, ...(category && { category }) };
  const preview = useQuery(trpc.merchandising.preview.queryOptions(looked, { placeholderData: keepPreviousData }));
  const [why, setWhy] = useState<{ product: string; draft: boolean } | null>(null);

  return (
    <Panel title={t('preview')} text={t('previewText')}>
      <div className="flex flex-wrap gap-2">
        <SearchField label={t('previewSearch')} value={q} onChange={setQ} />
        <Select
          aria-label={t('category')}
          className="[&>select]:h-9 [&>select]:text-sm [&>svg]:top-2.5 pointer-coarse:[&>select]:h-11 pointer-coarse:[&>svg]:top-3.5"
          value={category}
          onChange={(event) => setCategory(event.target.value)}
        >
          <option value="">{t('allCategories')}</option>
          {categories.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      </div>
      <Shown query={preview}>
        {({ live, draft, missing }) => (
          <>
            {missing.length > 0 && <Notice tone="warn">{t('missing', { ids: missing.join(', ') })}</Notice>}
            <div className={clsx('grid gap-6', hasDraft && 'xl:grid-cols-2')}>
              <Side title={t('now')} alone={!hasDraft} shown={live} onWhy={(product) => setWhy({ product, draft: false })} />
              {hasDraft && <Side title={t('withDraft')} shown={draft} before={live} onWhy={(product) => setWhy({ product, draft: true })} />}
            </div>
          </>
        )}
      </Shown>
      <Why looked={looked} about={why} onClose={() => setWhy(null)} />
    </Panel>
  );
}

type SideProps = { title: string; alone?: boolean; shown: ShownProducts; before?: ShownProducts; onWhy: (product: string) => void };

function Side({ title, alone = false, shown, before, onWhy }: SideProps) {
  const t = useTranslations('office.ranking');
  const locale = useLocale();
  const placeBefore = (id: string) => (before ? before.items.findIndex((item) => item.id === id) : -2);
  return (
    <section aria-label={title} className="grid content-start gap-3 rounded-md border border-line p-4">
      <h3 className="flex justify-between gap-3 text-sm font-medium">
        {title} <span className="font-normal text-muted">{t('found', { count: shown.total })}</span>
      </h3>
      {shown.redirect !== undefined && <Notice tone="warn">{t('redirected', { to: shown.redirect })}</Notice>}
      <ol className={clsx('grid grid-cols-3 gap-3 sm:grid-cols-4', alone && 'lg:grid-cols-6')}>
        {shown.items.map((item, index) => {
          const was = placeBefore(item.id);
          const moved = was === -2 || was === index ? null : was === -1 ? t('entered') : was > index ? `↑ ${was - index}` : `↓ ${index - was}`;
          return (
            <li key={item.id} className="grid content-start gap-1 text-xs">
              <span className="relative block">
                <Picture image={item.image} locale={locale} sizes="160px" decorative className="rounded-sm" />
                <span className="absolute top-1 left-1 rounded-sm bg-paper px-1.5 py-0.5 tabular-nums">{index + 1}</span>
                {shown.pinned.includes(item.id) && (
                  <span className="absolute top-1 right-1 rounded-sm bg-paper p-1">
                    <Pin aria-label={t('pinned')} className="size-3" />
                  </span>
                )}
              </span>
              <span className="line-clamp-2 font-medium">{item.name[locale]}</span>
              <span className="flex justify-between gap-2 text-muted">
                {formatMoney(item.price, CURRENCY, locale)}
                {moved && <span className="text-ink">{moved}</span>}
              </span>
              <button
                type="button"
                className="min-h-6 text-left underline underline-offset-4 hover:text-accent"
                aria-label={t('whyOf', { name: item.name[locale] })}
                onClick={() => onWhy(item.id)}
              >
                {t('why')}
              </button>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
