import type { Locale } from '@kontor/contracts/ids';
import { type ReactNode, Suspense } from 'react';
import { Words } from '@/i18n/words';
import { Skeleton } from '@/ui/skeleton';

/** The frame of the two doors, sign-in and register. */
export function EntryPage({ locale, title, lead, children }: { locale: Locale; title: string; lead: string; children: ReactNode }) {
  return (
    <div className="page py-12 md:py-20">
      <div className="mx-auto w-full max-w-md">
        <h1 className="text-2xl font-medium tracking-tight md:text-3xl">{title}</h1>
        <p className="mt-3 mb-8 text-muted">{lead}</p>
        <Words locale={locale} namespaces={['common', 'refusals', 'auth', 'form']}>
          <Suspense fallback={<EntrySkeleton />}>{children}</Suspense>
        </Words>
      </div>
    </div>
  );
}

function EntrySkeleton() {
  return (
    <div aria-hidden className="grid gap-5">
      <Skeleton className="h-17 w-full" />
      <Skeleton className="h-17 w-full" />
      <Skeleton className="h-13 w-full" />
    </div>
  );
}
