'use client';

import type { Product } from '@kontor/contracts/catalog';
import { useQuery } from '@tanstack/react-query';
import { useLocale, useTranslations } from 'next-intl';
import Image from 'next/image';
import Link from 'next/link';
import { useParams } from 'next/navigation';
import { Shown } from '@/app/[locale]/admin/state';
import { Cell, Heading, Table } from '@/app/[locale]/admin/table';
import { formatDate } from '@kontor/contracts/format';
import { useTRPC } from '@/trpc';
import { Badge } from '@/ui/badge';
import { PriceCells } from './price-cells';
import { PublishButton } from './publish-button';

export function ProductPage() {
  const id = decodeURIComponent(useParams<{ id: string }>().id);
  const product = useQuery(useTRPC().catalog.inspect.queryOptions({ id }));
  return <Shown query={product}>{(found) => <Details product={found} />}</Shown>;
}

function Details({ product }: { product: Product }) {
  const t = useTranslations('office.products');
  const office = useTranslations('office');
  const locale = useLocale();
  const [image] = product.images;
  const chosen = (choice: Record<string, string>) =>
    product.options
      .map(({ id, values }) => values.find((value) => value.id === choice[id])?.label[locale] ?? '')
      .filter(Boolean)
      .join(', ');

  return (
    <>
      <Heading
        title={
          <span className="flex items-center gap-3">
            {image && <Image src={image.src} alt="" width={64} height={64} className="size-10 rounded-sm object-cover" />}
            {product.name[locale]}
            <Badge tone={product.published ? 'success' : 'neutral'}>{t(product.published ? 'published' : 'hidden')}</Badge>
          </span>
        }
      >
        <span className="flex items-center gap-4 text-sm">
          {product.published && (
            <Link href={`/${locale}/p/${product.handle}`} prefetch={false} className="underline underline-offset-4 hover:text-accent">
              {t('view')}
            </Link>
          )}
          <PublishButton product={product} />
        </span>
      </Heading>
      <p className="mb-5 text-sm text-muted">{t('changed', { time: formatDate(product.changedAt, locale, 'both') })}</p>
      <Table
        caption={t('variants')}
        columns={[
          { label: t('sku') },
          { label: t('variant') },
          { label: t('stock') },
          { label: t('price'), end: true },
          { label: t('compareAt'), end: true },
          { label: <span className="sr-only">{office('save')}</span> },
        ]}
      >
        {product.variants.map((variant) => (
          <tr key={variant.sku}>
            <Cell>
              <Link
                href={`/${locale}/admin/stock/${encodeURIComponent(variant.sku)}`}
                className="font-mono text-xs underline underline-offset-4 hover:text-accent"
              >
                {variant.sku}
              </Link>
            </Cell>
            <Cell>{chosen(variant.choice)}</Cell>
            <Cell quiet className="whitespace-nowrap">
              {t(`availability.${variant.availability}`)}
            </Cell>
            <PriceCells key={`${variant.price} ${variant.compareAt}`} productId={product.id} {...variant} />
          </tr>
        ))}
      </Table>
    </>
  );
}
