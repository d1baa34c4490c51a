'use client';

import { clsx } from 'clsx';
import { signOut } from 'next-auth/react';
import { useLocale, useTranslations } from 'next-intl';
import { Link } from '@/ui/link';
import { useSelectedLayoutSegment } from 'next/navigation';
import { useState } from 'react';
import { Button } from '@/ui/button';
import { useHere } from '@/ui/use-here';

export function AccountMenu() {
  const t = useTranslations('account');
  const locale = useLocale();
  const segment = useSelectedLayoutSegment();
  const [leaving, setLeaving] = useState(false);
  const row = useHere(segment);
  const places = [
    { href: `/${locale}/account` as const, label: t('overview'), isHere: segment === null },
    { href: `/${locale}/account/orders` as const, label: t('orders'), isHere: segment === 'orders' },
    { href: `/${locale}/account/payment` as const, label: t('payment'), isHere: segment === 'payment' },
    { href: `/${locale}/account/security` as const, label: t('security'), isHere: segment === 'security' },
  ];

  return (
    <nav ref={row} aria-label={t('title')} className="mt-6 mb-8 flex items-center gap-4 overflow-x-auto border-b border-line text-sm sm:gap-6 sm:text-base">
      {places.map(({ href, label, isHere }) => (
        <Link
          key={href}
          href={href}
          aria-current={isHere ? 'page' : undefined}
          className={clsx('-mb-px border-b-2 py-3 whitespace-nowrap', isHere ? 'border-accent font-medium' : 'border-transparent text-muted hover:text-ink')}
        >
          {label}
        </Link>
      ))}
      <Button
        variant="quiet"
        size="small"
        className="ml-auto"
        busy={leaving}
        onClick={() => {
          setLeaving(true);
          signOut({ callbackUrl: `/${locale}` }).catch(() => setLeaving(false));
        }}
      >
        {t('signOut')}
      </Button>
    </nav>
  );
}
