import type { LinkProps } from 'next/link';
import type { ComponentProps } from 'react';

type Props<To extends string> = Omit<ComponentProps<'a'>, 'href'> & { href: LinkProps<To>['href']; keepPlace?: boolean };

/**
 * A link of the shop: a plain anchor, which SoftLinks follows without loading the page anew. A page has a hundred of them, and
 * a hundred components of Next cost a phone a tenth of a second before anything on the page answers. With `keepPlace` the next
 * page begins where this one was scrolled to.
 */
export function Link<To extends string>({ href, keepPlace = false, ...rest }: Props<To>) {
  return <a href={String(href)} data-keep-place={keepPlace || undefined} {...rest} />;
}
