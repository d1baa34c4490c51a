'use client';

import { clsx } from 'clsx';
import { ChevronDown } from 'lucide-react';
import type { ComponentProps } from 'react';
import { useControl } from './field';
import { controlStyle } from './input';

/** The browser's own list: right on every phone, by keyboard and for screen readers. */
export function Select({ className, ...rest }: ComponentProps<'select'>) {
  return (
    <span className={clsx('relative block', className)}>
      <select {...useControl()} className={clsx(controlStyle, 'h-11 appearance-none pr-10')} {...rest} />
      <ChevronDown aria-hidden className="pointer-events-none absolute top-3.5 right-3 size-4 text-muted" strokeWidth={1.5} />
    </span>
  );
}
