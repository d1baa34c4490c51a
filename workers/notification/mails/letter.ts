import type { Locale } from '@kontor/contracts/ids';

/** What a mail says, before it is put into HTML or plain text. All of it is text, nothing is markup. */
export type Letter = {
  locale: Locale;
  subject: string;
  /** what a mail programme shows beside the subject */
  preview: string;
  title: string;
  paragraphs: string[];
  button: { label: string; href: string };
  lines: { what: string; detail: string; amount: string }[];
  totals: { label: string; amount: string; weight: 'usual' | 'strong' | 'quiet' }[];
  details: { label: string; value: string[] }[];
  /** a quiet link below everything, such as one that stops further mails */
  aside: { label: string; href: string } | null;
  closing: string;
  home: string;
};
