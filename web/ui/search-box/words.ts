import { getTranslations } from 'next-intl/server';

/** The few texts of the search box, so that its namespaces need not travel with every page. */
export async function searchWords() {
  const [t, common] = await Promise.all([getTranslations('search'), getTranslations('common')]);
  return {
    label: t('label'),
    placeholder: t('placeholder'),
    recent: t('recent'),
    meant: t('meant'),
    searches: t('searches'),
    forget: t('forget'),
    products: t('products'),
    categories: t('categories'),
    from: common('from'),
    was: common('was'),
  };
}
