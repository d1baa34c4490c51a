import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { categories, listing } from '@/catalogue';

/** What search engines and shared links are told of a category. */
export async function categoryHead(id: string): Promise<Metadata> {
  const [locale, t, all] = await Promise.all([getLocale(), getTranslations('meta'), categories()]);
  const category = all.find((candidate) => candidate.id === id);
  if (!category) return {};
  const { total } = await listing({ category: id, locale, page: 1, sort: 'relevance', filters: {}, q: '' });
  const description = category.description?.[locale] ?? t('category', { category: category.name[locale], count: total });
  return {
    title: category.name[locale],
    description,
    alternates: { canonical: `/${locale}/c/${id}`, languages: { en: `/en/c/${id}`, de: `/de/c/${id}` } },
    openGraph: { title: category.name[locale], description, url: `/${locale}/c/${id}`, ...(category.image && { images: [category.image.src] }) },
  };
}
