import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { ChartNoAxesColumn } from 'lucide-react'
import { useCall } from '../../../../platform/contract/hooks.ts'
import { useT } from '../../../../platform/i18n/react.ts'
import { useLive } from '../../../../ui/shell/live.ts'
import { Page } from '../../../../ui/shell/Page.tsx'
import { Reading } from '../../../../ui/shell/Reading.tsx'
import { Card, EmptyState } from '../../../../ui/theme/parts.tsx'
import { pictureContract as api } from '../../contract.ts'
import { Cohorts } from './Cohorts.tsx'
import { Funnel } from './Funnel.tsx'
import { SalesTabs } from '../SalesTabs.tsx'
import styles from './pictures.module.css'
import { Reasons } from './Reasons.tsx'
import { Summary } from './Summary.tsx'
import { CoverageCard } from '../targets/CoverageCard.tsx'
import { TimeInStage } from './TimeInStage.tsx'
import { usePictured } from './use-pictured.ts'
import { Which } from './Which.tsx'

const reads = Object.values(api)

/** How deals go from stage to stage, how long that takes and why they end; every figure opens the rows behind it. */
export default function PicturesPage() {
  const t = useT()
  const { query, shown, change } = usePictured()
  const settings = { keepPrevious: true }
  const summary = useCall(api.pictureSummary, { query }, settings)
  const funnel = useCall(api.pictureFunnel, { query }, settings)
  const cohorts = useCall(api.pictureCohorts, { query }, settings)
  const reasons = useCall(api.pictureReasons, { query }, settings)
  useLive(['opportunity', 'batch'], { invalidates: reads })
  const nothing = summary.data?.deals.n === 0
  const count = summary.data && !nothing ? t('sales.pictures.deals', { count: summary.data.deals.n }) : null
  return (
    <Page title={t('sales.pictures.title')} count={count}>
      <SalesTabs />
      <div className={styles.page}>
        <Which shown={shown} onChange={change} summary={summary.data} />
        {summary.isPending || summary.error ? (
          <Card>
            <Reading of={summary} lines={8} />
          </Card>
        ) : null}
        {nothing && <Nothing />}
        {summary.data && !nothing && (
          <>
            <Summary summary={summary.data} />
            <CoverageCard />
            <Card title={t('sales.pictures.funnel')}>
              <Reading of={funnel} lines={5} />
              {funnel.data && <Funnel stages={funnel.data.stages} />}
            </Card>
            <div className={styles.pair}>
              <Card title={t('sales.pictures.time')}>
                <Reading of={funnel} lines={5} />
                {funnel.data && (
                  <TimeInStage stages={funnel.data.stages} ofOneIn={funnel.data.staysOfOneIn} />
                )}
              </Card>
              <Card title={t('sales.pictures.reasons')}>
                <Reading of={reasons} lines={5} />
                {reasons.data && <Reasons reasons={reasons.data.reasons} />}
              </Card>
            </div>
            <Card title={t('sales.pictures.cohorts')}>
              <Reading of={cohorts} lines={6} />
              {cohorts.data && <Cohorts months={cohorts.data.months} />}
            </Card>
          </>
        )}
      </div>
    </Page>
  )
}

function Nothing() {
  const t = useT()
  return (
    <EmptyState
      icon={<ChartNoAxesColumn size={20} aria-hidden />}
      title={t('sales.pictures.nothing')}
      acts={
        <Button component={Link} to="/opportunities" variant="filled">
          {t('sales.pictures.toList')}
        </Button>
      }
    >
      {t('sales.pictures.nothingHint')}
    </EmptyState>
  )
}
