import { Link } from './link';
import { getTranslations } from 'next-intl/server';
import type { CollectionCard } from '@kontor/contracts/content';
import type { Locale } from '@kontor/contracts/ids';
import { Picture } from './picture';

type Props = { collections: readonly CollectionCard[]; locale: Locale; heading?: 'h2' | 'h3' };

export async function CollectionTiles({ collections, locale, heading: Heading = 'h2' }: Props) {
  const t = await getTranslations('content');
  return (
    <ul className="grid gap-x-6 gap-y-10 sm:grid-cols-2 lg:grid-cols-3">
      {collections.map(({ handle, name, image, count }) => (
        <li key={handle} className="group relative">
          <Picture
            image={image}
            locale={locale}
            sizes="(min-width: 1024px) 32vw, (min-width: 640px) 48vw, 92vw"
            ratio="16:9"
            decorative
            className="rounded-sm"
          />
          <div className="mt-3 flex items-baseline justify-between gap-4">
            <Heading className="text-lg">
              <Link href={`/${locale}/collections/${handle}`} className="after:absolute after:inset-0 group-hover:text-accent">
                {name[locale]}
              </Link>
            </Heading>
            <span className="shrink-0 text-sm text-muted">{t('things', { count })}</span>
          </div>
        </li>
      ))}
    </ul>
  );
}
