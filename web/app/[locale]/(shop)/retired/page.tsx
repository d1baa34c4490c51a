import type { Metadata } from 'next';
import { Link } from '@/ui/link';
import { getLocale, getTranslations } from 'next-intl/server';
import { buttonStyle } from '@/ui/button';
import { EmptyState } from '@/ui/notice';

export const ensureStatic = 'navigation';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('errors');
  return { title: t('retiredTitle'), robots: { index: false } };
}

/** In place of a product that left the range for good. */
export default async function RetiredPage() {
  const [locale, t, nav] = await Promise.all([getLocale(), getTranslations('errors'), getTranslations('nav')]);
  return (
    <div className="page py-16">
      <EmptyState
        title={<h1>{t('retiredTitle')}</h1>}
        text={t('retiredText')}
        action={
          <Link href={`/${locale}/c`} className={buttonStyle()}>
            {nav('allCategories')}
          </Link>
        }
      />
    </div>
  );
}
