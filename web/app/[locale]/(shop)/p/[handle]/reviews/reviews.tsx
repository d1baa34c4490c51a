import { getTranslations } from 'next-intl/server';
import type { Product } from '@kontor/contracts/catalog';
import type { Locale } from '@kontor/contracts/ids';
import { newestReviews } from '@/content';
import { formatNumber } from '@kontor/contracts/format';
import { Words } from '@/i18n/words';
import { Stars } from '@/ui/stars';
import { OwnReview } from './own-review';
import { ReviewEntry } from './review-entry';
import { ReviewList } from './review-list';

const TENTHS = 10;

/** What shoppers say: the sum of it, the newest in the page itself, the rest as it is asked for. */
export async function Reviews({ product: { id, rating }, locale }: { product: Pick<Product, 'id' | 'rating'>; locale: Locale }) {
  const [t, first] = await Promise.all([getTranslations('reviews'), newestReviews(id)]);
  const average = formatNumber(rating.average / TENTHS, locale);
  return (
    <section id="reviews" aria-labelledby="reviews-title" className="mt-24 border-t border-line pt-12">
      <Words locale={locale} namespaces={['common', 'refusals', 'form', 'reviews']}>
        <div className="grid gap-10 md:grid-cols-[minmax(15rem,1fr)_2.5fr] md:gap-16">
          <div>
            <h2 id="reviews-title" className="text-2xl font-medium tracking-tight">
              {t('title')}
            </h2>
            {rating.count > 0 ? (
              <p className="mt-4 flex flex-wrap items-center gap-x-3">
                <span className="text-4xl font-medium tracking-tight tabular-nums">{average}</span>
                <span>
                  <Stars tenths={rating.average} label={t('stars', { stars: average })} size="large" />
                  <span className="block text-sm text-muted">{t('count', { count: rating.count })}</span>
                </span>
              </p>
            ) : (
              <p className="mt-3 text-muted">{t('none')}</p>
            )}
            <OwnReview productId={id} />
          </div>
          <ReviewList key={first.items[0]?.id} productId={id} rating={rating} next={first.next}>
            {first.items.map((review) => (
              <li key={review.id}>
                <ReviewEntry review={review} locale={locale} />
              </li>
            ))}
          </ReviewList>
        </div>
        <p className="mt-8 text-xs text-muted">{t('howChecked')}</p>
      </Words>
    </section>
  );
}
