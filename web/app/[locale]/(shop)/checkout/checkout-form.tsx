'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { type Cart, Checkout } from '@kontor/contracts/order';
import type { Profile } from '@kontor/contracts/user';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useLocale, useTranslations } from 'next-intl';
import { type ReactNode, useId, useState } from 'react';
import { type FieldPath, useForm, useWatch } from 'react-hook-form';
import type { z } from 'zod';
import { refusalOf } from '@/refusals';
import { useTRPC } from '@/trpc';
import { Field } from '@/ui/field';
import { Input } from '@/ui/input';
import { TextLink } from '@/ui/text-link';
import { useCartAgain } from '../cart/use-cart';
import { AddressFields } from './address-fields';
import { DeliveryChoice } from './delivery-choice';
import { useFieldSentence } from './field-sentence';
import { isFor } from './matches';
import { OrderSummary } from './order-summary';
import { refusedField } from './refused';
import { SavedAddresses } from './saved-addresses';
import { SignInAgain } from './sign-in-again';
import type { usePlaceOrder } from './use-place-order';
import { VatIdField } from './vat-id';

const Contact = Checkout.pick({ email: true, address: true });
type Written = z.input<typeof Contact>;
type Contact = z.output<typeof Contact>;

export type KnownShopper = Pick<Profile, 'email' | 'name' | 'addresses'>;
type Props = { cart: Cart; profile: KnownShopper | null; placing: ReturnType<typeof usePlaceOrder> };

const nowhere = { name: '', company: '', street: '', addition: '', postcode: '', city: '', region: '', country: 'DE', phone: '' };
const trimmed = { setValueAs: (value: string) => value.trim() };

/** The whole checkout on one page; `profile` fills it in for a shopper who is signed in. */
export function CheckoutForm({ cart, profile, placing }: Props) {
  const t = useTranslations('checkout');
  const sentence = useFieldSentence();
  const locale = useLocale();
  const trpc = useTRPC();
  const { place, busy, trouble, forget } = placing;
  const queryClient = useQueryClient();
  const askCart = useCartAgain();
  const ended = trouble?.kind === 'refused' && refusalOf(trouble.error)?.code === 'SessionEnded';

  const address = { ...nowhere, name: profile?.name ?? '', ...profile?.addresses[0] };
  const { register, handleSubmit, control, setError, setValue, formState } = useForm<Written, unknown, Contact>({
    resolver: zodResolver(Contact),
    mode: 'onTouched',
    defaultValues: { email: profile?.email ?? '', address },
  });
  const { errors } = formState;
  const country = useWatch({ control, name: 'address.country' });
  const [postcode, setPostcode] = useState(address.postcode);
  const [vatId, setVatId] = useState<string | null>(null);
  const [wanted, setWanted] = useState<{ country: string; method: string } | null>(null);

  // A method belongs to its country: it is forgotten when the parcel goes elsewhere.
  const method: { method?: string } = wanted?.country === country ? { method: wanted.method } : {};
  const quote = useQuery(
    trpc.order.quote.queryOptions(
      { country, postcode, ...method, ...(vatId !== null && { vatId }) },
      { enabled: cart.items > 0, placeholderData: keepPreviousData, staleTime: 0 },
    ),
  );
  const offer = quote.data;
  const chosen = offer?.methods.find(({ id }) => id === offer.method);
  // Shown at once; bought only when the total for it has come.
  const marked = offer?.methods.some(({ id }) => id === method.method) ? method.method : chosen?.id;

  const isCurrent = offer !== undefined && !quote.isPlaceholderData && isFor(cart, offer.receipt);

  const buy = handleSubmit(async (contact) => {
    if (!offer || !chosen || !isCurrent) return;
    const met = await place({ ...contact, method: chosen.id, receipt: offer.receipt });
    const field = met?.kind === 'refused' ? fieldNamed(refusedField(met.error)) : null;
    if (field) setError(field, { type: 'refused', message: t('fieldRefused') }, { shouldFocus: true });
  });

  /** What stood in the way is gone: the total is worked out anew, and the button can be pressed again. */
  function goOn() {
    forget();
    void askCart();
    void queryClient.invalidateQueries({ queryKey: trpc.order.pathKey() });
  }

  return (
    <>
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
            <VatIdField country={country} receipt={offer?.receipt} onGive={setVatId} />
          </Part>
          <Part title={t('delivery')}>
            {(offer || !quote.error) && (
              <DeliveryChoice methods={offer?.methods} chosen={marked ?? null} currency={cart.currency} onChoose={(id) => setWanted({ country, method: id })} />
            )}
          </Part>
        </div>

        <OrderSummary cart={cart} quote={quote} isCurrent={isCurrent} country={country} busy={busy} trouble={ended ? null : trouble} onMended={goOn} />
      </form>
      <SignInAgain open={ended} email={profile?.email ?? ''} onClose={forget} onDone={goOn} />
    </>
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
