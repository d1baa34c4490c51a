import { clsx } from 'clsx';
import type { ReactNode } from 'react';

const tones = {
  neutral: 'bg-surface text-ink',
  success: 'bg-success-soft text-success',
  warn: 'bg-warn-soft text-warn',
  danger: 'bg-danger-soft text-danger',
};

/** A word in its place on the page. Danger is read out at once. */
export function Notice({
  tone = 'neutral',
  title,
  className,
  children,
}: {
  tone?: keyof typeof tones;
  title?: ReactNode;
  className?: string;
  children?: ReactNode;
}) {
  return (
    <div role={tone === 'danger' ? 'alert' : 'status'} className={clsx('grid gap-1 rounded-md p-4 text-sm', tones[tone], className)}>
      {title && <p className="font-medium">{title}</p>}
      {children && <div>{children}</div>}
    </div>
  );
}

type State = { title: ReactNode; text?: ReactNode; action?: ReactNode };

/** Where there is nothing yet: what this place is for, and the way on. */
export function EmptyState({ title, text, action }: State) {
  return (
    <div className="grid justify-items-center gap-3 py-16 text-center">
      <div className="text-xl font-medium tracking-tight">{title}</div>
      {text && <p className="max-w-prose text-muted">{text}</p>}
      {action && <div className="mt-3">{action}</div>}
    </div>
  );
}

/** Where something broke: said plainly, with the way on and the id to ask us by. */
export function ErrorState({ title, text, action, errorId }: State & { errorId?: ReactNode }) {
  return (
    <div role="alert" className="grid justify-items-center gap-3 py-16 text-center">
      <div className="text-xl font-medium tracking-tight">{title}</div>
      {text && <p className="max-w-prose text-muted">{text}</p>}
      {errorId && <p className="font-mono text-xs text-muted">{errorId}</p>}
      {action && <div className="mt-3">{action}</div>}
    </div>
  );
}
