import type { Locale } from '@kontor/contracts/ids';
import de from '../messages/de.json';
import en from '../messages/en.json';

/** English says which messages there are; a German one that is missing does not compile. */
export type Messages = typeof en;
export type Namespace = keyof Messages;

const messages: Record<Locale, Messages> = { en, de };

export const messagesIn = (locale: Locale) => messages[locale];
