'use client';

import { Benefit } from '@kontor/contracts/promotion';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useLocale, useTranslations } from 'next-intl';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { refusalOf, sentenceFor } from '@/refusals';
import { useMay } from '@/app/[locale]/admin/office-provider';
import { useTRPC } from '@/trpc';
import { Button } from '@/ui/button';
import { Checkbox } from '@/ui/checkbox';
import { Field } from '@/ui/field';
import { Input } from '@/ui/input';
import { Notice } from '@/ui/notice';
import { Select } from '@/ui/select';
import { type Draft, draftOf, promotionIn } from './draft';
import type { Kept } from './promotion-table';

const KINDS = Benefit.options.map(({ shape }) => shape.kind.value);

/** All rules of a promotion. Times are on the clock of the shop. */
export function PromotionForm({ before, onSaved }: { before: Kept | null; onSaved: (saved: Kept) => void }) {
  const t = useTranslations('office.promotions');
  const say = useTranslations('refusals');
  const locale = useLocale();
  const trpc = useTRPC();
  const [draft, setDraft] = useState(() => draftOf(before, locale));
  const [wrong, setWrong] = useState<readonly string[]>([]);
  const form = useRef<HTMLFormElement>(null);
  // The form is longer than the screen: what is wrong may stand far above the button.
  useEffect(() => {
    if (wrong.length > 0) form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  }, [wrong]);
  const { data: categories } = useQuery(trpc.catalog.categories.queryOptions({}));
  const { data: groups } = useQuery(trpc.group.groups.queryOptions({ limit: 100 }, { enabled: useMay('customers') }));
  // One that was deleted is still listed here: so it can be taken out.
  const listed = groups
    ? [...groups.items, ...(before?.groups ?? []).filter((id) => groups.items.every((one) => one.id !== id)).map((id) => ({ id, name: id }))]
    : [];
  const save = useMutation(trpc.promotion.savePromotion.mutationOptions({ onSuccess: onSaved }));
  const set = (part: Partial<Draft>) => {
    setDraft({ ...draft, ...part });
    save.reset();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const read = promotionIn(draft);
    setWrong('wrong' in read ? read.wrong : []);
    if ('promotion' in read) save.mutate({ ...read.promotion, isNew: before === null });
  };
  const refused = refusalOf(save.error)?.details['field'];
  const [isCodeTaken, isNameTaken] = [refused === 'code', refused === 'id'];
  const taken = (field: string) => (field === 'code' && isCodeTaken && t('codeTaken')) || (field === 'en' && isNameTaken && t('nameTaken'));
  const error = (field: string) => taken(field) || (wrong.includes(field) && t(`wrong.${WRONG.find((one) => one === field) ?? 'other'}`));
  const text = (name: TextName, field: string, more: { hint?: string; type?: string; inputMode?: 'numeric' | 'decimal'; optional?: boolean } = {}) => (
    <Field label={t(`field.${name}`)} hint={more.hint} optional={more.optional ?? false} error={error(field)}>
      <Input
        type={more.type ?? 'text'}
        inputMode={more.inputMode}
        autoComplete="off"
        value={draft[name]}
        onChange={(event) => set({ [name]: event.target.value })}
      />
    </Field>
  );

  return (
    <form ref={form} onSubmit={submit} noValidate className="grid gap-5">
      <div className="grid gap-4 sm:grid-cols-2">
        {text('nameDe', 'de')}
        {text('nameEn', 'en')}
      </div>
      {text('code', 'code', { hint: t('codeHint'), optional: true })}
      <Field label={t('benefit')}>
        <Select value={draft.kind} onChange={(event) => set({ kind: KINDS.find((kind) => kind === event.target.value) ?? 'percent' })}>
          {KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {t(`kind.${kind}`)}
            </option>
          ))}
        </Select>
      </Field>
      {draft.kind === 'buy-get' && (
        <div className="grid gap-4 sm:grid-cols-2">
          {text('buy', 'buy', { inputMode: 'numeric' })}
          {text('get', 'get', { inputMode: 'numeric' })}
        </div>
      )}
      {(draft.kind === 'percent' || draft.kind === 'buy-get') && text('percent', 'percent', { inputMode: 'decimal' })}
      {draft.kind === 'amount' && text('amount', 'amount', { inputMode: 'decimal' })}
      {draft.kind === 'free-shipping' && text('methods', 'methods', { hint: t('methodsHint'), optional: true })}
      <fieldset className="grid gap-1">
        <legend className="mb-1 text-sm font-medium">{t('field.categories')}</legend>
        <p className="text-sm text-muted">{t('categoriesHint')}</p>
        <div className="mt-1 grid max-h-48 gap-x-4 overflow-y-auto rounded-sm border border-line p-3 sm:grid-cols-2">
          {categories?.map(({ id, name }) => (
            <Checkbox
              key={id}
              label={name[locale]}
              checked={draft.categories.includes(id)}
              onChange={(event) => set({ categories: event.target.checked ? [...draft.categories, id] : draft.categories.filter((one) => one !== id) })}
            />
          ))}
        </div>
      </fieldset>
      {text('products', 'products', { hint: t('productsHint'), optional: true })}
      {text('minimum', 'minimum', { inputMode: 'decimal', optional: true })}
      <div className="grid gap-4 sm:grid-cols-2">
        {text('from', 'from', { type: 'datetime-local', optional: true })}
        {text('until', 'until', { type: 'datetime-local', optional: true })}
      </div>
      <div className="grid gap-4 sm:grid-cols-2">
        {text('limit', 'limit', { inputMode: 'numeric', optional: true })}
        {text('limitPerCustomer', 'limitPerCustomer', { inputMode: 'numeric', optional: true })}
      </div>
      {listed.length > 0 && (
        <fieldset className="grid gap-1">
          <legend className="mb-1 text-sm font-medium">{t('field.groups')}</legend>
          <p className="text-sm text-muted">{t('groupsHint')}</p>
          <div className="mt-1 grid max-h-48 gap-x-4 overflow-y-auto rounded-sm border border-line p-3 sm:grid-cols-2">
            {listed.map(({ id, name }) => (
              <Checkbox
                key={id}
                label={name}
                checked={draft.groups.includes(id)}
                onChange={(event) => set({ groups: event.target.checked ? [...draft.groups, id] : draft.groups.filter((one) => one !== id) })}
              />
            ))}
          </div>
        </fieldset>
      )}
      <div className="grid">
        {TICKS.map((name) => (
          <Checkbox key={name} label={t(`tick.${name}`)} checked={draft[name]} onChange={(event) => set({ [name]: event.target.checked })} />
        ))}
      </div>
      {(wrong.length > 0 || isCodeTaken || isNameTaken) && <Notice tone="danger">{t('wrong.some')}</Notice>}
      {save.error && !isCodeTaken && !isNameTaken && <Notice tone="danger">{sentenceFor(save.error, say)}</Notice>}
      <Button type="submit" busy={save.isPending}>
        {t('save')}
      </Button>
    </form>
  );
}

const TICKS = ['customersOnly', 'firstOrder', 'combines', 'on'] as const;
const WRONG = ['de', 'en', 'code', 'percent', 'amount', 'buy', 'get', 'minimum', 'until', 'limit', 'limitPerCustomer'] as const;
type TextName = Exclude<keyof Draft, (typeof TICKS)[number] | 'id' | 'kind' | 'categories' | 'groups'>;
