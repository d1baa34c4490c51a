import { clsx } from 'clsx';

/** Five stars filled from the left. `tenths`: 43 is 4.3 stars. */
export function Stars({ tenths, label, size = 'small' }: { tenths: number; label: string; size?: 'small' | 'large' }) {
  return (
    <span
      role="img"
      aria-label={label}
      className={clsx('stars inline-block shrink-0', size === 'large' ? 'h-6 w-30' : 'h-4 w-20')}
      style={{ '--filled': `${tenths * 2}%` } as React.CSSProperties}
    />
  );
}
