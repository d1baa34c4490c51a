import { type ReactNode, useId } from 'react';

/** One matter of the page, with what it does said before it is done. */
export function Part({ title, text, children }: { title: string; text: string; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="grid justify-items-start gap-3">
      <h2 id={id} className="text-xl font-medium tracking-tight">
        {title}
      </h2>
      <p className="mb-1 max-w-prose text-muted">{text}</p>
      {children}
    </section>
  );
}
