import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';

/** The title of a page, as the menu names it. */
export const titleOf =
  (page: 'today' | 'promotions' | 'giftCards' | 'groups' | 'reviews' | 'orders' | 'returns' | 'products' | 'ranking' | 'stock' | 'operations' | 'audit') =>
  async (): Promise<Metadata> => {
    const t = await getTranslations('office.nav');
    return { title: t(page) };
  };
