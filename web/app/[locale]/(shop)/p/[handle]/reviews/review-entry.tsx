import { useTranslations } from 'next-intl';
import type { Locale } from '@kontor/contracts/ids';
import type { Review } from '@kontor/contracts/review';
import { formatDate } from '@kontor/contracts/format';
import { Stars } from '@/ui/stars';

/** One review in the words and the language of its author; made by the server for the first ones, in the browser for what is asked for. */
export function ReviewEntry({ review, locale }: { review: Review; locale: Locale }) {
  const t = useTranslations('reviews');
  const { rating, title, text, author, verified, writtenAt, answer } = review;
  return (
    <article className="py-6">
      <Stars tenths={rating * 10} label={t('stars', { stars: rating })} />
      <div lang={review.locale}>
        {title && <h3 className="mt-1 font-medium">{title}</h3>}
        {text && <p className="mt-1 max-w-prose whitespace-pre-line">{text}</p>}
      </div>
      <p className="mt-2 text-sm text-muted">
        {author} · <time dateTime={writtenAt}>{formatDate(writtenAt, locale)}</time>
        {verified && ` · ${t('verified')}`}
      </p>
      {answer && (
        <div className="mt-4 max-w-prose border-l-2 border-line pl-4">
          <p className="text-sm font-medium">{t('answer')}</p>
          <p lang={review.locale} className="mt-1 whitespace-pre-line text-muted">
            {answer.text}
          </p>
        </div>
      )}
    </article>
  );
}
