import { Link } from '../link';
import { getLocale, getTranslations } from 'next-intl/server';
import { categories } from '@/catalogue';
import { pages } from '@/content';
import { treeOf } from '@/category-tree';
import { LanguageLinks } from './language-links';
import { Wordmark } from './wordmark';

const column = 'grid content-start gap-1 text-sm';
const link = 'block py-1 text-muted hover:text-ink';

export async function Footer() {
  const [locale, t, all, written] = await Promise.all([getLocale(), getTranslations('nav'), categories(), pages()]);
  return (
    <footer className="mt-24 border-t border-line">
      <div className="page grid grid-cols-2 gap-10 py-14 lg:grid-cols-[2fr_1fr_1fr_1fr]">
        <div className="col-span-2 grid content-start gap-3 lg:col-span-1">
          <Wordmark />
          <p className="max-w-72 text-sm text-muted">{t('promise')}</p>
        </div>
        <nav aria-labelledby="footer-shop" className={column}>
          <h2 id="footer-shop" className="mb-1 font-medium">
            {t('shop')}
          </h2>
          <ul>
            {treeOf(all).map((department) => (
              <li key={department.id}>
                <Link href={`/${locale}/c/${department.id}`} className={link}>
                  {department.name[locale]}
                </Link>
              </li>
            ))}
            <li>
              <Link href={`/${locale}/collections`} className={link}>
                {t('collections')}
              </Link>
            </li>
            <li>
              <Link href={`/${locale}/journal`} className={link}>
                {t('journal')}
              </Link>
            </li>
          </ul>
        </nav>
        <nav aria-labelledby="footer-service" className={column}>
          <h2 id="footer-service" className="mb-1 font-medium">
            {t('service')}
          </h2>
          <ul>
            {written.map(({ handle, title }) => (
              <li key={handle}>
                <Link href={`/${locale}/pages/${handle}`} className={link}>
                  {title[locale]}
                </Link>
              </li>
            ))}
            <li>
              <Link href={`/${locale}/account/orders`} className={link}>
                {t('yourOrders')}
              </Link>
            </li>
            <li>
              <Link href={`/${locale}/account`} className={link}>
                {t('account')}
              </Link>
            </li>
            <li>
              <Link href={`/${locale}/search`} className={link}>
                {t('search')}
              </Link>
            </li>
          </ul>
        </nav>
        <nav aria-labelledby="footer-language" className={column}>
          <h2 id="footer-language" className="mb-1 font-medium">
            {t('language')}
          </h2>
          <LanguageLinks locale={locale} className={link} />
        </nav>
      </div>
      <p className="page pb-10 text-xs text-muted">{t('rights')}</p>
    </footer>
  );
}
