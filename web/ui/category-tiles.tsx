import { Link } from './link';
import type { Locale } from '@kontor/contracts/ids';
import { listing } from '@/catalogue';
import type { Branch } from '@/category-tree';
import { Picture } from './picture';

type Heading = 'h2' | 'h3';

/** Categories by their picture, or else by that of the first product in them. */
export function CategoryTiles({ branches, locale, heading = 'h2' }: { branches: readonly Branch[]; locale: Locale; heading?: Heading }) {
  return (
    <ul className="grid grid-cols-2 gap-x-4 gap-y-6 sm:grid-cols-4 sm:gap-x-6">
      {branches.map((branch) => (
        <CategoryTile key={branch.id} branch={branch} locale={locale} heading={heading} />
      ))}
    </ul>
  );
}

async function CategoryTile({ branch, locale, heading: Heading }: { branch: Branch; locale: Locale; heading: Heading }) {
  const image = branch.image ?? (await listing({ category: branch.id, locale, pageSize: 1 })).items[0]?.image;
  return (
    <li className="group relative">
      <Picture image={image} locale={locale} sizes="(min-width: 640px) 24vw, 46vw" ratio="1:1" decorative className="rounded-sm" />
      <Heading className="mt-2">
        <Link href={`/${locale}/c/${branch.id}`} className="after:absolute after:inset-0 group-hover:text-accent">
          {branch.name[locale]}
        </Link>
      </Heading>
    </li>
  );
}
