import { ChevronDown } from 'lucide-react';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import type { Product } from '@kontor/contracts/catalog';
import type { Locale } from '@kontor/contracts/ids';
import { formatNumber } from '@kontor/contracts/format';

/** All there is to know: what it is, and its properties one by one. */
export async function Facts({ product, locale }: { product: Product; locale: Locale }) {
  const t = await getTranslations('product');
  const weight = product.variants[0]?.weightGrams ?? 0;
  const rows = [
    ...product.attributes.map(({ id, label, unit, values }) => ({
      id,
      label: label[locale],
      text: values.map((value) => (unit && value.number !== undefined ? `${formatNumber(value.number, locale)} ${unit}` : value.label[locale])).join(', '),
    })),
    ...(weight > 0
      ? [
          {
            id: 'weight',
            label: t('weight'),
            text: weight < 1_000 ? t('grams', { value: formatNumber(weight, locale) }) : t('kilograms', { value: formatNumber(weight / 1_000, locale) }),
          },
        ]
      : []),
  ];
  return (
    <div className="mt-8 border-t border-line">
      <Part title={t('description')}>
        <div className="grid gap-3 text-muted">
          <Paragraphs text={product.description[locale]} />
        </div>
      </Part>
      {rows.length > 0 && (
        <Part title={t('details')}>
          <dl className="grid grid-cols-[minmax(8rem,auto)_1fr] gap-x-6 gap-y-2 text-sm">
            {rows.map(({ id, label, text }) => (
              <div key={id} className="contents">
                <dt className="text-muted">{label}</dt>
                <dd>{text}</dd>
              </div>
            ))}
          </dl>
        </Part>
      )}
      {product.care && (
        <Part title={t('care')}>
          <div className="grid gap-3 text-muted">
            <Paragraphs text={product.care[locale]} />
          </div>
        </Part>
      )}
      {(product.safety || product.maker) && (
        <Part title={t('safety')}>
          <div className="grid gap-3 text-sm text-muted">
            {product.safety && <Paragraphs text={product.safety[locale]} />}
            {product.maker && (
              <p>
                {t('maker')}: {product.maker.name}, {product.maker.address}, {product.maker.contact}
              </p>
            )}
          </div>
        </Part>
      )}
    </div>
  );
}

const Paragraphs = ({ text }: { text: string }) => text.split(/\n{2,}/).map((paragraph) => <p key={paragraph}>{paragraph}</p>);

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <details open className="group border-b border-line">
      <summary className="flex h-14 list-none items-center justify-between [&::-webkit-details-marker]:hidden">
        <h2 className="font-medium">{title}</h2>
        <ChevronDown aria-hidden className="size-5 text-muted transition-transform group-open:rotate-180" strokeWidth={1.5} />
      </summary>
      <div className="pb-6">{children}</div>
    </details>
  );
}
