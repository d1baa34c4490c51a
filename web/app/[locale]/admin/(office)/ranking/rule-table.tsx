'use client';

import type { Rule, Where } from '@kontor/contracts/merchandising';
import { useLocale, useTranslations } from 'next-intl';
import { Cell, rowStyle, Table } from '@/app/[locale]/admin/table';
import { formatNumber } from '@kontor/contracts/format';
import { Badge } from '@/ui/badge';
import { Button } from '@/ui/button';
import { EmptyState } from '@/ui/notice';
import { productsOf, statesOf } from './rule-states';
import { useCards, useCategories } from './use-catalogue';
import { useRanking } from './use-ranking';

const tones = { same: 'neutral', new: 'success', changed: 'warn', removed: 'danger' } as const;

type Props = { live: readonly Rule[]; drafted: readonly Rule[]; onEdit: (rule: Rule) => void };

export function RuleTable({ live, drafted, onEdit }: Props) {
  const t = useTranslations('office.ranking');
  const { save, remove } = useRanking();
  const whereOf = useWhere();
  const whatOf = useWhat([...live, ...drafted]);
  const rows = statesOf(live, drafted);
  if (rows.length === 0) return <EmptyState title={t('none')} text={t('noneText')} />;
  return (
    <Table
      caption={t('rules')}
      columns={[
        { label: t('rule') },
        { label: t('where') },
        { label: t('what') },
        { label: t('state') },
        { label: <span className="sr-only">{t('actions')}</span>, end: true },
      ]}
    >
      {rows.map(({ rule, state }) => {
        const name = `${t(`kind.${rule.kind}`)}, ${whereOf(rule)}`;
        return (
          <tr key={rule.id} className={rowStyle}>
            <Cell className="font-medium whitespace-nowrap">{t(`kind.${rule.kind}`)}</Cell>
            <Cell>{whereOf(rule)}</Cell>
            <Cell className="max-w-md">{whatOf(rule)}</Cell>
            <Cell>
              <span className="flex gap-1">
                <Badge tone={tones[state]}>{t(`states.${state}`)}</Badge>
                {!rule.on && <Badge>{t('off')}</Badge>}
              </span>
            </Cell>
            <Cell end className="whitespace-nowrap">
              {state === 'removed' ? (
                <Button variant="quiet" size="small" aria-label={`${t('putBack')}: ${name}`} onClick={() => save.mutate({ rule })}>
                  {t('putBack')}
                </Button>
              ) : (
                <>
                  <Button variant="quiet" size="small" aria-label={`${t('edit')}: ${name}`} onClick={() => onEdit(rule)}>
                    {t('edit')}
                  </Button>
                  <Button variant="quiet" size="small" aria-label={`${t('remove')}: ${name}`} onClick={() => remove.mutate({ id: rule.id })}>
                    {t('remove')}
                  </Button>
                </>
              )}
            </Cell>
          </tr>
        );
      })}
    </Table>
  );
}

function useWhere() {
  const t = useTranslations('office.ranking');
  const categories = useCategories();
  const placeOf = (where: Where): string => {
    if (where.in === 'everywhere') return t('everywhere');
    if (where.in === 'category') return t('inCategory', { category: categories.find(({ id }) => id === where.category)?.name ?? where.category });
    return t(where.whole ? 'inSearch' : 'inPart', { q: where.q });
  };
  return (rule: Rule): string => {
    if (rule.kind === 'synonyms') return t('everySearch');
    return rule.kind === 'redirect' ? t('inSearch', { q: rule.q }) : placeOf(rule.where);
  };
}

function useWhat(rules: readonly Rule[]) {
  const t = useTranslations('office.ranking');
  const locale = useLocale();
  const categories = useCategories();
  const cardOf = useCards(rules.flatMap(productsOf));
  const nameOf = (id: string) => {
    const card = cardOf(id);
    return card === null ? t('notInShop', { id }) : (card?.name[locale] ?? id);
  };
  return (rule: Rule): string => {
    if (rule.kind === 'synonyms') return rule.words.join(' = ');
    if (rule.kind === 'redirect') return t('leadsTo', { to: rule.to });
    if (rule.kind === 'pin') return rule.products.map(nameOf).join(', ');
    const { target } = rule;
    const which =
      target.by === 'product'
        ? target.products.map(nameOf).join(', ')
        : target.by === 'brand'
          ? target.brand
          : (categories.find(({ id }) => id === target.category)?.name ?? target.category);
    return rule.kind === 'boost' ? t('boosted', { which, times: formatNumber(rule.times, locale) }) : which;
  };
}
