import type { Route } from 'next';
import type { ReactNode } from 'react';
import type { Block } from '@kontor/contracts/content';
import type { Locale } from '@kontor/contracts/ids';
import { inlinesOf } from '@/inline-text';
import { Picture } from './picture';
import { TextLink } from './text-link';

/** What the shop wrote, block by block. Headings begin at the second level: the page's title is the first. */
export function Blocks({ blocks, locale }: { blocks: readonly Block[]; locale: Locale }) {
  return (
    <div className="grid max-w-prose gap-5 text-lg/8">
      {keyed(blocks).map(({ key, value }) => (
        <Part key={key} block={value} locale={locale} />
      ))}
    </div>
  );
}

function Part({ block, locale }: { block: Block; locale: Locale }) {
  switch (block.kind) {
    case 'heading':
      return <h2 className="mt-6 text-2xl font-medium tracking-tight">{block.text[locale]}</h2>;
    case 'paragraph':
      return (
        <p>
          <Inlines text={block.text[locale]} locale={locale} />
        </p>
      );
    case 'list': {
      const List = block.ordered ? 'ol' : 'ul';
      return (
        <List className={`grid gap-2 pl-6 ${block.ordered ? 'list-decimal' : 'list-disc'} marker:text-muted`}>
          {keyed(block.items).map(({ key, value }) => (
            <li key={key}>
              <Inlines text={value[locale]} locale={locale} />
            </li>
          ))}
        </List>
      );
    }
    case 'image':
      return (
        <figure className="my-4">
          <div style={{ aspectRatio: `${block.image.width} / ${block.image.height}` }} className="[&>*]:h-full [&>*]:aspect-auto">
            <Picture image={block.image} locale={locale} sizes="(min-width: 768px) 65ch, 92vw" className="rounded-sm" />
          </div>
          {block.caption && <figcaption className="mt-2 text-sm text-muted">{block.caption[locale]}</figcaption>}
        </figure>
      );
    case 'table':
      return (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls must be reachable by keyboard (WCAG 2.1.1)
        <div tabIndex={0} role="region" aria-label={block.head.map((cell) => cell[locale]).join(', ')} className="overflow-x-auto">
          <table className="w-full border-collapse text-base">
            <thead>
              <tr className="border-b border-edge text-left">
                {keyed(block.head).map(({ key, value }) => (
                  <th key={key} scope="col" className="py-2 pr-4 font-medium">
                    {value[locale]}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {keyed(block.rows).map(({ key, value: row }) => (
                <tr key={key} className="border-b border-line align-top">
                  {keyed(row).map(({ key: cellKey, value }) => (
                    <td key={cellKey} className="py-2 pr-4 tabular-nums">
                      <Inlines text={value[locale]} locale={locale} />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      );
  }
}

function Inlines({ text, locale }: { text: string; locale: Locale }): ReactNode {
  return keyed(inlinesOf(text)).map(({ key, value: part }) => {
    if (part.kind === 'plain') return part.text;
    if (part.kind === 'strong') return <strong key={key}>{part.text}</strong>;
    const href = part.href.startsWith('/') ? `/${locale}${part.href}` : part.href;
    return (
      <TextLink key={key} href={href as Route}>
        {part.text}
      </TextLink>
    );
  });
}

/** Nothing here is ever moved or taken out in the browser, so a part's place is its key. */
const keyed = <T,>(values: readonly T[]) => values.map((value, index) => ({ key: index, value }));
