import { type ReactNode, Suspense } from 'react';
import { Answers } from '@/app/answers';
import { OrderSkeleton } from '../../orders/[id]/order-skeleton';

/** Each page below is of one order and waits for it. */
export default function FollowLayout({ children }: { children: ReactNode }) {
  return (
    <div className="page py-8 md:py-12">
      <Suspense fallback={<OrderSkeleton />}>
        <Answers>{children}</Answers>
      </Suspense>
    </div>
  );
}
