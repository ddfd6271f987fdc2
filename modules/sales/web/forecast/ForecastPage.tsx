import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { Telescope } from 'lucide-react'
import { useCall } from '../../../../platform/contract/hooks.ts'
import { useT } from '../../../../platform/i18n/react.ts'
import { useLive } from '../../../../ui/shell/live.ts'
import { Page } from '../../../../ui/shell/Page.tsx'
import { Reading } from '../../../../ui/shell/Reading.tsx'
import { Card, EmptyState } from '../../../../ui/theme/parts.tsx'
import { type Forecast, forecastContract, forecastLockContract as api } from '../../contract.ts'
import { SalesTabs } from '../SalesTabs.tsx'
import { Accuracy } from './Accuracy.tsx'
import { Changes } from './Changes.tsx'
import { Figures } from './Figures.tsx'
import styles from './forecast.module.css'
import { FromHistory } from './FromHistory.tsx'
import { Lock } from './Lock.tsx'
import { readPeriod } from '../periods/periods.ts'
import { Sellers } from './Sellers.tsx'
import { type Shown, useForeseen } from './use-foreseen.ts'
import { Which } from './Which.tsx'

const reads = [
  forecastContract.forecast,
  api.forecastLock,
  api.forecastChanges,
  api.forecastChangedDeals,
  api.forecastAdjustments,
  api.forecastAccuracy,
]

/** What will be won in a period, what was foreseen when it began, what changed since, and how good that was before. */
export default function ForecastPage() {
  const t = useT()
  const { query, shown, change } = useForeseen()
  const asked = useCall(forecastContract.forecast, { query }, { keepPrevious: true })
  useLive(['opportunity', 'batch'], { invalidates: reads })
  const forecast = asked.data
  const days = forecast?.period.daysLeft
  return (
    <Page
      title={t('sales.forecast.title')}
      count={days ? t('sales.forecast.daysLeft', { count: days }) : null}
    >
      <SalesTabs />
      <div className={styles.page}>
        <Which shown={shown} onChange={change} forecast={forecast} />
        {!forecast && (
          <Card>
            <Reading of={asked} lines={8} />
          </Card>
        )}
        {forecast && (
          <Foreseen forecast={forecast} isFormer={asked.isPlaceholderData} query={query} shown={shown} />
        )}
      </div>
    </Page>
  )
}

type ForeseenProps = {
  forecast: Forecast
  /** The answer to the question before, shown until that to this one is there: no lock is set beside it. */
  isFormer: boolean
  query: ReturnType<typeof useForeseen>['query']
  shown: Shown
}

function Foreseen({ forecast, isFormer, query, shown }: ForeseenProps) {
  const locked = useCall(api.forecastLock, { query })
  const lock = isFormer ? undefined : locked.data
  const { won, commit, bestCase, open, notConverted } = forecast
  const deals = [won, commit, bestCase, open, notConverted].reduce((sum, { n }) => sum + n, 0)
  const isEmpty = deals === 0 && (lock?.lock ?? null) === null && !forecast.history?.expected
  const every = readPeriod(shown.period)?.quarter ? 'quarter' : 'month'
  return (
    <>
      {isEmpty ? (
        <Nothing />
      ) : (
        <>
          <section className={styles.head}>
            <Figures forecast={forecast} lock={lock} />
            <FromHistory forecast={forecast} lock={lock} />
            {!isFormer && <Lock asked={locked} forecast={forecast} />}
          </section>
          {forecast.sellers.length > 0 && (
            <Sellers forecast={forecast} everything={shown.whose === 'all' && !shown.owner} />
          )}
          <Changes asking={query} />
        </>
      )}
      <Accuracy pipeline={shown.pipeline} every={every} />
    </>
  )
}

function Nothing() {
  const t = useT()
  return (
    <EmptyState
      icon={<Telescope size={20} aria-hidden />}
      title={t('sales.forecast.nothing')}
      acts={
        <Button component={Link} to="/sales/opportunities" variant="filled">
          {t('sales.pictures.toList')}
        </Button>
      }
    >
      {t('sales.forecast.nothingHint')}
    </EmptyState>
  )
}
