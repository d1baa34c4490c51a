'use client';

import type { ProductCard } from '@kontor/contracts/catalog';
import { useMutation } from '@tanstack/react-query';
import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import { useLocale, useTranslations } from 'next-intl';
import { sentenceFor } from '@/refusals';
import { useTRPCClient } from '@/trpc';
import { Button, buttonStyle } from '@/ui/button';
import { Link } from '@/ui/link';
import { ProductTile } from '@/ui/product-tile';
import { notify } from '@/ui/toast';
import { useWishlist } from '@/wishlist/use-wishlist';
import { useAddToCart } from '../cart/use-cart';

/** A product that somebody kept: into the cart with it, or to its page where there is something to choose. */
export function WishedProduct({ card }: { card: ProductCard }) {
  const t = useTranslations('wishlist');
  const common = useTranslations('common');
  const say = useTranslations('refusals');
  const locale = useLocale();
  const router = useRouter();
  const client = useTRPCClient();
  const { toggle } = useWishlist();
  const add = useAddToCart();
  const name = card.name[locale];
  const href = `/${locale}/p/${card.handle}` as Route;
  const hasChoice = card.swatches.length > 1 || card.priceVaries;

  const move = useMutation({
    mutationFn: async () => {
      const { id, handle, name, images, variants } = await client.catalog.product.query({ handle: card.handle });
      const [only, another] = variants;
      if (!only || another) return router.push(href);
      const line = { productId: id, handle, name, image: images[0], variant: { en: '', de: '' }, price: only.price, forSale: true };
      if (await add({ sku: only.sku, quantity: 1, line })) toggle(card.id);
    },
    onError: (error) => notify({ text: sentenceFor(error, say), tone: 'danger' }),
  });

  return (
    <ProductTile
      card={card}
      locale={locale}
      sizes="(min-width: 1024px) 24vw, (min-width: 640px) 32vw, 46vw"
      labels={{ from: common('from'), was: common('was') }}
      className="flex h-full flex-col"
    >
      <div className="relative mt-auto pt-3">
        {card.availability === 'out' ? (
          <p className="flex h-9 items-center text-sm text-muted">{t('soldOut')}</p>
        ) : hasChoice ? (
          <Link href={href} aria-label={t('chooseNamed', { name })} className={buttonStyle({ variant: 'secondary', size: 'small', wide: true })}>
            {t('choose')}
          </Link>
        ) : (
          <Button variant="secondary" size="small" wide busy={move.isPending} aria-label={t('moveNamed', { name })} onClick={() => move.mutate()}>
            {t('move')}
          </Button>
        )}
      </div>
    </ProductTile>
  );
}
