'use client';

import type { Wish } from '@kontor/contracts/aftercare';
import type { FollowedOrder } from '@kontor/contracts/order';
import { returnable, ReturnReason } from '@kontor/contracts/return';
import { useLocale, useTranslations } from 'next-intl';
import type { Route } from 'next';
import Link from 'next/link';
import { useState } from 'react';
import { newKey } from '@/new-key';
import { Button, buttonStyle } from '@/ui/button';
import { Field } from '@/ui/field';
import { Input, Textarea } from '@/ui/input';
import { EmptyState, Notice } from '@/ui/notice';
import { Select } from '@/ui/select';
import { Instead } from './instead';
import { Pieces, type PieceLine } from './pieces';
import { useReturnSentence } from './sentences';
import type { Swaps } from './swaps';

export type Returnable = Pick<FollowedOrder, 'number' | 'lines' | 'returns' | 'deliveredAt'>;
export type Sending = {
  send: (wish: Wish & { email: string }) => void;
  isPending: boolean;
  isSuccess: boolean;
  error: unknown;
  data?: Pick<FollowedOrder, 'replacements'> | undefined;
};
type Props = { order: Returnable; currency: string; swaps: Swaps; kind: Wish['kind']; sending: Sending; asksEmail?: boolean; back: string };

/** The button that was pressed is gone with its step: who uses keys or hears the page goes on from the new one's heading. */
const focused = (heading: HTMLHeadingElement | null) => heading?.focus();

/** Two steps: which pieces, then the declaration itself. The law wants no more of a withdrawal than this (BGB § 356a). */
export function ReturnForm({ order, currency, swaps, kind, sending, asksEmail = false, back }: Props) {
  const t = useTranslations('returns');
  const sentence = useReturnSentence();
  const lines = order.lines.flatMap((line): PieceLine[] => {
    const most = returnable(line, order.returns);
    return most > 0 ? [{ ...line, most }] : [];
  });
  const [id] = useState(newKey);
  const [chosen, setChosen] = useState<Record<string, number>>(() =>
    kind === 'withdrawal' ? Object.fromEntries(lines.map(({ sku, most }) => [sku, most])) : {},
  );
  const [instead, setInstead] = useState<Record<string, string>>({});
  const [reason, setReason] = useState<ReturnReason | ''>('');
  const [note, setNote] = useState('');
  const [email, setEmail] = useState('');
  const [isReviewing, setReviewing] = useState(false);
  const [turns, setTurns] = useState(0);
  const [missing, setMissing] = useState<'pieces' | 'reason' | null>(null);

  const home = (
    <Link href={back as Route} className={buttonStyle({ variant: 'secondary' })}>
      {t('back')}
    </Link>
  );
  if (sending.isSuccess) {
    const other = sending.data?.replacements.find(({ returnId }) => returnId === id);
    const what = !other ? kind : other.phase === 'cancelled' ? 'soldOut' : 'exchange';
    return (
      <EmptyState
        title={
          <h1 ref={focused} tabIndex={-1} className="outline-none">
            {t(`done.${kind}`)}
          </h1>
        }
        text={t(`doneText.${what}`)}
        action={home}
      />
    );
  }
  if (lines.length === 0) return <EmptyState title={<h1>{t('nothing')}</h1>} text={t('nothingText')} action={home} />;

  const picked = lines.flatMap((line) => ((chosen[line.sku] ?? 0) > 0 ? [{ ...line, quantity: chosen[line.sku] ?? 0 }] : []));
  const turn = (to: boolean) => {
    setReviewing(to);
    setTurns(turns + 1);
  };
  const look = () => {
    const lacks = picked.length === 0 ? 'pieces' : kind === 'return' && reason === '' ? 'reason' : null;
    setMissing(lacks);
    if (!lacks) turn(true);
  };
  const declare = () =>
    sending.send({
      returnId: id,
      kind,
      lines: picked.map(({ sku, quantity }) => ({ sku, quantity, ...(instead[sku] && { exchangeFor: instead[sku] }) })),
      reason: reason || null,
      note: note.trim(),
      email,
    });

  return (
    <div className="grid max-w-2xl gap-8">
      <header className="grid gap-2">
        <p className="text-sm text-muted">
          {t('order', { number: order.number })} · {t('step', { step: isReviewing ? 2 : 1 })}
        </p>
        <h1 key={turns} ref={turns > 0 ? focused : undefined} tabIndex={-1} className="text-2xl font-medium tracking-tight outline-none md:text-3xl">
          {t(`title.${kind}`)}
        </h1>
        <p className="text-muted">{t(isReviewing ? `review.${kind}` : `lead.${kind}`)}</p>
      </header>
      {isReviewing ? (
        <form
          className="grid gap-6"
          onSubmit={(event) => {
            event.preventDefault();
            declare();
          }}
        >
          <Chosen lines={picked.map((line) => ({ ...line, other: swaps[line.sku]?.options.find(({ sku }) => sku === instead[line.sku]) }))} />
          {asksEmail && (
            <Field label={t('email')} hint={t('emailHint')}>
              <Input type="email" autoComplete="email" required value={email} onChange={(event) => setEmail(event.target.value)} />
            </Field>
          )}
          {Boolean(sending.error) && <Notice tone="danger">{sentence(sending.error)}</Notice>}
          <div className="flex flex-wrap gap-3">
            <Button type="submit" busy={sending.isPending}>
              {t(`confirm.${kind}`)}
            </Button>
            <Button variant="secondary" onClick={() => turn(false)}>
              {t('change')}
            </Button>
          </div>
        </form>
      ) : (
        <div className="grid gap-6">
          <Pieces
            lines={lines}
            chosen={chosen}
            onChange={(sku, quantity) => setChosen({ ...chosen, [sku]: quantity })}
            more={(line) => {
              const swap = swaps[line.sku];
              const choose = (sku: string) => setInstead({ ...instead, [line.sku]: sku });
              return swap && <Instead line={line} swap={swap} currency={currency} value={instead[line.sku] ?? ''} onChange={choose} />;
            }}
          />
          {kind === 'return' && (
            <Field label={t('why')} error={missing === 'reason' && t('whyMissing')}>
              <Select value={reason} onChange={(event) => setReason(ReturnReason.safeParse(event.target.value).data ?? '')}>
                <option value="">{t('choose')}</option>
                {ReturnReason.options.map((one) => (
                  <option key={one} value={one}>
                    {t(`reason.${one}`)}
                  </option>
                ))}
              </Select>
            </Field>
          )}
          <Field label={t('note')} optional>
            <Textarea rows={3} maxLength={500} value={note} onChange={(event) => setNote(event.target.value)} />
          </Field>
          {missing === 'pieces' && <Notice tone="danger">{t('piecesMissing')}</Notice>}
          <div className="flex flex-wrap gap-3">
            <Button onClick={look}>{t(`next.${kind}`)}</Button>
            {home}
          </div>
        </div>
      )}
    </div>
  );
}

function Chosen({ lines }: { lines: (PieceLine & { quantity: number; other: Swaps[string]['options'][number] | undefined })[] }) {
  const t = useTranslations('returns');
  const locale = useLocale();
  return (
    <ul aria-label={t('pieces')} className="grid gap-1 rounded-md bg-surface p-4">
      {lines.map(({ sku, quantity, name, variant, other }) => (
        <li key={sku}>
          {quantity} × {[name[locale], variant[locale]].filter(Boolean).join(', ')}
          {other && (
            <span className="block pl-6 text-muted">
              {other.sku === sku ? t('sameAgain') : t('exchangeFor', { label: other.label[locale] || name[locale] })}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
