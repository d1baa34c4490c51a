import { Link } from '@/ui/link';
import { getLocale, getTranslations } from 'next-intl/server';
import { articles } from '@/content';
import { ArticleTiles } from '@/ui/article-tiles';
import { Breadcrumb } from '@/ui/breadcrumb';
import { buttonStyle } from '@/ui/button';
import { EmptyState } from '@/ui/notice';

/** The journal from an entry on; the way on is a link that crawlers can follow. */
export async function JournalView({ after = '' }: { after?: string }) {
  const [locale, t, nav, { items, next }] = await Promise.all([getLocale(), getTranslations('content'), getTranslations('nav'), articles(after)]);
  return (
    <div className="page">
      <div className="py-4">
        <Breadcrumb
          label={nav('breadcrumb')}
          trail={[
            { label: nav('home'), href: `/${locale}` },
            after ? { label: t('journal'), href: `/${locale}/journal` } : { label: t('journal') },
            ...(after ? [{ label: t('older') }] : []),
          ]}
        />
      </div>
      <h1 className="text-3xl font-medium tracking-tight md:text-4xl">{t('journal')}</h1>
      <p className="mt-3 mb-10 max-w-prose text-muted">{t('journalLead')}</p>
      {items.length > 0 ? (
        <ArticleTiles articles={items} locale={locale} />
      ) : (
        <EmptyState
          title={t('noArticles')}
          action={
            <Link href={`/${locale}/c`} className={buttonStyle({ variant: 'secondary' })}>
              {nav('allCategories')}
            </Link>
          }
        />
      )}
      {next && (
        <div className="mt-14 grid justify-center">
          <Link href={`/${locale}/journal/older?after=${encodeURIComponent(next)}`} rel="next" className={buttonStyle({ variant: 'secondary' })}>
            {t('older')}
          </Link>
        </div>
      )}
    </div>
  );
}
