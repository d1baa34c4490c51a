import { clsx } from 'clsx';
import type { ComponentProps } from 'react';

type Look = { variant?: 'primary' | 'secondary' | 'quiet' | 'danger'; size?: 'small' | 'medium' | 'large'; wide?: boolean | undefined };

const variants = {
  primary: 'bg-accent text-on-accent hover:bg-accent-deep',
  secondary: 'border border-edge text-ink hover:border-ink',
  quiet: 'text-ink hover:bg-surface',
  danger: 'border border-danger text-danger hover:bg-danger-soft',
};
const sizes = { small: 'h-9 px-3 text-sm pointer-coarse:h-11', medium: 'h-11 px-5 text-base', large: 'h-13 px-7 text-base' };

/** The look of a button, for links that act like one. */
export const buttonStyle = ({ variant = 'primary', size = 'medium', wide = false, className }: Look & { className?: string | undefined } = {}) =>
  clsx(
    'relative inline-flex items-center justify-center gap-2 rounded-sm font-medium whitespace-nowrap transition-colors select-none',
    'disabled:opacity-50 disabled:pointer-events-none aria-disabled:opacity-50',
    variants[variant],
    sizes[size],
    wide && 'w-full',
    className,
  );

type Props = ComponentProps<'button'> & Look & { busy?: boolean };

/** While `busy` it keeps its width and its focus, and takes no second press. */
export function Button({ variant, size, wide, busy = false, className, children, onClick, type = 'button', ...rest }: Props) {
  return (
    <button
      type={type}
      className={buttonStyle({ variant: variant ?? 'primary', size: size ?? 'medium', wide, className })}
      aria-busy={busy || undefined}
      aria-disabled={busy || undefined}
      onClick={busy ? (event) => event.preventDefault() : onClick}
      {...rest}
    >
      <span className={clsx('inline-flex items-center gap-2', busy && 'opacity-0')}>{children}</span>
      {busy && <span aria-hidden className="absolute size-5 animate-spin rounded-full border-2 border-current border-t-transparent" />}
    </button>
  );
}
