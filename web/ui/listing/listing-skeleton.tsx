import { Skeleton } from '../skeleton';

const places = Array.from({ length: 8 }, (_, index) => index);

export function ListingSkeleton() {
  return (
    <div className="page" aria-busy>
      <Skeleton className="my-5 h-4 w-40" />
      <Skeleton className="h-10 w-64" />
      <div className="mt-10 lg:grid lg:grid-cols-[14rem_1fr] lg:gap-12">
        <div className="hidden content-start gap-4 lg:grid">
          {places.map((place) => (
            <Skeleton key={place} className="h-5" />
          ))}
        </div>
        <ProductGridSkeleton />
      </div>
    </div>
  );
}

export function ProductGridSkeleton() {
  return (
    <div className="grid grid-cols-2 gap-x-4 gap-y-10 sm:grid-cols-3 sm:gap-x-6 xl:grid-cols-4">
      {places.map((place) => (
        <div key={place}>
          <Skeleton className="aspect-4/5" />
          <Skeleton className="mt-3 h-4 w-3/4" />
          <Skeleton className="mt-2 h-4 w-16" />
        </div>
      ))}
    </div>
  );
}
