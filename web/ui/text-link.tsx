import { clsx } from 'clsx';
import type { ComponentProps } from 'react';
import { Link } from './link';

/** A link inside text or at the end of it. */
export function TextLink<To extends string>({ className, ...rest }: ComponentProps<typeof Link<To>>) {
  return <Link className={clsx('underline decoration-edge underline-offset-4 hover:text-accent hover:decoration-accent', className)} {...rest} />;
}
