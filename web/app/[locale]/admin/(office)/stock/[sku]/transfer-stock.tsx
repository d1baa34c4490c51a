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

const { to: To, pieces: Pieces } = inventory.transfer.input.shape;

/** Brings pieces from one location to another. One key for each transfer that went through: what is pressed twice happens once. */
export function TransferStock({ sku, locations, onDone }: { sku: string; locations: string[]; onDone: () => void }) {
  const t = useTranslations('office.stock');
  const say = useTranslations('refusals');
  const [written, setWritten] = useState({ from: locations[0] ?? '', to: '', pieces: '', note: '' });
  const [wrong, setWrong] = useState<'to' | 'pieces' | null>(null);
  const [key, setKey] = useState(() => crypto.randomUUID());
  const transfer = useMutation(
    useTRPC().inventory.transfer.mutationOptions({
      onSuccess: (_shelves, { from, to, pieces }) => {
        setKey(crypto.randomUUID());
        setWritten((before) => ({ ...before, pieces: '', note: '' }));
        onDone();
        notify({ text: t('transferred', { sku, from, to, pieces }), tone: 'success' });
      },
    }),
  );
  const set = (part: Partial<typeof written>) => {
    setWritten({ ...written, ...part });
    transfer.reset();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const to = To.safeParse(written.to.trim());
    const pieces = Pieces.safeParse(Number(written.pieces || Number.NaN));
    const isOther = to.success && to.data !== written.from;
    setWrong(!isOther ? 'to' : pieces.success ? null : 'pieces');
    if (isOther && pieces.success) transfer.mutate({ sku, from: written.from, to: to.data, pieces: pieces.data, note: written.note, idempotencyKey: key });
  };
  const most = refusalOf(transfer.error)?.details['most'];

  return (
    <form onSubmit={submit} noValidate aria-label={t('transfer')} className="grid gap-4 rounded-md border border-line p-5">
      <h2 className="font-medium">{t('transfer')}</h2>
      <Field label={t('from')}>
        <Select value={written.from} onChange={(event) => set({ from: event.target.value })}>
          {locations.map((location) => (
            <option key={location}>{location}</option>
          ))}
        </Select>
      </Field>
      <Field label={t('to')} hint={t('toHint')} error={wrong === 'to' && t('toWrong')}>
        <Input value={written.to} maxLength={40} autoComplete="off" onChange={(event) => set({ to: event.target.value })} />
      </Field>
      <Field label={t('pieces')} error={wrong === 'pieces' && t('piecesWrong')}>
        <Input inputMode="numeric" autoComplete="off" value={written.pieces} onChange={(event) => set({ pieces: event.target.value })} />
      </Field>
      <Field label={t('note')} optional>
        <Input value={written.note} maxLength={500} onChange={(event) => set({ note: event.target.value })} />
      </Field>
      {transfer.error && <Notice tone="danger">{typeof most === 'number' ? t('atMost', { most }) : sentenceFor(transfer.error, say)}</Notice>}
      <Button type="submit" variant="secondary" busy={transfer.isPending}>
        {t('transfer')}
      </Button>
    </form>
  );
}
