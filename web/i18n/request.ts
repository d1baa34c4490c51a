import { locale as localeOfPage } from 'next/root-params';
import { getRequestConfig } from 'next-intl/server';
import { isLocale } from './locales';
import { messagesIn } from './messages';
import { SHOP_ZONE } from '@kontor/contracts/zone';

export default getRequestConfig(async ({ locale }) => {
  const wanted = locale ?? (await localeOfPage());
  const known = isLocale(wanted) ? wanted : 'en';
  return { locale: known, messages: messagesIn(known), timeZone: SHOP_ZONE };
});
