import type { ReactNode } from 'react';
import { Frame } from '@/ui/frame/frame';

export default function ShopLayout({ children }: { children: ReactNode }) {
  return <Frame>{children}</Frame>;
}
