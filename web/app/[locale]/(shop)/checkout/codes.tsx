'use client';

import type { Receipt } from '@kontor/contracts/receipt';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Tag, X } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { formatMoney } from '@kontor/contracts/format';
import { refusalOf, sentenceFor } from '@/refusals';
import { useTRPC, useTRPCClient } from '@/trpc';
import { Button } from '@/ui/button';
import { Field } from '@/ui/field';
import { Input } from '@/ui/input';
import { inTurn, keepCart } from '../cart/cart-store';
import { takeInHand } from './gift-cards';

/** A gift card has sixteen signs; no promotion code of ours is that long without a dash. */
const isGiftCard = (text: string) => /^[2-9A-HJKMNP-Z]{16}$/.test(text.toUpperCase().replace(/[\s-]/g, ''));

type Props = { codes: readonly string[]; receipt: Receipt | null; withGiftCards?: boolean };

/** Codes that are in the cart, each with the reason while it does not apply, and a field for one more; at checkout for a gift card too. */
export function Codes({ codes, receipt, withGiftCards = false }: Props) {
  const t = useTranslations('codes');
  const locale = useLocale();
  const { change, busy, error, forget } = useCode(withGiftCards);
  const [open, setOpen] = useState(false);
  const [text, setText] = useState('');
  const money = (amount: number) => formatMoney(amount, receipt?.currency ?? 'EUR', locale);
  const near = receipt?.notApplied.find(({ code, reason, missing }) => code === null && reason === 'minimum' && missing !== null);

  async function apply() {
    if (text.trim() === '' || busy) return;
    if (await change(text.trim(), true)) setText('');
  }

  return (
    <div className="grid gap-3 text-sm">
      {near?.name && near.missing !== null && <p className="text-muted">{t('almost', { missing: money(near.missing), name: near.name[locale] })}</p>}
      {codes.length > 0 && (
        <ul className="grid gap-2">
          {codes.map((code) => {
            const out = receipt?.notApplied.find((one) => one.code === code);
            return (
              <li key={code} className="flex items-start justify-between gap-3">
                <span className="min-w-0">
                  <span className="inline-flex items-center gap-1.5 font-medium break-all">
                    <Tag aria-hidden className="size-3.5 shrink-0" strokeWidth={1.5} />
                    {code}
                  </span>
                  {out && <span className="block text-muted">{t(`reason.${out.reason}`, { missing: money(out.missing ?? 0) })}</span>}
                </span>
                <button
                  type="button"
                  className="-m-2 p-2 text-muted hover:text-ink"
                  aria-label={t('remove', { code })}
                  onClick={() => void change(code, false)}
                >
                  <X aria-hidden className="size-4" strokeWidth={1.5} />
                </button>
              </li>
            );
          })}
        </ul>
      )}
      {open ? (
        <Field label={t(withGiftCards ? 'labelBoth' : 'label')} error={error}>
          <CodeInput
            text={text}
            busy={busy}
            onWrite={(written) => {
              forget();
              setText(written);
            }}
            onApply={() => void apply()}
          />
        </Field>
      ) : (
        <Button variant="quiet" size="small" className="-ml-3 justify-self-start underline decoration-edge underline-offset-4" onClick={() => setOpen(true)}>
          {t(withGiftCards ? 'addBoth' : 'add')}
        </Button>
      )}
    </div>
  );
}

type InputProps = { text: string; busy: boolean; onWrite: (text: string) => void; onApply: () => void };

/** No form of its own: it stands inside the checkout's, which Enter must not send. */
function CodeInput({ text, busy, onWrite, onApply }: InputProps) {
  const t = useTranslations('codes');
  return (
    <div className="flex gap-2">
      <Input
        autoFocus
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={40}
        value={text}
        onChange={(event) => onWrite(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          onApply();
        }}
      />
      <Button variant="secondary" busy={busy} onClick={onApply}>
        {t('apply')}
      </Button>
    </div>
  );
}

const giftCardReasons = ['unknown', 'empty', 'other-currency', 'payment-begun', 'too-many'] as const;

/** Puts a code into the cart or takes it out; a gift card is looked up and taken in hand. `error` is the sentence for the field. */
function useCode(withGiftCards: boolean) {
  const t = useTranslations('codes');
  const say = useTranslations('refusals');
  const client = useTRPCClient();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [error, setError] = useState<string | null>(null);

  function sentence(failure: unknown): string {
    const refusal = refusalOf(failure);
    const reason = refusal?.details['reason'];
    if (refusal?.code === 'GiftCardRefused') return t(`giftCardReason.${giftCardReasons.find((one) => one === reason) ?? 'unknown'}`);
    if (refusal?.code === 'InvalidInput') return t('reason.unknown');
    const known = refusal?.code === 'CodeRefused' && (['unknown', 'not-yet', 'over', 'used-up'] as const).find((one) => one === reason);
    return known ? t(`reason.${known}`) : sentenceFor(failure, say);
  }

  const send = useMutation({
    mutationFn: async ({ code, on }: { code: string; on: boolean }) => {
      if (on && withGiftCards && isGiftCard(code)) {
        const { last4, balance } = await client.giftCard.giftCardBalance.mutate({ code });
        if (balance === 0) return 'empty' as const;
        takeInHand({ code, last4, balance });
        return null;
      }
      return inTurn(() => (on ? client.order.applyCode.mutate({ code }) : client.order.removeCode.mutate({ code })));
    },
    onSuccess: async (cart) => {
      if (cart === 'empty') setError(t('giftCardReason.empty'));
      if (cart === null || cart === 'empty') return;
      keepCart(cart);
      await queryClient.invalidateQueries({ queryKey: trpc.order.quote.pathKey() });
    },
    onError: (failure) => setError(sentence(failure)),
  });

  return {
    busy: send.isPending,
    error,
    forget: () => setError(null),
    /** True when it went in or out. */
    change: (code: string, on: boolean): Promise<boolean> => {
      setError(null);
      if (on && !withGiftCards && isGiftCard(code)) {
        setError(t('giftCardLater'));
        return Promise.resolve(false);
      }
      return send.mutateAsync({ code, on }).then(
        (cart) => cart !== 'empty',
        () => false,
      );
    },
  };
}
