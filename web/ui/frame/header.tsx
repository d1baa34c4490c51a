import { Heart, Search, UserRound } from 'lucide-react';
import { Link } from '../link';
import { getLocale, getTranslations } from 'next-intl/server';
import { CartButton } from '@/app/[locale]/(shop)/cart/cart-button';
import { categories } from '@/catalogue';
import { treeOf } from '@/category-tree';
import { SearchBox } from '@/ui/search-box/search-box';
import { searchWords } from '@/ui/search-box/words';
import { CategoryMenu } from './category-menu';
import { Wordmark } from './wordmark';

/** As many departments as stand beside the search on a small desktop; all are in the menu. */
const INLINE = 6;
const icon = 'grid size-11 place-items-center rounded-sm hover:text-accent';

export async function Header() {
  const [locale, t, words, all] = await Promise.all([getLocale(), getTranslations('nav'), searchWords(), categories()]);
  const tree = treeOf(all);
  return (
    <header className="sticky top-0 z-40 border-b border-line bg-paper">
      <div className="page flex h-14 items-center gap-4 md:h-18 lg:gap-8">
        <Link href={`/${locale}`} aria-label="Kontor" className="-ml-1 rounded-sm px-1">
          <Wordmark />
        </Link>
        <nav aria-label={t('main')} className="hidden items-center gap-1 md:flex">
          <CategoryMenu label={t('categories')}>
            <div className="page grid grid-cols-4 gap-x-8 gap-y-8 py-10 lg:grid-cols-8 lg:gap-x-6">
              {tree.map((department) => (
                <div key={department.id}>
                  <Link href={`/${locale}/c/${department.id}`} className="font-medium hover:text-accent">
                    {department.name[locale]}
                  </Link>
                  <ul className="mt-2 grid text-sm text-muted">
                    {department.children.map((category) => (
                      <li key={category.id}>
                        <Link href={`/${locale}/c/${category.id}`} className="block py-1 hover:text-accent">
                          {category.name[locale]}
                        </Link>
                      </li>
                    ))}
                  </ul>
                </div>
              ))}
            </div>
          </CategoryMenu>
          <ul className="hidden items-center xl:flex">
            {tree.slice(0, INLINE).map((department) => (
              <li key={department.id}>
                <Link href={`/${locale}/c/${department.id}`} className="block rounded-sm px-2.5 py-3 hover:text-accent">
                  {department.name[locale]}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <div className="hidden flex-1 justify-end md:flex">
          <SearchBox locale={locale} className="w-full max-w-80" words={words} />
        </div>
        <div className="ml-auto flex items-center md:ml-0">
          <Link href={`/${locale}/search`} aria-label={t('search')} className={`${icon} md:hidden`}>
            <Search aria-hidden className="size-5" strokeWidth={1.5} />
          </Link>
          <Link href={`/${locale}/account`} aria-label={t('account')} className={icon}>
            <UserRound aria-hidden className="size-5" strokeWidth={1.5} />
          </Link>
          <Link href={`/${locale}/wishlist`} aria-label={t('wishlist')} className={icon}>
            <Heart aria-hidden className="size-5" strokeWidth={1.5} />
          </Link>
          <CartButton />
        </div>
      </div>
    </header>
  );
}
