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
import { Picture } from '@/ui/picture';
import { Price } from '@/ui/price';
import { notify } from '@/ui/toast';
import { WishButton } from '@/ui/wish-button';
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
      await add.mutateAsync({ sku: only.sku, quantity: 1, line });
      toggle(card.id);
    },
    onError: (error) => notify({ text: sentenceFor(error, say), tone: 'danger' }),
  });

  return (
    <article className="group relative flex h-full flex-col">
      <Picture image={card.image} locale={locale} sizes="(min-width: 1024px) 24vw, (min-width: 640px) 32vw, 46vw" decorative className="rounded-sm" />
      <WishButton productId={card.id} name={name} className="absolute top-2 right-2 z-10 rounded-full bg-paper/80" />
      <h2 className="mt-3 leading-6">
        <Link href={href} className="after:absolute after:inset-0 group-hover:text-accent">
          {name}
        </Link>
      </h2>
      <Price
        amount={card.price}
        compareAt={card.compareAt}
        locale={locale}
        from={card.priceVaries}
        labels={{ from: common('from'), was: common('was') }}
        className="text-muted"
      />
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
    </article>
  );
}
