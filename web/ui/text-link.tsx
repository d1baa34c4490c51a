import { clsx } from 'clsx';
import Link, { type LinkProps } from 'next/link';
import type { ReactNode } from 'react';

/** A link inside text or at the end of it. */
export function TextLink<To extends string>({ className, ...rest }: LinkProps<To> & { className?: string; children: ReactNode }) {
  return <Link className={clsx('underline decoration-edge underline-offset-4 hover:text-accent hover:decoration-accent', className)} {...rest} />;
}
