'use client';

import type { Paper } from '@kontor/contracts/paper';
import { FileText } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { formatDate, formatMoney } from '@kontor/contracts/format';

type Props = { orderId: string; papers: Paper[]; currency: string; door?: '/api' | '/api/office' };

/** Invoice and credit notes, each a PDF of its own. */
export function Papers({ orderId, papers, currency, door = '/api' }: Props) {
  const t = useTranslations('aftercare');
  const locale = useLocale();
  if (papers.length === 0) return null;
  return (
    <section aria-label={t('papers')} className="grid gap-2 text-sm">
      <h2 className="text-muted">{t('papers')}</h2>
      <ul className="grid gap-2">
        {papers.map(({ id, kind, number, issuedAt, amount }) => (
          <li key={id}>
            <a
              href={`${door}/papers/${orderId}/${id}`}
              target="_blank"
              rel="noreferrer"
              className="inline-flex items-start gap-2 hover:text-accent pointer-coarse:py-1"
            >
              <FileText aria-hidden className="mt-0.5 size-4 shrink-0" strokeWidth={1.5} />
              <span>
                <span className="underline underline-offset-4">
                  {t(`paper.${kind}`)} {number}
                </span>
                <span className="block text-muted">
                  {formatDate(issuedAt, locale)} · {formatMoney(amount, currency, locale)}
                </span>
              </span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
