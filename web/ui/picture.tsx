import { clsx } from 'clsx';
import type { z } from 'zod';
import type { Image as ImageSchema } from '@kontor/contracts/catalog';
import type { Locale } from '@kontor/contracts/ids';

export type ProductImage = z.infer<typeof ImageSchema>;

/** The widths the image optimiser makes (next.config.ts), and the quality it makes them in. */
const widths = [64, 160, 256, 384, 640, 828, 1080, 1440, 1920];
const QUALITY = 70;

const made = (src: string, width: number) => `/_next/image?url=${encodeURIComponent(src)}&w=${width}&q=${QUALITY}`;

/** The sources of a picture of our own in all widths; one from elsewhere is taken as it is. */
export function sourcesOf(src: string) {
  if (src.startsWith('https:')) return { src };
  return { src: made(src, 1080), srcSet: widths.map((width) => `${made(src, width)} ${width}w`).join(', ') };
}

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

/**
 * A picture in a fixed frame: the place is there before the bytes are, and its colours are there before its lines. A plain img:
 * the component of Next does the same with 12 kB of script.
 */
export function Picture({ image, locale, sizes, priority = false, ratio = '4:5', decorative = false, className }: Props) {
  return (
    <span
      className={clsx('relative block overflow-hidden bg-surface bg-cover', ratios[ratio], className)}
      style={image?.blur ? { backgroundImage: `url(${image.blur})` } : undefined}
    >
      {image && (
        <img
          {...sourcesOf(image.src)}
          sizes={sizes}
          alt={decorative ? '' : image.alt[locale]}
          width={image.width}
          height={image.height}
          decoding="async"
          loading={priority ? 'eager' : 'lazy'}
          fetchPriority={priority ? 'high' : 'auto'}
          className="absolute inset-0 size-full object-cover"
        />
      )}
    </span>
  );
}
