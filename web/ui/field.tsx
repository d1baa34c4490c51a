'use client';

import { clsx } from 'clsx';
import { useTranslations } from 'next-intl';
import { createContext, type ReactNode, useContext, useId } from 'react';

type Control = { id?: string; 'aria-describedby'?: string | undefined; 'aria-invalid'?: boolean | undefined };

const ControlContext = createContext<Control>({});

/** What a control inside a Field takes over from it. */
export const useControl = () => useContext(ControlContext);

type Props = { label: ReactNode; hint?: ReactNode; error?: ReactNode; optional?: boolean; className?: string | undefined; children: ReactNode };

/** Label, control, hint and error of one input, tied together for screen readers. */
export function Field({ label, hint, error, optional = false, className, children }: Props) {
  const t = useTranslations('common');
  const id = useId();
  const described = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(' ');
  return (
    <div className={clsx('grid content-start gap-1.5', className)}>
      <label htmlFor={id} className="text-sm font-medium">
        {label}
        {optional && <span className="font-normal text-muted"> ({t('optional')})</span>}
      </label>
      <ControlContext value={{ id, 'aria-describedby': described || undefined, 'aria-invalid': error ? true : undefined }}>{children}</ControlContext>
      {error && (
        <p id={`${id}-error`} className="text-sm text-danger">
          {error}
        </p>
      )}
      {hint && (
        <p id={`${id}-hint`} className="text-sm text-muted">
          {hint}
        </p>
      )}
    </div>
  );
}
