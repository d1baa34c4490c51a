'use client';

import { useLocale, useTranslations } from 'next-intl';
import Image from 'next/image';
import Link from 'next/link';
import { SearchField, useFilter } from '@/app/[locale]/admin/filters';
import { More, Nothing, Shown } from '@/app/[locale]/admin/state';
import { Cell, Heading, rowStyle, Table } from '@/app/[locale]/admin/table';
import { usePages } from '@/app/[locale]/admin/use-pages';
import { formatMoney } from '@kontor/contracts/format';
import { useTRPC, useTRPCClient } from '@/trpc';
import { Badge } from '@/ui/badge';
import { Select } from '@/ui/select';
import { CURRENCY } from './amount';

const tones = { in: 'success', low: 'warn', later: 'neutral', out: 'danger' } as const;

export function ProductTable() {
  const t = useTranslations('office.products');
  const nav = useTranslations('office.nav');
  const locale = useLocale();
  const client = useTRPCClient();
  const [q, setQ] = useFilter('q');
  const [state, setState] = useFilter('state');
  const published = state === 'published' ? true : state === 'hidden' ? false : undefined;
  const { query: products, rows } = usePages([...useTRPC().catalog.all.pathKey(), q, published], (page) =>
    client.catalog.all.query({ ...(q && { q }), ...(published !== undefined && { published }), ...page }),
  );

  return (
    <>
      <Heading title={nav('products')}>
        <div className="flex w-full flex-wrap gap-2 sm:w-auto">
          <SearchField label={t('search')} value={q} onChange={setQ} />
          <Select
            aria-label={t('state')}
            className="[&>select]:h-9 [&>select]:text-sm [&>svg]:top-2.5 pointer-coarse:[&>select]:h-11 pointer-coarse:[&>svg]:top-3.5"
            value={state}
            onChange={(event) => setState(event.target.value)}
          >
            <option value="">{t('all')}</option>
            <option value="published">{t('published')}</option>
            <option value="hidden">{t('hidden')}</option>
          </Select>
        </div>
      </Heading>
      <Shown query={products}>
        {() =>
          rows.length === 0 ? (
            <Nothing />
          ) : (
            <>
              <Table
                caption={nav('products')}
                columns={[
                  { label: t('product') },
                  { label: t('state') },
                  { label: t('stock') },
                  { label: t('variants'), end: true },
                  { label: t('price'), end: true },
                ]}
              >
                {rows.map((product) => (
                  <tr key={product.id} className={rowStyle}>
                    <Cell>
                      <Link
                        href={`/${locale}/admin/products/${encodeURIComponent(product.id)}`}
                        className="flex items-center gap-3 font-medium hover:text-accent"
                      >
                        {product.image ? (
                          <Image src={product.image.src} alt="" width={64} height={64} className="size-8 rounded-sm object-cover" />
                        ) : (
                          <span className="size-8 rounded-sm bg-surface" />
                        )}
                        {product.name[locale]}
                      </Link>
                    </Cell>
                    <Cell>
                      <Badge tone={product.published ? 'success' : 'neutral'}>{t(product.published ? 'published' : 'hidden')}</Badge>
                    </Cell>
                    <Cell>
                      <Badge tone={tones[product.availability]}>{t(`availability.${product.availability}`)}</Badge>
                    </Cell>
                    <Cell end>{product.variants}</Cell>
                    <Cell end className="whitespace-nowrap">
                      {formatMoney(product.priceFrom, CURRENCY, locale)}
                      {product.priceTo > product.priceFrom && ` – ${formatMoney(product.priceTo, CURRENCY, locale)}`}
                    </Cell>
                  </tr>
                ))}
              </Table>
              <More query={products} />
            </>
          )
        }
      </Shown>
    </>
  );
}
