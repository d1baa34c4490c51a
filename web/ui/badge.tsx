import { clsx } from 'clsx';
import type { ReactNode } from 'react';

const tones = {
  neutral: 'bg-surface text-ink',
  accent: 'bg-accent text-on-accent',
  success: 'bg-success-soft text-success',
  warn: 'bg-warn-soft text-warn',
  danger: 'bg-danger-soft text-danger',
};

export function Badge({ tone = 'neutral', className, children }: { tone?: keyof typeof tones; className?: string; children: ReactNode }) {
  return <span className={clsx('inline-flex h-6 items-center rounded-sm px-2 text-xs font-medium', tones[tone], className)}>{children}</span>;
}
