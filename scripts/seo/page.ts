import { Parser } from 'htmlparser2';

/** What a search engine reads of a page. */
export type Facts = {
  lang: string;
  titles: string[];
  descriptions: string[];
  canonicals: string[];
  robots: string;
  /** hreflang → address */
  languages: [string, string][];
  headings: string[];
  links: string[];
  shared: { title: string; image: string };
  /** each JSON-LD element: its facts, or null when it cannot be read */
  data: (unknown[] | null)[];
};

type Open = { into: 'title' | 'heading' | 'data' };

/** Reads a page's facts. Whatever stands in it, nothing throws. */
export function factsOf(html: string): Facts {
  const facts: Facts = {
    lang: '',
    titles: [],
    descriptions: [],
    canonicals: [],
    robots: '',
    languages: [],
    headings: [],
    links: [],
    shared: { title: '', image: '' },
    data: [],
  };
  let open: Open | null = null;
  let text = '';
  let inSvg = 0;
  const begin = (into: Open['into']) => {
    open = { into };
    text = '';
  };
  const parser = new Parser({
    onopentag(name, { rel = '', href = '', name: meta = '', property = '', content = '', type = '', hreflang = '', lang = '' }) {
      if (name === 'svg') inSvg++;
      if (name === 'html') facts.lang = lang;
      if (name === 'title' && inSvg === 0) begin('title');
      if (name === 'h1') begin('heading');
      if (name === 'script' && type === 'application/ld+json') begin('data');
      if (name === 'a' && href) facts.links.push(href);
      if (name === 'link' && rel === 'canonical') facts.canonicals.push(href);
      if (name === 'link' && rel === 'alternate' && hreflang) facts.languages.push([hreflang, href]);
      if (name === 'meta' && meta === 'description') facts.descriptions.push(content);
      if (name === 'meta' && meta === 'robots') facts.robots += ` ${content.toLowerCase()}`;
      if (name === 'meta' && property === 'og:title') facts.shared.title ||= content;
      if (name === 'meta' && property === 'og:image') facts.shared.image ||= content;
    },
    ontext(part) {
      text += part;
    },
    onclosetag(name) {
      if (name === 'svg') inSvg--;
      const { into } = open ?? {};
      if (name === 'title' && into === 'title') facts.titles.push(text.trim());
      else if (name === 'h1' && into === 'heading') facts.headings.push(text.trim());
      else if (name === 'script' && into === 'data') facts.data.push(readData(text));
      else return;
      open = null;
    },
  });
  parser.end(html);
  return facts;
}

function readData(text: string): unknown[] | null {
  try {
    return [JSON.parse(text)].flat();
  } catch {
    return null;
  }
}
