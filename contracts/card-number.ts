import type { z } from 'zod';

export const CARD_NUMBER = 'this looks like the number of a payment card; such a number belongs on the page of the payment provider only';

/** How card numbers of each issuer begin, and how long they are. */
const issuers: readonly { begins: RegExp; lengths: readonly number[] }[] = [
  { begins: /^4/, lengths: [13, 16, 19] },
  { begins: /^(5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/, lengths: [16] },
  { begins: /^3[47]/, lengths: [15] },
  { begins: /^3(0|[689])/, lengths: [14] },
  { begins: /^35(2[89]|[3-8])/, lengths: [16] },
  { begins: /^(5[0678]|6)/, lengths: [13, 14, 15, 16, 17, 18, 19] },
];

/** The check digit of ISO/IEC 7812: every second digit from the right doubled, their digits summed, is a multiple of ten. */
function passesLuhn(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 1 : 2);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

/** An article number on a shelf label: thirteen digits with a check of its own. Cards of that length have not been issued for decades. */
const isArticleNumber = (digits: string): boolean =>
  digits.length === 13 && [...digits].reduce((sum, digit, index) => sum + Number(digit) * (index % 2 === 0 ? 1 : 3), 0) % 10 === 0;

const isCardNumber = (digits: string): boolean =>
  issuers.some(({ begins, lengths }) => lengths.includes(digits.length) && begins.test(digits)) && passesLuhn(digits) && !isArticleNumber(digits);

/** Digits in groups, as people write long numbers; not what goes on from a plus (a phone number) or a letter (an IBAN). */
const RUN = /(?<![\d+\p{L}])\d+(?:[ \u00a0\u2009\u202f./\-\u2010-\u2014]{1,3}\d+)*/gu;
const MOST_DIGITS = 19;

/** True when a text holds what looks like the number of a payment card, in one piece or in groups, whatever stands around it. */
export function holdsCardNumber(text: string): boolean {
  for (const [run] of text.matchAll(RUN)) {
    const groups = run.match(/\d+/g) ?? [];
    for (let first = 0; first < groups.length; first++) {
      let digits = '';
      for (let next = first; next < groups.length && digits.length <= MOST_DIGITS; next++) {
        digits += groups[next];
        if (isCardNumber(digits)) return true;
      }
    }
  }
  return false;
}

type Place = { path: (string | number)[]; text: string };
function textsOf(value: unknown, path: (string | number)[] = []): Place[] {
  if (typeof value === 'string') return [{ path, text: value }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => textsOf(inner, [...path, key]));
}

/** For what people write at a door: refuses card numbers in any of its texts and names the field. What is stored already stays readable. */
export const withoutCards = <S extends z.ZodType>(schema: S): S =>
  schema.superRefine((value, context) => {
    for (const { path, text } of textsOf(value)) if (holdsCardNumber(text)) context.addIssue({ code: 'custom', path, message: CARD_NUMBER });
  });
