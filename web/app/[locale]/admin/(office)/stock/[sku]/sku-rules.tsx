'use client';

import { inventory, LaterRule, RUNS_LOW_AT, type SkuRule } from '@kontor/contracts/inventory';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { refusalOf, sentenceFor } from '@/refusals';
import { useTRPC } from '@/trpc';
import { Button } from '@/ui/button';
import { Checkbox } from '@/ui/checkbox';
import { Field } from '@/ui/field';
import { Input } from '@/ui/input';
import { Notice } from '@/ui/notice';
import { Select } from '@/ui/select';
import { notify } from '@/ui/toast';

const KINDS = ['none', 'back-order', 'pre-order'] as const;
const numberIn = (written: string): number | null => (written.trim() === '' ? null : Number(written));
const LowAt = inventory.setRules.input.shape.rules.element.shape.lowAt;

/** Whether a SKU is sold before it is there, and from where on it runs low. */
export function SkuRules({ sku, location, rule, onDone }: { sku: string; location: string | undefined; rule: SkuRule | undefined; onDone: () => void }) {
  const t = useTranslations('office.stock');
  const kindName = useTranslations('office.stock.aheadKinds');
  const say = useTranslations('refusals');
  const later = rule?.later;
  const [written, setWritten] = useState({
    kind: later?.kind ?? ('none' as (typeof KINDS)[number]),
    quota: String(later?.quota ?? ''),
    shipsOn: later?.shipsOn ?? '',
    weeks: String(later?.weeks ?? ''),
    open: later?.open ?? true,
    lowAt: String(rule?.lowAt ?? ''),
  });
  const [wrong, setWrong] = useState<string | null>(null);
  const save = useMutation(
    useTRPC().inventory.setRules.mutationOptions({
      onSuccess: () => {
        onDone();
        notify({ text: t('rulesSaved', { sku }), tone: 'success' });
      },
    }),
  );
  const set = (part: Partial<typeof written>) => {
    setWritten({ ...written, ...part });
    save.reset();
  };
  const { kind } = written;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const wanted =
      kind === 'none'
        ? null
        : LaterRule.safeParse({
            kind,
            quota: numberIn(written.quota),
            shipsOn: written.shipsOn || null,
            weeks: kind === 'pre-order' ? null : numberIn(written.weeks),
            open: written.open,
          });
    const lowAt = LowAt.safeParse(numberIn(written.lowAt));
    const field = wanted?.error ? String(wanted.error.issues[0]?.path[0]) : lowAt.error ? 'lowAt' : null;
    setWrong(field);
    if (field === null) save.mutate({ rules: [{ sku, later: wanted?.data ?? null, lowAt: lowAt.data ?? null, ...(location && { location }) }] });
  };
  const waiting = refusalOf(save.error)?.details['waiting'];

  return (
    <form onSubmit={submit} noValidate aria-label={t('rules')} className="grid gap-4 rounded-md border border-line p-5">
      <h2 className="font-medium">{t('rules')}</h2>
      <Field label={t('ahead')}>
        <Select value={kind} onChange={(event) => set({ kind: KINDS.find((one) => one === event.target.value) ?? 'none' })}>
          {KINDS.map((one) => (
            <option key={one} value={one}>
              {kindName(one)}
            </option>
          ))}
        </Select>
      </Field>
      {kind !== 'none' && (
        <>
          <Field label={t('quota')} error={wrong === 'quota' && t('quotaWrong')}>
            <Input inputMode="numeric" autoComplete="off" value={written.quota} onChange={(event) => set({ quota: event.target.value })} />
          </Field>
          <Field label={t('shipsOn')} error={(wrong === 'shipsOn' || wrong === 'weeks') && t('whenWrong')}>
            <Input type="date" value={written.shipsOn} onChange={(event) => set({ shipsOn: event.target.value })} />
          </Field>
          {kind === 'back-order' && (
            <Field label={t('weeks')}>
              <Input inputMode="numeric" autoComplete="off" value={written.weeks} onChange={(event) => set({ weeks: event.target.value })} />
            </Field>
          )}
          <Checkbox
            checked={written.open}
            onChange={(event) => set({ open: event.target.checked })}
            label={
              <>
                {t('open')}
                <span className="block text-muted">{t('openHint')}</span>
              </>
            }
          />
        </>
      )}
      <Field label={t('lowAt')} hint={t('lowAtHint', { usual: RUNS_LOW_AT })} error={wrong === 'lowAt' && t('quotaWrong')}>
        <Input inputMode="numeric" autoComplete="off" value={written.lowAt} onChange={(event) => set({ lowAt: event.target.value })} />
      </Field>
      {save.error && <Notice tone="danger">{typeof waiting === 'number' ? t('quotaBelow', { waiting }) : sentenceFor(save.error, say)}</Notice>}
      <Button type="submit" variant="secondary" busy={save.isPending}>
        {t('rulesSave')}
      </Button>
    </form>
  );
}
