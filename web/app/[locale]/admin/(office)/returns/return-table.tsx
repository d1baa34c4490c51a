'use client';

import { ReturnPhase } from '@kontor/contracts/return';
import { useLocale, useTranslations } from 'next-intl';
import Link from 'next/link';
import { useFilter } from '@/app/[locale]/admin/filters';
import { More, Nothing, Shown } from '@/app/[locale]/admin/state';
import { Cell, Heading, rowStyle, Table } from '@/app/[locale]/admin/table';
import { usePages } from '@/app/[locale]/admin/use-pages';
import { formatDate } from '@kontor/contracts/format';
import { useTRPC, useTRPCClient } from '@/trpc';
import { Select } from '@/ui/select';

/** What is on its way back, by how far it has come; whoever has waited longest comes first. */
export function ReturnTable() {
  const t = useTranslations('office.returns');
  const nav = useTranslations('office.nav');
  const locale = useLocale();
  const client = useTRPCClient();
  const [chosen, setPhase] = useFilter('phase');
  const phase = ReturnPhase.safeParse(chosen).data ?? 'received';
  const { query: returns, rows } = usePages([...useTRPC().aftercare.returns.pathKey(), phase], (page) => client.aftercare.returns.query({ phase, ...page }));
  return (
    <>
      <Heading title={nav('returns')}>
        <Select
          aria-label={t('phase')}
          className="[&>select]:h-9 [&>select]:text-sm [&>svg]:top-2.5 pointer-coarse:[&>select]:h-11 pointer-coarse:[&>svg]:top-3.5"
          value={phase}
          onChange={(event) => setPhase(event.target.value)}
        >
          {ReturnPhase.options.map((one) => (
            <option key={one} value={one}>
              {t(`phases.${one}`)}
            </option>
          ))}
        </Select>
      </Heading>
      <Shown query={returns}>
        {() =>
          rows.length === 0 ? (
            <Nothing />
          ) : (
            <>
              <Table
                caption={nav('returns')}
                columns={[{ label: t('number') }, { label: t('asked') }, { label: t('kind') }, { label: t('reason') }, { label: t('pieces'), end: true }]}
              >
                {rows.map((one) => (
                  <tr key={one.id} className={rowStyle}>
                    <Cell>
                      <Link href={`/${locale}/admin/orders/${one.orderId}`} className="font-medium tabular-nums hover:text-accent">
                        {one.number}
                      </Link>
                    </Cell>
                    <Cell quiet className="whitespace-nowrap">
                      <time dateTime={one.askedAt}>{formatDate(one.askedAt, locale, 'both')}</time>
                    </Cell>
                    <Cell>{t(`kinds.${one.kind}`)}</Cell>
                    <Cell quiet>{one.reason ? t(`reasons.${one.reason}`) : '–'}</Cell>
                    <Cell end>{one.pieces}</Cell>
                  </tr>
                ))}
              </Table>
              <More query={returns} />
            </>
          )
        }
      </Shown>
    </>
  );
}
