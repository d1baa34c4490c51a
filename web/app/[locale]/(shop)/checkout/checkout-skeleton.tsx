import { Skeleton } from '@/ui/skeleton';

export function CheckoutSkeleton() {
  return (
    <div aria-hidden className="grid grid-cols-[minmax(0,1fr)] items-start gap-10 lg:grid-cols-[minmax(0,1fr)_26rem] lg:gap-16">
      <div className="grid gap-5">
        <Skeleton className="h-7 w-40" />
        <Skeleton className="h-12 w-full" />
        <Skeleton className="mt-5 h-7 w-48" />
        <Skeleton className="h-12 w-full" />
        <Skeleton className="h-12 w-full" />
        <div className="grid grid-cols-3 gap-4">
          <Skeleton className="h-12" />
          <Skeleton className="col-span-2 h-12" />
        </div>
      </div>
      <Skeleton className="h-112 w-full" />
    </div>
  );
}
