'use client';

import type { Order } from '@kontor/contracts/order';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { newKey } from '@/new-key';
import { sentenceFor } from '@/refusals';
import { Button } from '@/ui/button';
import { Notice } from '@/ui/notice';
import { Sheet } from '@/ui/sheet';
import { Pieces } from './return/pieces';
import { isShipped } from './stages';

type Wish = { orderId: string; changeId: string; lines: { sku: string; quantity: number }[] };
type Changing = { mutate: (wish: Wish, options: { onSuccess: () => void }) => void; isPending: boolean; error: unknown; reset: () => void };

/** Some pieces less: whether that is still possible is decided where the parcel is. */
export function CancelPieces({ order, changing, small = false }: { order: Order; changing: Changing; small?: boolean }) {
  const t = useTranslations('aftercare');
  const say = useTranslations('refusals');
  const [changeId, setChangeId] = useState<string | null>(null);
  const [chosen, setChosen] = useState<Record<string, number>>({});
  const lines = order.lines.flatMap((line) => (line.held > 0 ? [{ ...line, most: line.held }] : []));
  const wanted = lines.flatMap(({ sku }) => ((chosen[sku] ?? 0) > 0 ? [{ sku, quantity: chosen[sku] ?? 0 }] : []));
  // All of an order is cancelled in another way; what is left of one that has left in part is some of its pieces.
  if (lines.reduce((sum, { most }) => sum + most, 0) < (isShipped(order) ? 1 : 2)) return null;
  const close = () => {
    setChangeId(null);
    setChosen({});
    changing.reset();
  };
  return (
    <>
      <Button variant="secondary" size={small ? 'small' : 'medium'} onClick={() => setChangeId(newKey())}>
        {t('cancelPieces')}
      </Button>
      <Sheet open={changeId !== null} onClose={close} title={t('cancelPieces')}>
        <div className="grid gap-6">
          <p className="text-sm text-muted">{t('cancelPiecesText')}</p>
          <Pieces lines={lines} chosen={chosen} onChange={(sku, quantity) => setChosen({ ...chosen, [sku]: quantity })} />
          {Boolean(changing.error) && <Notice tone="danger">{sentenceFor(changing.error, say)}</Notice>}
          <Button
            variant="danger"
            busy={changing.isPending}
            disabled={wanted.length === 0}
            onClick={() => changeId && changing.mutate({ orderId: order.id, changeId, lines: wanted }, { onSuccess: close })}
          >
            {t('cancelPiecesNow')}
          </Button>
        </div>
      </Sheet>
    </>
  );
}
