'use client';

import type { Order } from '@kontor/contracts/order';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { sentenceFor } from '@/refusals';
import { useTRPCClient } from '@/trpc';
import { Button } from '@/ui/button';
import { Notice } from '@/ui/notice';
import { Part } from './part';

const PAGE = 50;

/** Everything the shop keeps about the account, as one JSON file. */
export function DataExport() {
  const t = useTranslations('account');
  const say = useTranslations('refusals');
  const client = useTRPCClient();

  async function ordersOf(): Promise<Order[]> {
    const orders: Order[] = [];
    for (let after: string | null = ''; after !== null; ) {
      const page: { items: Order[]; next: string | null } = await client.order.mine.query({ limit: PAGE, ...(after && { after }) });
      orders.push(...page.items);
      after = page.next;
    }
    return orders;
  }

  const fetchAll = useMutation({
    networkMode: 'always',
    mutationFn: async () => {
      const [profile, cart, orders] = await Promise.all([client.user.me.query({}), client.order.cart.query({}), ordersOf()]);
      save({ exportedAt: new Date().toISOString(), profile, cart: cart.lines, orders });
    },
  });

  return (
    <Part title={t('data')} text={t('dataText')}>
      {fetchAll.error && <Notice tone="danger">{sentenceFor(fetchAll.error, say)}</Notice>}
      <Button variant="secondary" busy={fetchAll.isPending} onClick={() => fetchAll.mutate()}>
        {t('download')}
      </Button>
    </Part>
  );
}

function save(data: object) {
  const address = URL.createObjectURL(new Blob([JSON.stringify(data, null, 2)], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = 'kontor-data.json';
  link.click();
  URL.revokeObjectURL(address);
}
