import type { Route } from 'next';
import { Link } from './link';

type Step = { label: string; href?: string };

export function Breadcrumb({ label, trail }: { label: string; trail: readonly Step[] }) {
  return (
    <nav aria-label={label} className="text-sm text-muted">
      <ol className="no-scrollbar flex gap-2 overflow-x-auto whitespace-nowrap">
        {trail.map((step, index) => (
          <li key={step.label} className="flex items-center gap-2">
            {index > 0 && <span aria-hidden>/</span>}
            {step.href ? (
              <Link href={step.href as Route} className="py-1 hover:text-ink">
                {step.label}
              </Link>
            ) : (
              <span aria-current="page" className="py-1 text-ink">
                {step.label}
              </span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
