import { Link } from '@/ui/link';
import { getLocale, getTranslations } from 'next-intl/server';
import { buttonStyle } from '@/ui/button';
import { EmptyState } from '@/ui/notice';

export default async function NotFound() {
  const [locale, t, nav] = await Promise.all([getLocale(), getTranslations('errors'), getTranslations('nav')]);
  return (
    <div className="page py-16">
      <EmptyState
        title={<h1>{t('notFoundTitle')}</h1>}
        text={t('notFoundText')}
        action={
          <Link href={`/${locale}/c`} className={buttonStyle()}>
            {nav('categories')}
          </Link>
        }
      />
    </div>
  );
}
