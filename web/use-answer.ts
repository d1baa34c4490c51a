'use client';

import { useEffect, useEffectEvent, useState } from 'react';
import { patiently } from './patiently.ts';

/** Who comes back to a page after this long wants to know anew. */
const OLD_MS = 30_000;

/**
 * What the shop answers to one question, undefined until it is known, and a way to write a newer answer over it. It is asked when
 * `key` changes, nothing while that is null, and again for somebody who comes back. For pages that only show: what is somebody's own
 * (account, checkout, back office) has many questions that depend on each other, and react-query for them.
 */
export function useAnswer<Answer>(key: string | null, ask: () => Promise<Answer>) {
  const [answer, setAnswer] = useState<Answer>();
  const askNow = useEffectEvent(ask);

  useEffect(() => {
    if (key === null) return;
    let askedAt = 0;
    let isOver = false;
    const look = () => {
      if (document.hidden || Date.now() - askedAt < OLD_MS) return;
      askedAt = Date.now();
      patiently(() => askNow()).then(
        (given) => isOver || setAnswer(() => given),
        () => (askedAt = 0),
      );
    };
    look();
    document.addEventListener('visibilitychange', look);
    window.addEventListener('online', look);
    return () => {
      isOver = true;
      document.removeEventListener('visibilitychange', look);
      window.removeEventListener('online', look);
    };
  }, [key]);

  return [answer, setAnswer] as const;
}
