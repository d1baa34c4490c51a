'use client';

import { clsx } from 'clsx';
import { Expand } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import type { Locale } from '@kontor/contracts/ids';
import { Picture, type ProductImage } from '@/ui/picture';

const Zoom = dynamic(() => import('./zoom').then((module) => module.Zoom), { ssr: false });

type Props = { images: readonly ProductImage[]; shown: number; locale: Locale; name: string };

/** Pictures side by side in a strip that snaps: a swipe is the browser's own scrolling. */
export function Gallery({ images, shown, locale, name }: Props) {
  const t = useTranslations('product');
  const strip = useRef<HTMLUListElement>(null);
  const [at, setAt] = useState(shown);
  const [zoomed, setZoomed] = useState<number | null>(null);

  const showPicture = (index: number, behavior: ScrollBehavior) => {
    const list = strip.current;
    list?.scrollTo({ left: index * list.clientWidth, behavior });
  };

  useEffect(() => showPicture(shown, 'instant'), [shown]);

  return (
    <section aria-label={t('gallery', { name })} className="-mx-[clamp(1rem,4vw,3rem)] md:mx-0">
      <div className="relative">
        <ul
          ref={strip}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a strip that scrolls must be reachable by keyboard (WCAG 2.1.1)
          tabIndex={0}
          onScroll={({ currentTarget }) => setAt(Math.round(currentTarget.scrollLeft / Math.max(1, currentTarget.clientWidth)))}
          className="no-scrollbar flex snap-x snap-mandatory overflow-x-auto md:rounded-sm"
        >
          {images.map((image, index) => (
            <li key={image.src} className="w-full shrink-0 snap-center">
              <button
                type="button"
                className="block w-full cursor-zoom-in"
                aria-label={t('zoomPicture', { index: index + 1 })}
                onClick={() => setZoomed(index)}
              >
                <Picture image={image} locale={locale} sizes="(min-width: 1440px) 760px, (min-width: 768px) 52vw, 100vw" priority={index === 0} />
              </button>
            </li>
          ))}
        </ul>
        <span aria-hidden className="pointer-events-none absolute right-3 bottom-3 grid size-9 place-items-center rounded-full bg-paper/80">
          <Expand className="size-4" strokeWidth={1.5} />
        </span>
        {images.length > 1 && (
          <p role="status" className="absolute bottom-3 left-3 rounded-full bg-paper/80 px-3 py-1 text-xs tabular-nums md:sr-only">
            <span className="sr-only">{t('picture', { index: at + 1, count: images.length })}</span>
            <span aria-hidden>
              {at + 1} / {images.length}
            </span>
          </p>
        )}
      </div>
      {images.length > 1 && (
        <ul className="mt-3 hidden flex-wrap gap-3 md:flex">
          {images.map((image, index) => (
            <li key={image.src}>
              <button
                type="button"
                aria-label={t('showPicture', { index: index + 1 })}
                aria-current={index === at || undefined}
                onClick={() => showPicture(index, 'smooth')}
                className={clsx('block w-16 overflow-hidden rounded-sm border-2 lg:w-18', index === at ? 'border-ink' : 'border-transparent hover:border-line')}
              >
                <Picture image={image} locale={locale} sizes="72px" decorative />
              </button>
            </li>
          ))}
        </ul>
      )}
      {zoomed !== null && <Zoom image={images[zoomed]} locale={locale} onClose={() => setZoomed(null)} />}
    </section>
  );
}
