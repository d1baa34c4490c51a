import { clsx } from 'clsx';
import type { ComponentProps, ReactNode } from 'react';

type Props = Omit<ComponentProps<'input'>, 'type'> & { label: ReactNode; detail?: ReactNode; aside?: ReactNode };

/** One of several ways, with room to say what it means and what it costs. */
export function RadioCard({ label, detail, aside, className, ...rest }: Props) {
  return (
    <label
      className={clsx(
        'flex cursor-pointer items-start gap-3 rounded-sm border border-edge p-4 transition-colors hover:border-ink has-checked:border-accent has-checked:ring-1 has-checked:ring-accent has-disabled:cursor-default has-disabled:opacity-50',
        className,
      )}
    >
      <input type="radio" className="mt-0.5 size-4.5 shrink-0 accent-accent" {...rest} />
      <span className="grid min-w-0 flex-1 gap-0.5">
        <span className="font-medium">{label}</span>
        {detail && <span className="text-sm text-muted">{detail}</span>}
      </span>
      {aside && <span className="shrink-0 tabular-nums">{aside}</span>}
    </label>
  );
}
