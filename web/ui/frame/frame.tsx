import type { ReactNode } from 'react';
import { CartDrawer } from '@/app/[locale]/(shop)/cart/cart-drawer';
import { BottomBar } from './bottom-bar';
import { Footer } from './footer';
import { Header } from './header';

/** What surrounds every page of the shop. */
export function Frame({ children }: { children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col pb-14 md:pb-0">
      <Header />
      <main id="content" tabIndex={-1} className="flex-1 outline-none">
        {children}
      </main>
      <Footer />
      <BottomBar />
      <CartDrawer />
    </div>
  );
}
