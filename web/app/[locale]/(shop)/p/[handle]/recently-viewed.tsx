'use client';

import { Link } from '@/ui/link';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import type { Locale } from '@kontor/contracts/ids';
import { useTRPCClient } from '@/trpc';
import { Picture } from '@/ui/picture';
import { Price } from '@/ui/price';
import { useNear } from '@/ui/use-near';
import { useAnswer } from '@/use-answer';
import { recallViewed, rememberViewed } from '@/viewed';

const SHOWN = 6;

/** What this browser looked at before. It stands last on the page, so that nothing moves when it comes. */
export function RecentlyViewed({ productId, locale }: { productId: string; locale: Locale }) {
  const t = useTranslations('product');
  const common = useTranslations('common');
  const place = useRef<HTMLElement>(null);
  const isNear = useNear(place);
  const [ids, setIds] = useState<string[]>([]);

  useEffect(() => {
    const others = recallViewed().filter((id) => id !== productId);
    rememberViewed(productId);
    const shown = setTimeout(() => setIds(others.slice(0, SHOWN)));
    return () => clearTimeout(shown);
  }, [productId]);

  const client = useTRPCClient();
  const [cards = []] = useAnswer(isNear && ids.length > 0 ? ids.join(' ') : null, () => client.catalog.productsById.query({ ids }));
  return (
    <section ref={place} aria-labelledby={cards.length > 0 ? 'viewed' : undefined} className={cards.length > 0 ? 'mt-24' : undefined}>
      {cards.length > 0 && (
        <>
          <h2 id="viewed" className="mb-6 text-2xl font-medium tracking-tight">
            {t('viewed')}
          </h2>
          <ul className="no-scrollbar -mx-4 flex snap-x gap-4 overflow-x-auto px-4 lg:grid lg:grid-cols-6 lg:gap-6">
            {cards.map((card) => (
              <li key={card.id} className="group relative w-36 shrink-0 snap-start lg:w-auto">
                <Picture image={card.image} locale={locale} sizes="(min-width: 1024px) 16vw, 144px" decorative className="rounded-sm" />
                <h3 className="mt-2 truncate text-sm">
                  <Link href={`/${locale}/p/${card.handle}`} className="after:absolute after:inset-0 group-hover:text-accent">
                    {card.name[locale]}
                  </Link>
                </h3>
                <Price
                  amount={card.price}
                  locale={locale}
                  from={card.priceVaries}
                  labels={{ from: common('from'), was: common('was') }}
                  size="small"
                  className="text-muted"
                />
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
