'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Sheet } from '@/ui/sheet';

type Part = 'conditions' | 'withdrawal';

/** What the binding button means, with the terms and the right to withdraw one press away: nobody has to leave the form for them. */
export function Terms() {
  const t = useTranslations('terms');
  const [open, setOpen] = useState<Part>('conditions');
  const [shown, setShown] = useState(false);
  const show = (part: Part) => () => {
    setOpen(part);
    setShown(true);
  };
  const link = 'underline decoration-edge underline-offset-4 hover:text-accent';
  return (
    <>
      <p className="text-sm text-muted">
        {t.rich('agree', {
          terms: (words) => (
            <button type="button" className={link} onClick={show('conditions')}>
              {words}
            </button>
          ),
          withdrawal: (words) => (
            <button type="button" className={link} onClick={show('withdrawal')}>
              {words}
            </button>
          ),
        })}
      </p>
      <Sheet open={shown} onClose={() => setShown(false)} side="right" title={t(`${open}.title`)}>
        <div className="grid max-w-prose gap-4">
          {(['one', 'two', 'three', 'four'] as const).map((paragraph) => (
            <p key={paragraph}>{t(`${open}.${paragraph}`)}</p>
          ))}
        </div>
      </Sheet>
    </>
  );
}
