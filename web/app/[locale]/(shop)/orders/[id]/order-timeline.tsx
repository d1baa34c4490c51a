'use client';

import { clsx } from 'clsx';
import { Check, Undo2, X } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { formatDate } from '@kontor/contracts/format';
import { isAwaited, type Moving, type Stage, stagesOf } from './stages';

/** The way of the order: upright on phones, across on wide screens. */
export function OrderTimeline({ order }: { order: Moving }) {
  const t = useTranslations('order');
  const stages = stagesOf(order);
  return (
    <section aria-label={t('progress')}>
      <ol className="grid gap-0 sm:auto-cols-fr sm:grid-flow-col">
        {stages.map((stage, index) => (
          <StageItem
            key={stage.name}
            stage={stage}
            isExchange={order.exchange !== null}
            isAwaited={isAwaited(order)}
            isLast={index === stages.length - 1}
            isJoined={stages[index + 1]?.state === 'done'}
          />
        ))}
      </ol>
    </section>
  );
}

type Props = { stage: Stage; isExchange: boolean; isAwaited: boolean; isLast: boolean; isJoined: boolean };
function StageItem({ stage, isExchange, isAwaited: awaited, isLast, isJoined }: Props) {
  const t = useTranslations('order');
  const locale = useLocale();
  const { state, at } = stage;
  // What is sent instead of other goods is paid with those.
  const name = isExchange && stage.name === 'paid' ? 'exchanged' : stage.name;
  const isEnd = name === 'cancelled' || name === 'cameBack';
  const Mark = name === 'cancelled' ? X : name === 'cameBack' ? Undo2 : Check;
  return (
    <li aria-current={state === 'now' ? 'step' : undefined} className="relative flex min-h-16 gap-4 sm:min-h-0 sm:flex-col sm:gap-3 sm:pr-3">
      {!isLast && (
        <span
          aria-hidden
          className={clsx(
            'absolute top-6 bottom-0 left-3 w-px sm:top-3 sm:right-0 sm:bottom-auto sm:left-6 sm:h-px sm:w-auto',
            isJoined ? 'bg-accent' : 'bg-line',
          )}
        />
      )}
      <span
        aria-hidden
        className={clsx(
          'relative grid size-6 shrink-0 place-items-center rounded-full border',
          state === 'done' && (name === 'cancelled' ? 'border-danger bg-danger text-paper' : 'border-accent bg-accent text-on-accent'),
          state === 'now' && 'border-accent bg-paper',
          state === 'ahead' && 'border-line bg-paper',
        )}
      >
        {state === 'done' && <Mark className="size-3.5" strokeWidth={2.5} />}
        {state === 'now' && <span className="size-2 rounded-full bg-accent motion-safe:animate-pulse" />}
      </span>
      <div className="pb-5 sm:pb-0">
        <p className={clsx('text-sm', state === 'ahead' ? 'text-muted' : 'font-medium')}>
          {t(state !== 'now' || name === 'placed' || isEnd ? `stage.${name}` : awaited ? 'stageNow.awaited' : `stageNow.${name}`)}
          <span className="sr-only">, {t(`stageState.${state}`)}</span>
        </p>
        {at && (
          <time dateTime={at} className="text-xs text-muted">
            {formatDate(at, locale, 'both')}
          </time>
        )}
      </div>
    </li>
  );
}
