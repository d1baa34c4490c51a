import { clsx } from 'clsx';
import Image from 'next/image';
import type { z } from 'zod';
import type { Image as ImageSchema } from '@kontor/contracts/catalog';
import type { Locale } from '@kontor/contracts/ids';

export type ProductImage = z.infer<typeof ImageSchema>;

type Props = {
  image: ProductImage | undefined;
  locale: Locale;
  /** how wide it is shown, as in the sizes attribute */
  sizes: string;
  priority?: boolean;
  ratio?: '4:5' | '1:1' | '16:9';
  /** beside its own name a picture says nothing new */
  decorative?: boolean;
  className?: string | undefined;
};

const ratios = { '4:5': 'aspect-4/5', '1:1': 'aspect-square', '16:9': 'aspect-video' };

/** A picture in a fixed frame: the place is there before the bytes are, and its colours are there before its lines. */
export function Picture({ image, locale, sizes, priority = false, ratio = '4:5', decorative = false, className }: Props) {
  return (
    <span className={clsx('relative block overflow-hidden bg-surface', ratios[ratio], className)}>
      {image && (
        <Image
          src={image.src}
          alt={decorative ? '' : image.alt[locale]}
          fill
          sizes={sizes}
          quality={70}
          {...(priority ? { loading: 'eager' as const, fetchPriority: 'high' as const } : {})}
          {...(image.blur ? { placeholder: 'blur' as const, blurDataURL: image.blur } : {})}
          unoptimized={image.src.startsWith('https:')}
          className="object-cover"
        />
      )}
    </span>
  );
}
