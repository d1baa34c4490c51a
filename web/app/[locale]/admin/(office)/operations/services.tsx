'use client';

import type { Service } from '@kontor/contracts/office';
import { useQuery } from '@tanstack/react-query';
import { clsx } from 'clsx';
import { useLocale, useTranslations } from 'next-intl';
import Link from 'next/link';
import { Shown } from '@/app/[locale]/admin/state';
import { Cell, Heading, Panel, rowStyle, Table } from '@/app/[locale]/admin/table';
import { formatDate, formatNumber } from '@kontor/contracts/format';
import { useTRPC } from '@/trpc';
import { Badge } from '@/ui/badge';
import { Disputes } from './disputes';
import { TickOff } from './tick-off';
import { SearchIndex } from './search-index';

const LOOK_MS = 5_000;

export function Services() {
  const nav = useTranslations('office.nav');
  const health = useQuery(useTRPC().office.health.queryOptions({}, { refetchInterval: LOOK_MS }));
  return (
    <>
      <Heading title={nav('operations')} />
      <Shown query={health}>
        {(services) => (
          <div className="grid grid-cols-1 gap-10">
            <ServiceTable services={services} />
            <Failing services={services} />
            <Disputes />
            <SearchIndex />
          </div>
        )}
      </Shown>
    </>
  );
}

function ServiceTable({ services }: { services: Service[] }) {
  const t = useTranslations('office.operations');
  const locale = useLocale();
  const depth = (service: Service, index: number) => {
    const queue = service.standing?.queues[index];
    return queue ? formatNumber(queue.messages, locale) : '–';
  };
  return (
    <Table
      caption={t('services')}
      columns={[
        { label: t('service') },
        { label: t('needs') },
        { label: t('waiting'), end: true },
        { label: t('queue'), end: true },
        { label: t('bulk'), end: true },
        { label: t('dead'), end: true },
      ]}
    >
      {services.map((service) => {
        const { name, ready, dependencies, standing } = service;
        const state = ready ? 'ready' : Object.keys(dependencies).length > 0 ? 'notReady' : 'away';
        return (
          <tr key={name} className={rowStyle}>
            <Cell>
              <span className="flex items-center gap-2 font-medium">
                <span aria-hidden className={clsx('size-2 rounded-full', ready ? 'bg-success' : 'bg-danger')} />
                {name} <span className={clsx('font-normal', ready ? 'text-muted' : 'text-danger')}>{t(state)}</span>
              </span>
            </Cell>
            <Cell>
              <span className="flex flex-wrap gap-1">
                {Object.entries(dependencies).map(([dependency, holds]) => (
                  <Badge key={dependency} tone={holds ? 'neutral' : 'danger'}>
                    {dependency}
                  </Badge>
                ))}
              </span>
            </Cell>
            <Cell end>
              {standing ? formatNumber(standing.waiting, locale) : '–'}
              {standing?.oldestWaiting && <span className="block text-xs text-muted">{formatDate(standing.oldestWaiting, locale, 'both')}</span>}
            </Cell>
            <Cell end>{depth(service, 0)}</Cell>
            <Cell end>{depth(service, 1)}</Cell>
            <Cell end>
              <Link
                href={`/${locale}/admin/operations/${name}`}
                className={clsx('underline underline-offset-4 hover:text-accent', standing && standing.deadLetters > 0 && 'font-medium text-danger')}
              >
                {standing ? formatNumber(standing.deadLetters, locale) : '–'}
              </Link>
            </Cell>
          </tr>
        );
      })}
    </Table>
  );
}

function Failing({ services }: { services: Service[] }) {
  const t = useTranslations('office.operations');
  const locale = useLocale();
  const failing = services.flatMap(({ name, standing }) => (standing?.failing ?? []).map((ask) => ({ ...ask, worker: name })));
  return (
    <Panel title={t('failing')} text={failing.length === 0 ? t('noFailing') : undefined}>
      {failing.length > 0 && (
        <Table
          caption={t('failing')}
          columns={[
            { label: t('service') },
            { label: t('call') },
            { label: t('about') },
            { label: t('tries'), end: true },
            { label: t('why') },
            { label: t('next') },
            { label: t('done') },
          ]}
        >
          {failing.map((ask) => (
            <tr key={ask.id}>
              <Cell>{ask.worker}</Cell>
              <Cell>{ask.kind}</Cell>
              <Cell className="font-mono text-xs">
                <Link href={`/${locale}/admin/orders/${ask.subject}`} className="hover:text-accent">
                  {ask.subject.slice(0, 8)}
                </Link>
              </Cell>
              <Cell end>{ask.attempts}</Cell>
              <Cell className="max-w-96 min-w-48">{ask.failure}</Cell>
              <Cell quiet className="whitespace-nowrap">
                {ask.over ? t('givenUp') : formatDate(ask.dueAt, locale, 'both')}
              </Cell>
              <Cell>{ask.over && <TickOff ask={ask} />}</Cell>
            </tr>
          ))}
        </Table>
      )}
    </Panel>
  );
}
