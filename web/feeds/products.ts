import type { Locale } from '@kontor/contracts/ids';
import { gateway } from '@/bff';
import { absolute } from '@/schema-org';
import { xml } from '@/xml';
import { itemsOf } from './product-items';

const A_PAGE = 100;

async function* feedOf(locale: Locale): AsyncGenerator<string> {
  yield `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:g="http://base.google.com/ns/1.0"><channel><title>Kontor</title><link>${xml(absolute(`/${locale}`))}</link><description>Kontor</description>`;
  for (let after: string | null = ''; after !== null; ) {
    const page: { items: Parameters<typeof itemsOf>[0][]; next: string | null } = await gateway().catalog.productsAfter.query({
      limit: A_PAGE,
      ...(after && { after }),
    });
    yield page.items.flatMap((product) => itemsOf(product, locale, absolute)).join('');
    after = page.next;
  }
  yield '</channel></rss>';
}

/** All products, sent as they are read: however many there are, a page of them is held at a time. A feed that breaks off is not well-formed. */
export function productFeed(locale: Locale): ReadableStream<Uint8Array> {
  const parts = feedOf(locale);
  return new ReadableStream<string>({
    async pull(controller) {
      const { done, value } = await parts.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
  }).pipeThrough(new TextEncoderStream());
}
