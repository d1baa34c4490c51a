'use client';

import { clsx } from 'clsx';
import type { ComponentProps } from 'react';
import { useControl } from './field';

export const controlStyle =
  'w-full min-w-0 rounded-sm border border-edge bg-paper px-3 text-base text-ink placeholder:text-muted transition-colors hover:border-ink aria-invalid:border-danger disabled:opacity-60';

export function Input({ className, ...rest }: ComponentProps<'input'>) {
  return <input {...useControl()} className={clsx(controlStyle, 'h-11', className)} {...rest} />;
}

export function Textarea({ className, rows = 4, ...rest }: ComponentProps<'textarea'>) {
  return <textarea {...useControl()} rows={rows} className={clsx(controlStyle, 'py-2', className)} {...rest} />;
}
