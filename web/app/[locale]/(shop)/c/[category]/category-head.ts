import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { categories, listing } from '@/catalogue';
import { describe, headOf } from '@/head';

/** What search engines and shared links are told of a category. */
export async function categoryHead(id: string): Promise<Metadata> {
  const [locale, t, all] = await Promise.all([getLocale(), getTranslations('meta'), categories()]);
  const category = all.find((candidate) => candidate.id === id);
  if (!category) return {};
  const { total } = await listing({ category: id, locale, page: 1, sort: 'relevance', filters: {}, q: '' });
  const description = describe(category.description?.[locale], t('category', { category: category.name[locale], count: total }));
  return headOf({ title: category.name[locale], description, locale, path: `/c/${id}`, image: category.image });
}
