'use client';

import { Rule, RULE_LIMITS } from '@kontor/contracts/merchandising';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { Button } from '@/ui/button';
import { Checkbox } from '@/ui/checkbox';
import { Field } from '@/ui/field';
import { Input } from '@/ui/input';
import { Select } from '@/ui/select';
import { Sheet } from '@/ui/sheet';
import { ProductPicker } from './product-picker';
import { fieldIn, type Form, formOf, ruleOf, type Written } from './rule-written';
import { useCategories } from './use-catalogue';
import { useRanking } from './use-ranking';

const kinds = ['pin', 'boost', 'bury', 'synonyms', 'redirect'] as const;
const places = ['search', 'part', 'category', 'everywhere'] as const;
const targets = ['product', 'brand', 'category'] as const;

type Props = { rule: Rule | 'new' | null; onClose: () => void };

/** One rule, written or changed. It goes into the draft: shoppers see nothing of it yet. */
export function RuleForm({ rule, onClose }: Props) {
  const t = useTranslations('office.ranking');
  const { save } = useRanking();
  const [form, setForm] = useState<Form>(() => formOf(rule === null || rule === 'new' ? null : rule));
  const [wrong, setWrong] = useState<Written | null>(null);
  const set = (part: Partial<Form>) => {
    setForm({ ...form, ...part });
    setWrong(null);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const read = Rule.safeParse(ruleOf(form));
    setWrong(read.success ? null : fieldIn(read.error.issues[0]?.path ?? [], form));
    if (read.success) save.mutate({ rule: read.data }, { onSuccess: onClose });
  };
  const error = (field: Written) => wrong === field && t(`wrong.${field}`);
  const isMoving = form.kind === 'boost' || form.kind === 'bury';
  const hasPlace = isMoving || form.kind === 'pin';

  return (
    <Sheet open={rule !== null} onClose={onClose} title={rule === 'new' ? t('add') : t('change')}>
      <form onSubmit={submit} noValidate className="grid gap-5">
        <Field label={t('rule')} hint={t(`hint.${form.kind}`)}>
          <Select value={form.kind} onChange={(event) => set({ kind: kinds.find((kind) => kind === event.target.value) ?? 'pin' })}>
            {kinds.map((kind) => (
              <option key={kind} value={kind}>
                {t(`kind.${kind}`)}
              </option>
            ))}
          </Select>
        </Field>
        {hasPlace && (
          <Field label={t('where')}>
            <Select value={form.place} onChange={(event) => set({ place: places.find((place) => place === event.target.value) ?? 'search' })}>
              {places.map((place) => (
                <option key={place} value={place}>
                  {t(`place.${place}`)}
                </option>
              ))}
            </Select>
          </Field>
        )}
        {(form.kind === 'redirect' || (hasPlace && (form.place === 'search' || form.place === 'part'))) && (
          <Field label={t('words')} error={error('q')}>
            <Input value={form.q} maxLength={80} onChange={(event) => set({ q: event.target.value })} />
          </Field>
        )}
        {hasPlace && form.place === 'category' && (
          <CategoryField label={t('category')} error={error('category')} value={form.category} onChange={(category) => set({ category })} />
        )}
        {isMoving && (
          <Field label={t('target')}>
            <Select value={form.by} onChange={(event) => set({ by: targets.find((by) => by === event.target.value) ?? 'product' })}>
              {targets.map((by) => (
                <option key={by} value={by}>
                  {t(`by.${by}`)}
                </option>
              ))}
            </Select>
          </Field>
        )}
        {(form.kind === 'pin' || (isMoving && form.by === 'product')) && (
          <ProductPicker
            chosen={form.products}
            most={form.kind === 'pin' ? RULE_LIMITS.pins : RULE_LIMITS.products}
            ordered={form.kind === 'pin'}
            error={error('products')}
            onChange={(products) => set({ products })}
          />
        )}
        {isMoving && form.by === 'brand' && (
          <Field label={t('by.brand')} error={error('brand')}>
            <Input value={form.brand} maxLength={120} onChange={(event) => set({ brand: event.target.value })} />
          </Field>
        )}
        {isMoving && form.by === 'category' && (
          <CategoryField
            label={t('by.category')}
            error={error('targetCategory')}
            value={form.targetCategory}
            onChange={(targetCategory) => set({ targetCategory })}
          />
        )}
        {form.kind === 'boost' && (
          <Field label={t('times')} hint={t('timesHint')} error={error('times')}>
            <Input inputMode="decimal" value={form.times} onChange={(event) => set({ times: event.target.value })} />
          </Field>
        )}
        {form.kind === 'synonyms' && (
          <Field label={t('synonyms')} hint={t('synonymsHint')} error={error('words')}>
            <Input value={form.words} onChange={(event) => set({ words: event.target.value })} />
          </Field>
        )}
        {form.kind === 'redirect' && (
          <Field label={t('to')} hint={t('toHint')} error={error('to')}>
            <Input value={form.to} maxLength={300} onChange={(event) => set({ to: event.target.value })} />
          </Field>
        )}
        <Checkbox label={t('on')} checked={form.on} onChange={(event) => set({ on: event.target.checked })} />
        <Button type="submit" busy={save.isPending}>
          {t('keep')}
        </Button>
      </form>
    </Sheet>
  );
}

type CategoryProps = { label: string; error: string | false; value: string; onChange: (id: string) => void };

function CategoryField({ label, error, value, onChange }: CategoryProps) {
  const t = useTranslations('office.ranking');
  const categories = useCategories();
  return (
    <Field label={label} error={error}>
      <Select value={value} onChange={(event) => onChange(event.target.value)}>
        <option value="">{t('choose')}</option>
        {categories.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Select>
    </Field>
  );
}
