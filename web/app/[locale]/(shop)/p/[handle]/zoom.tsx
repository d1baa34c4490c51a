'use client';

import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import type { Locale } from '@kontor/contracts/ids';
import { type ProductImage, sourcesOf } from '@/ui/picture';

/** One picture as large as the screen; a press on it shows it twice as large again. */
export function Zoom({ image, locale, onClose }: { image: ProductImage | undefined; locale: Locale; onClose: () => void }) {
  const common = useTranslations('common');
  const t = useTranslations('product');
  const dialog = useRef<HTMLDialogElement>(null);
  const [isLarge, setLarge] = useState(false);

  useEffect(() => dialog.current?.showModal(), []);

  if (!image) return null;
  return (
    <dialog ref={dialog} onClose={onClose} aria-label={image.alt[locale]} className="sheet" data-side="full">
      <button
        type="button"
        onClick={() => setLarge(!isLarge)}
        aria-pressed={isLarge}
        aria-label={t('zoom')}
        className={isLarge ? 'block h-full w-full cursor-zoom-out overflow-auto' : 'block h-full w-full cursor-zoom-in'}
      >
        <img
          {...sourcesOf(image.src)}
          alt={image.alt[locale]}
          width={image.width}
          height={image.height}
          sizes={isLarge ? '200vw' : '100vw'}
          className={isLarge ? 'h-auto w-[200vw] max-w-none md:w-[140vw]' : 'h-full w-full object-contain'}
        />
      </button>
      <button
        type="button"
        onClick={() => dialog.current?.close()}
        aria-label={common('close')}
        className="absolute top-3 right-3 grid size-11 place-items-center rounded-full bg-paper"
      >
        <X aria-hidden className="size-5" strokeWidth={1.5} />
      </button>
    </dialog>
  );
}
