'use client';

import dynamic from 'next/dynamic';
import { useEffect, useState } from 'react';
import { useCartState } from './cart-state';

const load = () => import('./drawer');
const Drawer = dynamic(() => load().then((module) => module.Drawer), { ssr: false });
const signsOfLife = ['pointermove', 'pointerdown', 'keydown'] as const;

/** The drawer's code is fetched at the first sign of a person, so that it is there when they press the button, and never for a robot. */
export function CartDrawer() {
  const { open } = useCartState();
  const [wanted, setWanted] = useState(false);

  useEffect(() => {
    const once = { once: true, passive: true };
    const fetchCode = () => void load().catch(() => {});
    for (const sign of signsOfLife) window.addEventListener(sign, fetchCode, once);
    return () => {
      for (const sign of signsOfLife) window.removeEventListener(sign, fetchCode);
    };
  }, []);

  if (open && !wanted) setWanted(true);
  return wanted ? <Drawer /> : null;
}
