import type { Phase } from '@kontor/contracts/order';
import { useTranslations } from 'next-intl';
import { Badge } from '@/ui/badge';

const tones = {
  placed: 'neutral',
  held: 'warn',
  closing: 'warn',
  paid: 'accent',
  cancelling: 'warn',
  cancelled: 'neutral',
  completed: 'success',
} as const satisfies Record<Phase, string>;

export function PhaseBadge({ phase }: { phase: Phase }) {
  const t = useTranslations('order.phase');
  return <Badge tone={tones[phase]}>{t(phase)}</Badge>;
}
