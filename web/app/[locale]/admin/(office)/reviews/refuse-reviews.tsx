'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { Button } from '@/ui/button';
import { Field } from '@/ui/field';
import { Input } from '@/ui/input';
import { Sheet } from '@/ui/sheet';

type Props = { ids: readonly string[]; busy: boolean; onClose: () => void; onRefuse: (reason: string) => void };
const SHORTEST = 3;

/** A review is refused with a reason, which the audit log keeps. */
export function RefuseReviews({ ids, busy, onClose, onRefuse }: Props) {
  const t = useTranslations('office.reviews');
  const office = useTranslations('office');
  const [reason, setReason] = useState('');
  const [isWrong, setWrong] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const isShort = reason.trim().length < SHORTEST;
    setWrong(isShort);
    if (!isShort) onRefuse(reason.trim());
  };
  return (
    <Sheet open={ids.length > 0} onClose={onClose} title={t('refuseTitle', { count: ids.length })} side="center">
      <form onSubmit={submit} noValidate className="grid gap-5">
        <Field label={t('reason')} hint={t('reasonHint')} error={isWrong && t('reasonWrong')}>
          <Input value={reason} maxLength={200} onChange={(event) => setReason(event.target.value)} />
        </Field>
        <div className="flex flex-wrap justify-end gap-2">
          <Button variant="quiet" onClick={onClose}>
            {office('cancel')}
          </Button>
          <Button type="submit" variant="danger" busy={busy}>
            {t('refuse')}
          </Button>
        </div>
      </form>
    </Sheet>
  );
}
