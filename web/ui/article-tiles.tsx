import { Link } from './link';
import type { ArticleCard } from '@kontor/contracts/content';
import type { Locale } from '@kontor/contracts/ids';
import { formatDate } from '@kontor/contracts/format';
import { Picture } from './picture';

type Props = { articles: readonly ArticleCard[]; locale: Locale; heading?: 'h2' | 'h3' };

export function ArticleTiles({ articles, locale, heading: Heading = 'h2' }: Props) {
  return (
    <ul className="grid gap-x-6 gap-y-12 sm:grid-cols-2 lg:grid-cols-3">
      {articles.map(({ handle, title, teaser, image, publishedAt }) => (
        <li key={handle}>
          <article className="group relative">
            <Picture
              image={image}
              locale={locale}
              sizes="(min-width: 1024px) 32vw, (min-width: 640px) 48vw, 92vw"
              ratio="16:9"
              decorative
              className="rounded-sm"
            />
            <time dateTime={publishedAt} className="mt-3 block text-sm text-muted">
              {formatDate(publishedAt, locale)}
            </time>
            <Heading className="mt-1 text-lg font-medium">
              <Link href={`/${locale}/journal/${handle}`} className="after:absolute after:inset-0 group-hover:text-accent">
                {title[locale]}
              </Link>
            </Heading>
            <p className="mt-1 text-muted">{teaser[locale]}</p>
          </article>
        </li>
      ))}
    </ul>
  );
}
