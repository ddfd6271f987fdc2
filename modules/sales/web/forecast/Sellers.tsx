import { Link } from '@tanstack/react-router'
import { SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import { minorDigits } from '../../../../platform/i18n/index.ts'
import { useT } from '../../../../platform/i18n/react.ts'
import { Card, TextLink } from '../../../../ui/theme/parts.tsx'
import type { Forecast } from '../../contract.ts'
import { Meant } from '../pictures/Rows.tsx'
import { Adjusted } from './Adjusted.tsx'
import { Amount } from './Amount.tsx'
import styles from './forecast.module.css'
import { type Adjusting, useAdjustments } from './use-adjustments.ts'

export const columns = ['won', 'commit', 'bestCase', 'pipeline', 'weighted', 'expected'] as const
type Shares = Record<(typeof columns)[number], number | null>
type Line = Shares & { id: string | null; name: string | null; level: 'seller' | 'team'; people?: number }

type SellersProps = {
  forecast: Forecast
  /** Whether these are all deals that I see: only then is there a figure for the whole to set. */
  everything: boolean
}

/** Who brings what, seller by seller or team by team, with the manager's figure kept apart from theirs. */
export function Sellers({ forecast, everything }: SellersProps) {
  const t = useT()
  const [by, setBy] = useState<'seller' | 'team'>('seller')
  const [showsAll, setShowsAll] = useState(false)
  const adjusting = useAdjustments(forecast)
  const lines: Line[] =
    by === 'seller'
      ? forecast.sellers.map(({ owner, ...shares }) => ({ ...owner, ...shares, level: 'seller' }))
      : forecast.teams.map(({ team, ...shares }) => ({ ...team, ...shares, level: 'team' }))
  const without = showsAll
    ? []
    : lines.filter(line => isBlank(line, forecast.currency) && adjusting.of(line.level, line.id).length === 0)
  const title = t(`sales.forecast.by.${by}`)
  return (
    <Card
      title={title}
      aria-label={title}
      aside={
        forecast.teams.length > 1 && (
          <SegmentedControl
            size="xs"
            aria-label={t('sales.forecast.by.label')}
            data={(['seller', 'team'] as const).map(value => ({
              value,
              label: t(`sales.forecast.by.${value}`),
            }))}
            value={by}
            onChange={value => setBy(value as 'seller' | 'team')}
          />
        )
      }
    >
      <table className={styles.sellers}>
        <thead>
          <tr>
            <th scope="col">{t(`sales.forecast.${by}`)}</th>
            {columns.map(column => (
              <th key={column} scope="col">
                <Meant means={t(`sales.forecast.means.${meansOf(column)}`)}>
                  {t(`sales.forecast.figure.${meansOf(column)}`)}
                </Meant>
              </th>
            ))}
            <th scope="col">
              <Meant means={t('sales.forecast.means.adjusted')}>{t('sales.forecast.figure.adjusted')}</Meant>
            </th>
          </tr>
        </thead>
        <tbody>
          {lines
            .filter(line => !without.includes(line))
            .map(line => (
              <Row key={line.id ?? 'none'} line={line} forecast={forecast} adjusting={adjusting} />
            ))}
        </tbody>
        {lines.length > 1 && (
          <tfoot>
            <Whole forecast={forecast} adjusting={everything ? adjusting : null} />
          </tfoot>
        )}
      </table>
      {without.length > 0 && (
        <p className={styles.others}>
          <TextLink onClick={() => setShowsAll(true)}>
            {t('sales.forecast.without', { count: without.length })}
          </TextLink>
        </p>
      )}
    </Card>
  )
}

/** Nothing won, promised or expected in the period that would be more than a nought on the screen. */
const isBlank = (shares: Shares, currency: string) =>
  columns.every(column => Math.abs(shares[column] ?? 0) < 10 ** minorDigits(currency) / 2)

const meansOf = (column: (typeof columns)[number]) => (column === 'pipeline' ? 'open' : column)

type RowProps = { line: Line; forecast: Forecast; adjusting: Adjusting }

function Row({ line, forecast, adjusting }: RowProps) {
  const t = useT()
  const { id, level, people } = line
  const name = line.name ?? t(level === 'team' ? 'sales.forecast.noTeam' : 'sales.forecast.nobody')
  const search = (former: object) => ({ ...former, owner: id ?? undefined })
  return (
    <tr>
      <th scope="row">
        {level === 'seller' && id ? (
          <Link to="." search={search as never} resetScroll={false} className={styles.name}>
            <bdi>{name}</bdi>
          </Link>
        ) : (
          <bdi>{name}</bdi>
        )}
        {people !== undefined && (
          <span className={styles.people}>{t('sales.forecast.people', { count: people })}</span>
        )}
      </th>
      <Cells of={line} currency={forecast.currency} />
      <td data-label={t('sales.forecast.figure.adjusted')} data-wide>
        <Adjusted
          of={{ level, about: id, name }}
          kept={adjusting.of(level, id)}
          compare={(line.won ?? 0) + (line.commit ?? 0)}
          adjusting={adjusting}
        />
      </td>
    </tr>
  )
}

function Whole({ forecast, adjusting }: { forecast: Forecast; adjusting: Adjusting | null }) {
  const t = useT()
  const { won, commit, bestCase, open, weighted, history, currency } = forecast
  const shares = {
    won: won.amount,
    commit: commit.amount,
    bestCase: bestCase.amount,
    pipeline: open.amount,
    weighted,
    expected: history?.expected ?? null,
  }
  const name = t('sales.forecast.together')
  return (
    <tr>
      <th scope="row">{name}</th>
      <Cells of={shares} currency={currency} />
      <td data-label={t('sales.forecast.figure.adjusted')} data-wide>
        {adjusting ? (
          <Adjusted
            of={{ level: 'whole', about: null, name }}
            kept={adjusting.of('whole', null)}
            compare={won.amount + commit.amount}
            adjusting={adjusting}
          />
        ) : (
          '–'
        )}
      </td>
    </tr>
  )
}

function Cells({ of, currency }: { of: Shares; currency: string }) {
  const t = useT()
  return columns.map(column => {
    const amount = of[column]
    return (
      <td
        key={column}
        data-label={t(`sales.forecast.figure.${meansOf(column)}`)}
        data-none={!amount || undefined}
      >
        {!amount ? '–' : <Amount minor={amount} currency={currency} />}
      </td>
    )
  })
}
