'use client';

import { inventory } from '@kontor/contracts/inventory';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { refusalOf, sentenceFor } from '@/refusals';
import { useTRPC } from '@/trpc';
import { Button } from '@/ui/button';
import { Field } from '@/ui/field';
import { Input } from '@/ui/input';
import { Notice } from '@/ui/notice';
import { Select } from '@/ui/select';
import { notify } from '@/ui/toast';

const { change: Change, note: Note, reason: Reason } = inventory.correct.input.shape;
const WHOLE = /^[+\-−–]?\d{1,7}$/;
const whole = (written: string) => (WHOLE.test(written.trim()) ? Number(written.trim().replace(/[−–]/, '-')) : Number.NaN);

/** Takes pieces in or out. One key for each correction that went through: what is pressed twice happens once. */
export function CorrectStock({ sku, locations, onDone }: { sku: string; locations: string[]; onDone: () => void }) {
  const t = useTranslations('office.stock');
  const reasonName = useTranslations('office.stock.reasons');
  const say = useTranslations('refusals');
  const [written, setWritten] = useState({ location: locations[0] ?? '', change: '', reason: 'correction', note: '' });
  const [wrong, setWrong] = useState<'change' | 'note' | null>(null);
  const [key, setKey] = useState(() => crypto.randomUUID());
  const correct = useMutation(
    useTRPC().inventory.correct.mutationOptions({
      onSuccess: ({ location, onHand, available }) => {
        setKey(crypto.randomUUID());
        setWritten((before) => ({ ...before, change: '', note: '' }));
        onDone();
        notify({ text: t('corrected', { sku, location, onHand, available }), tone: 'success' });
      },
    }),
  );
  const set = (part: Partial<typeof written>) => {
    setWritten({ ...written, ...part });
    correct.reset();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const change = Change.safeParse(whole(written.change));
    const note = Note.safeParse(written.note);
    setWrong(change.success ? (note.success ? null : 'note') : 'change');
    const { data: reason = 'correction' } = Reason.safeParse(written.reason);
    if (change.success && note.success) correct.mutate({ sku, location: written.location, change: change.data, note: note.data, reason, idempotencyKey: key });
  };
  const promised = refusalOf(correct.error)?.details['promised'];

  return (
    <form onSubmit={submit} noValidate aria-label={t('correct')} className="grid gap-4 rounded-md border border-line p-5">
      <h2 className="font-medium">{t('correct')}</h2>
      <Field label={t('location')}>
        <Select value={written.location} onChange={(event) => set({ location: event.target.value })}>
          {locations.map((location) => (
            <option key={location}>{location}</option>
          ))}
        </Select>
      </Field>
      <Field label={t('change')} error={wrong === 'change' && t('changeWrong')}>
        <Input inputMode="text" autoComplete="off" value={written.change} onChange={(event) => set({ change: event.target.value })} />
      </Field>
      <Field label={t('reason')}>
        <Select value={written.reason} onChange={(event) => set({ reason: event.target.value })}>
          {Reason.options.map((reason) => (
            <option key={reason} value={reason}>
              {reasonName(reason)}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={t('note')} hint={t('noteHint')} error={wrong === 'note' && t('noteWrong')}>
        <Input value={written.note} maxLength={500} onChange={(event) => set({ note: event.target.value })} />
      </Field>
      {correct.error && <Notice tone="danger">{typeof promised === 'number' ? t('belowPromised', { promised }) : sentenceFor(correct.error, say)}</Notice>}
      <Button type="submit" busy={correct.isPending}>
        {t('correct')}
      </Button>
    </form>
  );
}
