'use client';

import type { Explanation } from '@kontor/contracts/merchandising';
import { useQuery } from '@tanstack/react-query';
import { useLocale, useTranslations } from 'next-intl';
import { Shown } from '@/app/[locale]/admin/state';
import { formatNumber } from '@kontor/contracts/format';
import { useTRPC } from '@/trpc';
import { Sheet } from '@/ui/sheet';
import { useCards } from './use-catalogue';

type Looked = { q: string; locale: 'en' | 'de'; category?: string };
type Props = { looked: Looked; about: { product: string; draft: boolean } | null; onClose: () => void };

/** Why a product stands where it does, in words and numbers that multiply to its score. */
export function Why({ looked, about, onClose }: Props) {
  const t = useTranslations('office.ranking');
  const locale = useLocale();
  const name = useCards(about ? [about.product] : [])(about?.product ?? '')?.name[locale];
  return (
    <Sheet open={about !== null} onClose={onClose} title={t('whyOf', { name: name ?? about?.product ?? '' })}>
      {about && <Reasons looked={looked} {...about} />}
    </Sheet>
  );
}

function Reasons({ looked, product, draft }: { looked: Looked; product: string; draft: boolean }) {
  const explanation = useQuery(useTRPC().merchandising.explain.queryOptions({ ...looked, product, draft }, { staleTime: 0 }));
  return <Shown query={explanation}>{(found) => <Parts found={found} />}</Shown>;
}

const fields = ['name', 'brand', 'codes', 'exact', 'facts', 'summary', 'description', 'category'] as const;

function Parts({ found }: { found: Explanation }) {
  const t = useTranslations('office.ranking');
  const locale = useLocale();
  const number = (value: number) => formatNumber(Number(value.toPrecision(3)), locale);
  const fieldName = (field: string) => {
    const known = fields.find((one) => one === field);
    return known ? t(`field.${known}`) : field;
  };
  if (!found.found) return <p>{t(found.known ? 'notFound' : 'notKnown')}</p>;
  return (
    <div className="grid gap-6 text-sm">
      {found.position !== null && <p className="text-base">{t('position', { position: found.position })}</p>}
      {found.pinned && <p>{t('pinnedText')}</p>}
      {!found.pinned && (
        <>
          {found.text.length > 0 && (
            <section className="grid gap-2">
              <h3 className="font-medium">{t('textOf', { q: found.q })}</h3>
              <dl className="divide-y divide-line">
                {found.text.map(({ field, words, score }) => (
                  <div key={field} className="flex items-baseline gap-3 py-1.5">
                    <dt className="flex-1">
                      {fieldName(field)} <span className="text-muted">{words.join(', ')}</span>
                    </dt>
                    <dd className="tabular-nums">{number(score)}</dd>
                  </div>
                ))}
                <div className="flex items-baseline gap-3 py-1.5 font-medium">
                  <dt className="flex-1">{t('textScore')}</dt>
                  <dd className="tabular-nums">{number(found.textScore)}</dd>
                </div>
              </dl>
            </section>
          )}
          <section className="grid gap-2">
            <h3 className="font-medium">{t('factors')}</h3>
            <dl className="divide-y divide-line">
              {found.factors.map(({ what, times }, index) => (
                <div key={`${what} ${index}`} className="flex items-baseline gap-3 py-1.5">
                  <dt className="flex-1">{t(`factor.${what}`)}</dt>
                  <dd className="tabular-nums">× {number(times)}</dd>
                </div>
              ))}
              <div className="flex items-baseline gap-3 py-1.5 font-medium">
                <dt className="flex-1">{t('score')}</dt>
                <dd className="tabular-nums">{number(found.score)}</dd>
              </div>
            </dl>
            {found.factors.length === 0 && <p className="text-muted">{t('noFactors')}</p>}
          </section>
          {found.manner === 'relaxed' && <p className="text-muted">{t('relaxed')}</p>}
        </>
      )}
    </div>
  );
}
