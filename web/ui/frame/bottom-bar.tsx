import { House, LayoutGrid, Search, ShoppingBag, UserRound } from 'lucide-react';
import { Link } from '../link';
import { getLocale, getTranslations } from 'next-intl/server';
import { CartCount } from '@/app/[locale]/(shop)/cart/cart-button';

const place = 'relative flex h-14 flex-col items-center justify-center gap-0.5 text-[11px]/4 text-muted hover:text-ink';
const icon = { 'aria-hidden': true, className: 'size-5', strokeWidth: 1.5 } as const;

/** On phones the main ways are where the thumb is. */
export async function BottomBar() {
  const [locale, t] = await Promise.all([getLocale(), getTranslations('nav')]);
  return (
    <nav aria-label={t('shortcuts')} className="fixed inset-x-0 bottom-0 z-40 border-t border-line bg-paper pb-[env(safe-area-inset-bottom)] md:hidden">
      <ul className="grid grid-cols-5">
        <li>
          <Link href={`/${locale}`} className={place}>
            <House {...icon} />
            {t('home')}
          </Link>
        </li>
        <li>
          <Link href={`/${locale}/c`} className={place}>
            <LayoutGrid {...icon} />
            {t('categories')}
          </Link>
        </li>
        <li>
          <Link href={`/${locale}/search`} className={place}>
            <Search {...icon} />
            {t('search')}
          </Link>
        </li>
        <li>
          <Link href={`/${locale}/cart`} className={place}>
            <ShoppingBag {...icon} />
            {t('cart')}
            <CartCount className="absolute top-1 left-1/2 ml-1" />
          </Link>
        </li>
        <li>
          <Link href={`/${locale}/account`} className={place}>
            <UserRound {...icon} />
            {t('account')}
          </Link>
        </li>
      </ul>
    </nav>
  );
}
