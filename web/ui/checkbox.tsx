import { clsx } from 'clsx';
import type { ComponentProps, ReactNode } from 'react';

type Props = Omit<ComponentProps<'input'>, 'type'> & { label: ReactNode };

export function Checkbox({ label, className, ...rest }: Props) {
  return (
    <label className={clsx('flex min-h-8 cursor-pointer items-start gap-3 py-1 text-sm', className)}>
      <input type="checkbox" className="mt-px size-4.5 shrink-0 cursor-pointer accent-accent" {...rest} />
      <span className="min-w-0 flex-1">{label}</span>
    </label>
  );
}
