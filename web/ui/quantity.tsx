'use client';

import { clsx } from 'clsx';
import { Minus, Plus } from 'lucide-react';
import { useState } from 'react';

type Props = {
  value: number;
  onChange: (value: number) => void;
  min?: number;
  max?: number;
  label: string;
  labels: { less: string; more: string };
  disabled?: boolean;
  size?: 'small' | 'medium';
};

const step = 'grid aspect-square h-full place-items-center rounded-sm hover:text-accent disabled:opacity-40 disabled:pointer-events-none';

/** A number of pieces: step by step, or typed. What is typed counts when the field is left. */
export function Quantity({ value, onChange, min = 1, max = 99, label, labels, disabled = false, size = 'medium' }: Props) {
  const [typed, setTyped] = useState<string | null>(null);

  function take() {
    const wanted = Number.parseInt(typed ?? '', 10);
    setTyped(null);
    if (Number.isNaN(wanted)) return;
    const within = Math.min(max, Math.max(min, wanted));
    if (within !== value) onChange(within);
  }

  return (
    <div
      className={clsx(
        'inline-flex w-fit items-center rounded-sm border border-edge',
        size === 'small' ? 'h-9 pointer-coarse:h-11.5' : 'h-11 pointer-coarse:h-11.5',
      )}
    >
      <button type="button" className={step} aria-label={labels.less} disabled={disabled || value <= min} onClick={() => onChange(value - 1)}>
        <Minus aria-hidden className="size-4" strokeWidth={1.5} />
      </button>
      <input
        className="h-full w-9 pointer-coarse:w-11 bg-transparent text-center tabular-nums"
        inputMode="numeric"
        autoComplete="off"
        aria-label={label}
        disabled={disabled}
        value={typed ?? String(value)}
        onChange={(event) => setTyped(event.target.value.replace(/\D/g, '').slice(0, 2))}
        onBlur={take}
        onKeyDown={(event) => event.key === 'Enter' && take()}
      />
      <button type="button" className={step} aria-label={labels.more} disabled={disabled || value >= max} onClick={() => onChange(value + 1)}>
        <Plus aria-hidden className="size-4" strokeWidth={1.5} />
      </button>
    </div>
  );
}
