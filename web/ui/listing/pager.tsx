import { clsx } from 'clsx';
import { ArrowLeft, ArrowRight } from 'lucide-react';
import type { Route } from 'next';
import { Link } from '../link';
import { getTranslations } from 'next-intl/server';
import { addressIn, type Place, type Refinement } from './refinement';

/** The first, the last and the neighbours; 0 stands for a gap. */
function pagesAround(page: number, pages: number): number[] {
  const near = [1, page - 1, page, page + 1, pages].filter((number) => number >= 1 && number <= pages);
  const shown = [...new Set(near)].sort((a, b) => a - b);
  return shown.flatMap((number, index) => (index > 0 && number - (shown[index - 1] ?? 0) > 1 ? [0, number] : [number]));
}

const cell = 'grid h-11 min-w-11 place-items-center rounded-sm px-2 tabular-nums';

export async function Pager({ place, refinement, total, pageSize }: { place: Place; refinement: Refinement; total: number; pageSize: number }) {
  const pages = Math.ceil(total / pageSize);
  if (pages <= 1) return null;
  const t = await getTranslations('listing');
  const { page } = refinement;
  const hrefOf = (number: number) => addressIn(place, { ...refinement, page: number }) as Route;
  return (
    <nav aria-label={t('pages')} className="mt-16 flex items-center justify-center gap-1">
      {page > 1 && (
        <Link href={hrefOf(page - 1)} rel="prev" aria-label={t('previousPage')} className={clsx(cell, 'hover:bg-surface')}>
          <ArrowLeft aria-hidden className="size-5" strokeWidth={1.5} />
        </Link>
      )}
      <ol className="flex items-center gap-1">
        {pagesAround(page, pages).map((number, index) => (
          <li key={number || `gap-${index}`}>
            {number === 0 ? (
              <span className={cell}>…</span>
            ) : (
              <Link
                href={hrefOf(number)}
                aria-label={t('page', { page: number })}
                aria-current={number === page ? 'page' : undefined}
                className={clsx(cell, number === page ? 'bg-ink text-paper' : 'hover:bg-surface')}
              >
                {number}
              </Link>
            )}
          </li>
        ))}
      </ol>
      {page < pages && (
        <Link href={hrefOf(page + 1)} rel="next" aria-label={t('nextPage')} className={clsx(cell, 'hover:bg-surface')}>
          <ArrowRight aria-hidden className="size-5" strokeWidth={1.5} />
        </Link>
      )}
    </nav>
  );
}
