import type { Locale } from '@kontor/contracts/ids';

const LONGEST = 12;

export const otherOf = (locale: Locale): Locale => (locale === 'en' ? 'de' : 'en');

/** Small letters without accents and umlauts: 'Küche' and 'kuche' are one word, 'ß' is 'ss'. */
export const fold = (text: string): string => text.normalize('NFKD').toLowerCase().replaceAll('ß', 'ss').normalize('NFKD').replaceAll(/\p{M}/gu, '');

/** The words of a text; of a long one the first dozen. */
export const wordsOf = (text: string): string[] =>
  fold(text)
    .match(/[\p{L}\p{N}]+/gu)
    ?.slice(0, LONGEST) ?? [];

const IRREGULAR: Record<string, string> = { mice: 'mouse', knives: 'knife', shelves: 'shelf', scarves: 'scarf', feet: 'foot', children: 'child', men: 'man' };
const ENDINGS = ['en', 'er', 'e', 'n', 's'];

/** A word without the ending of its plural: enough to see that a query and a category mean the same thing. */
export function stem(word: string, locale: Locale): string {
  if (locale === 'de') {
    const ending = word.length > 4 ? ENDINGS.find((one) => word.endsWith(one)) : undefined;
    return ending ? word.slice(0, -ending.length) : word;
  }
  if (IRREGULAR[word]) return IRREGULAR[word];
  if (word.length < 4 || !word.endsWith('s') || /(ss|us|is)$/.test(word)) return word;
  if (word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  return word.slice(0, /(s|x|z|ch|sh)es$/.test(word) ? -2 : -1);
}

/**
 * What people in shops call the same thing. Whoever types one of a line finds the others, a little further down. A phrase of several
 * words stands for itself only: 'power bank' is no bank.
 */
const SAME: readonly (readonly string[])[] = [
  ['laptop', 'notebook'],
  ['tv', 'television', 'fernseher'],
  ['monitor', 'flat panel', 'computer display', 'bildschirm'],
  ['pc', 'desktop computer', 'desktop pc'],
  ['headphones', 'earphones', 'headset', 'kopfhorer'],
  ['earbuds', 'in ear headphones', 'in ear headset', 'in ohr kopfhorer'],
  ['mobile phone', 'cell phone', 'smartphone', 'handy'],
  ['flashlight', 'torch', 'taschenlampe'],
  ['cord', 'cable', 'kabel'],
  ['power strip', 'extension cord', 'mehrfachsteckdose', 'verlangerungskabel'],
  ['power bank', 'external battery', 'portable charger', 'powerbank'],
  ['usb stick', 'flash drive', 'memory stick', 'thumb drive'],
  ['ssd', 'solid state drive'],
  ['hdd', 'hard drive', 'hard disk', 'festplatte'],
  ['ram', 'memory module', 'arbeitsspeicher'],
  ['mouse pad', 'mouse mat', 'mauspad'],
  ['screen protector', 'display protector', 'displayschutz', 'schutzfolie'],
  ['wifi', 'wi fi', 'wlan', 'wireless lan'],
  ['wireless', 'cordless', 'kabellos', 'drahtlos'],
  ['ups', 'uninterruptible power supply', 'usv'],
  ['charger', 'power adapter', 'ladegerat'],
  ['power supply', 'netzteil', 'psu'],
  ['soundbar', 'sound bar'],
  ['vacuum cleaner', 'hoover', 'staubsauger'],
  ['kettle', 'wasserkocher'],
  ['pan', 'skillet', 'pfanne'],
  ['pot', 'saucepan', 'topf'],
  ['mug', 'cup', 'becher', 'tasse'],
  ['couch', 'sofa'],
  ['lamp', 'light', 'leuchte', 'lampe'],
  ['rug', 'carpet', 'teppich'],
  ['duvet', 'comforter', 'bettdecke'],
  ['blanket', 'throw', 'decke'],
  ['curtain', 'drape', 'vorhang', 'gardine'],
  ['trash can', 'rubbish bin', 'waste bin', 'mulleimer', 'abfalleimer'],
  ['backpack', 'rucksack', 'rucksacke'],
  ['bag', 'tasche'],
  ['sneakers', 'trainers', 'turnschuhe'],
  ['sweater', 'jumper', 'pullover', 'pulli'],
  ['trousers', 'pants', 'hose'],
  ['bathrobe', 'dressing gown', 'bademantel'],
  ['diaper', 'nappy', 'windel'],
  ['stroller', 'pushchair', 'buggy', 'kinderwagen'],
  ['wardrobe', 'closet', 'kleiderschrank'],
  ['cutting board', 'chopping board', 'schneidebrett', 'schneidbrett'],
  ['dishcloth', 'tea towel', 'dish towel', 'geschirrtuch'],
  ['pillow', 'cushion', 'kissen'],
  ['armchair', 'lounge chair', 'easy chair', 'sessel'],
  ['travel bag', 'duffel bag', 'weekender', 'holdall', 'reisetasche'],
  ['wallet', 'purse', 'card holder', 'geldbeutel', 'portemonnaie', 'kartenetui'],
  ['holder', 'halter', 'stander', 'halterung'],
  ['bowl', 'schale', 'schussel'],
  ['footstool', 'ottoman', 'fusshocker', 'polsterhocker'],
  ['dining table', 'esstisch'],
  ['bookcase', 'bookshelf', 'bucherregal'],
  ['picture frame', 'photo frame', 'bilderrahmen'],
  ['dish', 'plate', 'teller'],
  ['water glass', 'tumbler', 'wasserglas', 'trinkglas'],
  ['jug', 'pitcher', 'krug'],
  ['planter', 'flower pot', 'plant pot', 'blumentopf', 'ubertopf', 'pflanzkubel'],
  ['grinder', 'mill', 'muhle'],
  ['toy', 'spielzeug'],
  ['game', 'video game', 'spiel'],
];
/** Words that say nothing of what is looked for; the index passes over them too. */
const SAYS_NOTHING = new Set(
  'a an and are as at be by for from in is it my of on or that the this to with aus das dem den der des die ein eine einen einem fur im ist mit oder und von zu zum zur'.split(
    ' ',
  ),
);

/** The words that say what is looked for; all of them if none does. */
export function tellingWords(q: string): string[] {
  const words = wordsOf(q);
  const telling = words.filter((word) => !SAYS_NOTHING.has(word));
  return telling.length > 0 ? telling : words;
}

const MOST_WAYS = 4;
const SHORTEST_TAIL = 4;
const LONGEST_PHRASE = 4;
const both = (word: string): string => stem(word, 'en');
const keyOf = (phrase: string): string => wordsOf(phrase).map(both).join(' ');

/** What is called the same, by phrase: the shop's own words before the ones that everybody uses. */
export type Sayings = { byPhrase: ReadonlyMap<string, readonly string[]>; lines: readonly (readonly string[])[] };

export function sayingsOf(own: readonly (readonly string[])[]): Sayings {
  const byPhrase = new Map(SAME.flatMap((line) => line.map((phrase) => [keyOf(phrase), line] as const)));
  for (const line of own) for (const phrase of line) byPhrase.set(keyOf(phrase), [...new Set([...line, ...(byPhrase.get(keyOf(phrase)) ?? [])])]);
  return { byPhrase, lines: [...own.map((line) => line.map((phrase) => wordsOf(phrase).join(' '))), ...SAME] };
}
const EVERYBODYS = sayingsOf([]);

/** A German compound whose end is called otherwise too: 'Schreibtischlampe' is a 'Schreibtischleuchte'. */
const compounds = (word: string, lines: Sayings['lines']): string[] =>
  lines.flatMap((line) => {
    const end = line.find((phrase) => phrase.length >= SHORTEST_TAIL && word.length > phrase.length + 2 && word.endsWith(phrase));
    return end ? line.filter((other) => other !== end && !other.includes(' ')).map((other) => `${word.slice(0, -end.length)}${other}`) : [];
  });

/**
 * Other ways to say `q`, nearest first: a synonym for one phrase of it (the longest there is, and only where that phrase is not part of
 * a longer one), or two words written as one.
 */
export function waysToSay(q: string, { byPhrase, lines }: Sayings = EVERYBODYS): string[] {
  const words = wordsOf(q);
  const stems = words.map(both);
  const ways: string[] = [];
  let from = 0;
  while (from < words.length) {
    let taken = 0;
    for (let length = Math.min(LONGEST_PHRASE, words.length - from); length > 0 && taken === 0; length--) {
      const phrase = stems.slice(from, from + length).join(' ');
      const line = byPhrase.get(phrase);
      if (!line) continue;
      taken = length;
      const others = line.filter((one) => keyOf(one) !== phrase);
      ways.push(...others.map((other) => [...words.slice(0, from), other, ...words.slice(from + length)].join(' ')));
    }
    const word = words[from] ?? '';
    if (taken === 0) ways.push(...compounds(word, lines).map((other) => [...words.slice(0, from), other, ...words.slice(from + 1)].join(' ')));
    from += taken || 1;
  }
  const joined = words.slice(1).map((word, index) => [...words.slice(0, index), `${words[index] ?? ''}${word}`, ...words.slice(index + 2)].join(' '));
  return [...ways.slice(0, MOST_WAYS), ...joined.slice(0, 3)];
}
