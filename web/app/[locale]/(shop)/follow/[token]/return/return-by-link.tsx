'use client';

import type { Wish } from '@kontor/contracts/aftercare';
import type { FollowedOrder } from '@kontor/contracts/order';
import { useMutation } from '@tanstack/react-query';
import { useLocale } from 'next-intl';
import { useTRPC } from '@/trpc';
import { ReturnForm } from '../../../orders/[id]/return/return-form';
import type { Swaps } from '../../../orders/[id]/return/swaps';

/** Of a guest's order, by the link in a mail: the e-mail it went to proves who sends it. */
export function ReturnByLink({ token, order, swaps, kind }: { token: string; order: FollowedOrder; swaps: Swaps; kind: Wish['kind'] }) {
  const locale = useLocale();
  const asking = useMutation(useTRPC().aftercare.askReturnByLink.mutationOptions({ networkMode: 'always' }));
  const sending = { ...asking, send: (wish: Wish & { email: string }) => asking.mutate({ token, ...wish }) };
  return <ReturnForm order={order} currency={order.currency} swaps={swaps} kind={kind} sending={sending} asksEmail back={`/${locale}/follow/${token}`} />;
}
