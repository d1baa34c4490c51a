'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { Checkout } from '@kontor/contracts/order';
import type { Profile } from '@kontor/contracts/user';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useLocale, useTranslations } from 'next-intl';
import Link from 'next/link';
import { type ReactNode, useId, useState } from 'react';
import { type FieldPath, useForm, useWatch } from 'react-hook-form';
import type { z } from 'zod';
import { sentenceFor } from '@/refusals';
import { useTRPC } from '@/trpc';
import { Button, buttonStyle } from '@/ui/button';
import { Field } from '@/ui/field';
import { Input } from '@/ui/input';
import { EmptyState, ErrorState } from '@/ui/notice';
import { TextLink } from '@/ui/text-link';
import { useCart } from '../cart/use-cart';
import { AddressFields } from './address-fields';
import { CheckoutSkeleton } from './checkout-skeleton';
import { DeliveryChoice } from './delivery-choice';
import { useFieldSentence } from './field-sentence';
import { OrderLines } from './order-lines';
import { OrderTrouble, Refused } from './order-trouble';
import { ReceiptSteps } from './receipt';
import { refusedField } from './refused';
import { SavedAddresses } from './saved-addresses';
import { usePlaceOrder } from './use-place-order';

const Contact = Checkout.pick({ email: true, address: true });
type Written = z.input<typeof Contact>;
type Contact = z.output<typeof Contact>;

const nowhere = { name: '', company: '', street: '', addition: '', postcode: '', city: '', country: 'DE', phone: '' };
const trimmed = { setValueAs: (value: string) => value.trim() };

/** The whole checkout on one page; `profile` fills it in for a shopper who is signed in. */
export function CheckoutForm({ profile }: { profile: Pick<Profile, 'email' | 'name' | 'addresses'> | null }) {
  const t = useTranslations('checkout');
  const say = useTranslations('refusals');
  const sentence = useFieldSentence();
  const locale = useLocale();
  const trpc = useTRPC();
  const { data: cart, error: cartError, refetch: askCartAgain } = useCart();
  const { place, busy, trouble } = usePlaceOrder();

  const address = { ...nowhere, name: profile?.name ?? '', ...profile?.addresses[0] };
  const { register, handleSubmit, control, setError, setValue, formState } = useForm<Written, unknown, Contact>({
    resolver: zodResolver(Contact),
    mode: 'onTouched',
    defaultValues: { email: profile?.email ?? '', address },
  });
  const { errors } = formState;
  const country = useWatch({ control, name: 'address.country' });
  const [postcode, setPostcode] = useState(address.postcode);
  const [wanted, setWanted] = useState<{ country: string; method: string } | null>(null);

  // A method belongs to its country: it is forgotten when the parcel goes elsewhere.
  const method = wanted?.country === country ? { method: wanted.method } : {};
  const quote = useQuery(
    trpc.order.quote.queryOptions({ country, postcode, ...method }, { enabled: (cart?.items ?? 0) > 0, placeholderData: keepPreviousData, staleTime: 0 }),
  );
  const offer = quote.data;
  const chosen = offer?.methods.find(({ id }) => id === offer.method);

  if (cartError && !cart) {
    const again = (
      <Button variant="secondary" onClick={() => void askCartAgain()}>
        {t('retry')}
      </Button>
    );
    return <ErrorState title={t('failed')} text={sentenceFor(cartError, say)} action={again} />;
  }
  if (!cart) return <CheckoutSkeleton />;
  if (cart.items === 0 && !busy) {
    const back = (
      <Link href={`/${locale}`} className={buttonStyle({ variant: 'secondary' })}>
        {t('lookAround')}
      </Link>
    );
    return <EmptyState title={t('nothing')} text={t('nothingText')} action={back} />;
  }

  const buy = handleSubmit(async (contact) => {
    if (!offer || !chosen) return;
    const met = await place({ ...contact, method: chosen.id, total: offer.receipt.total });
    const field = met?.kind === 'refused' ? fieldNamed(refusedField(met.error)) : null;
    if (field) setError(field, { type: 'refused', message: t('fieldRefused') }, { shouldFocus: true });
  });

  return (
    <form
      noValidate
      onSubmit={(event) => void buy(event)}
      className="grid grid-cols-[minmax(0,1fr)] items-start gap-10 lg:grid-cols-[minmax(0,1fr)_26rem] lg:gap-16"
    >
      <div className="grid gap-10">
        <Part title={t('contact')} aside={!profile && <TextLink href={`/${locale}/sign-in?next=/${locale}/checkout`}>{t('signIn')}</TextLink>}>
          <Field label={t('email')} hint={t('emailHint')} error={sentence(errors.email)}>
            <Input type="email" inputMode="email" autoComplete="email" {...register('email', trimmed)} />
          </Field>
        </Part>
        <Part title={t('address')}>
          <SavedAddresses
            addresses={profile?.addresses ?? []}
            onChoose={(saved) => {
              setValue('address', saved ?? { ...nowhere, name: profile?.name ?? '' }, { shouldDirty: true, shouldValidate: saved !== null });
              setPostcode(saved?.postcode ?? '');
            }}
          />
          <AddressFields
            country={country}
            errors={errors.address}
            register={(name) =>
              register(
                `address.${name}`,
                name === 'postcode' ? { onBlur: (event: { target: HTMLInputElement }) => setPostcode(event.target.value.trim()) } : {},
              )
            }
          />
        </Part>
        <Part title={t('delivery')}>
          <DeliveryChoice methods={offer?.methods} chosen={chosen?.id ?? null} currency={cart.currency} onChoose={(id) => setWanted({ country, method: id })} />
        </Part>
      </div>

      <section aria-label={t('summary')} className="grid gap-6 rounded-md bg-surface p-6 lg:sticky lg:top-28">
        <div className="flex items-baseline justify-between gap-4">
          <h2 className="text-lg font-medium">{t('summary')}</h2>
          <TextLink href={`/${locale}/cart`}>{t('change')}</TextLink>
        </div>
        <OrderLines lines={cart.lines} currency={cart.currency} />
        <hr className="border-line" />
        {offer && <ReceiptSteps receipt={offer.receipt} method={chosen?.name[locale] ?? null} dimmed={quote.isFetching} />}
        {quote.error && !quote.isFetching && <Refused error={quote.error} cart={cart} />}
        {trouble && <OrderTrouble trouble={trouble} cart={cart} />}
        <div className="grid gap-3">
          <Button
            type="submit"
            variant="primary"
            size="large"
            wide
            className="h-auto min-h-13 py-2 text-balance whitespace-normal"
            busy={busy}
            disabled={!chosen}
          >
            {t('buy')}
          </Button>
          <p className="text-sm text-muted">{t('terms')}</p>
        </div>
      </section>
    </form>
  );
}

function fieldNamed(name: string | null): FieldPath<Written> | null {
  if (name === 'email') return name;
  return name !== null && name in nowhere ? `address.${name as keyof typeof nowhere}` : null;
}

function Part({ title, aside, children }: { title: string; aside?: ReactNode; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="grid gap-5">
      <div className="flex items-baseline justify-between gap-4">
        <h2 id={id} className="text-xl font-medium tracking-tight">
          {title}
        </h2>
        {aside}
      </div>
      {children}
    </section>
  );
}
