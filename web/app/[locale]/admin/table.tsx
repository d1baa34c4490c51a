import { clsx } from 'clsx';
import type { ReactNode } from 'react';

export type Column = { label: ReactNode; end?: boolean; className?: string };

/** A dense table that scrolls by itself on narrow screens; `caption` says to everybody what it holds. */
export function Table({ caption, columns, children }: { caption: string; columns: readonly Column[]; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard
    <section aria-label={caption} tabIndex={0} className="relative overflow-x-auto rounded-md border border-line">
      <table className="w-full border-collapse text-sm">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr className="border-b border-line bg-surface text-left text-xs text-muted">
            {columns.map(({ label, end, className }, index) => (
              <th key={index} scope="col" className={clsx('h-9 px-3 font-medium whitespace-nowrap', end && 'text-right', className)}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line">{children}</tbody>
      </table>
    </section>
  );
}

export function Cell({ end, quiet, className, children }: { end?: boolean; quiet?: boolean; className?: string; children?: ReactNode }) {
  return <td className={clsx('h-10 px-3 py-1.5', end && 'text-right tabular-nums', quiet && 'text-muted', className)}>{children}</td>;
}

export const rowStyle = 'hover:bg-surface focus-within:bg-surface';

export function Heading({ title, children }: { title: ReactNode; children?: ReactNode }) {
  return (
    <div className="mb-5 flex flex-wrap items-center justify-between gap-3">
      <h1 className="text-xl font-medium tracking-tight">{title}</h1>
      {children}
    </div>
  );
}

export function Panel({ title, text, children, className }: { title: ReactNode; text?: ReactNode; children: ReactNode; className?: string }) {
  return (
    <section className={clsx('grid grid-cols-1 content-start gap-3', className)}>
      <div>
        <h2 className="font-medium">{title}</h2>
        {text && <p className="text-sm text-muted">{text}</p>}
      </div>
      {children}
    </section>
  );
}
