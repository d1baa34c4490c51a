import { Skeleton } from '@/ui/skeleton';

export function OrderSkeleton() {
  return (
    <div aria-hidden className="grid grid-cols-[minmax(0,1fr)] items-start gap-10 lg:grid-cols-[minmax(0,1fr)_24rem] lg:gap-16">
      <div className="grid gap-4">
        <Skeleton className="h-4 w-48" />
        <Skeleton className="h-10 w-3/4" />
        <Skeleton className="h-4 w-2/3" />
        <Skeleton className="mt-4 h-32 w-full" />
        <Skeleton className="mt-4 h-40 w-full" />
      </div>
      <Skeleton className="h-96 w-full" />
    </div>
  );
}
