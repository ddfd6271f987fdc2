import { useMediaQuery } from '@mantine/hooks'
import { Button } from '@mantine/core'
import { Link, useNavigate } from '@tanstack/react-router'
import { LayoutDashboard, Plus } from 'lucide-react'
import { useCall } from '../../../../platform/contract/hooks.ts'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { useLive } from '../../../../ui/shell/live.ts'
import { Page } from '../../../../ui/shell/Page.tsx'
import { Reading } from '../../../../ui/shell/Reading.tsx'
import { useMay } from '../../../../ui/shell/session.tsx'
import { PlainTable } from '../../../../ui/table/PlainTable.tsx'
import { Card } from '../../../../ui/theme/parts.tsx'
import { dataQualityContract as api } from '../../contract.ts'
import { dimensions, type RuleView } from '../../contract/rules.ts'
import { qualityReads } from '../board/use-quality-act.ts'
import { RuleLine } from './RuleLine.tsx'
import styles from './rules.module.css'
import { useMenders } from './use-menders.ts'

/** All rules by what they are about: on or off, how strict, who mends, and how many customers break them. */
export default function RulesPage() {
  const t = useT()
  const rules = useCall(api.rules)
  const items = rules.data?.items ?? []
  useLive(['quality'], { invalidates: qualityReads })
  return (
    <Page title={t('data-quality.rules.title')} count={rules.data && items.length} acts={<RulesActs />}>
      <div className={styles.page}>
        <p className={styles.intro}>{t('data-quality.rules.intro')}</p>
        {rules.data && <LastSweep sweep={rules.data.sweep} />}
        {!rules.data && (
          <Card>
            <Reading of={rules} lines={8} />
          </Card>
        )}
        {rules.data &&
          dimensions.map(dimension => (
            <Group
              key={dimension}
              dimension={dimension}
              rules={items.filter(rule => rule.dimension === dimension)}
            />
          ))}
      </div>
    </Page>
  )
}

function RulesActs() {
  const t = useT()
  const may = useMay()
  const navigate = useNavigate()
  return (
    <>
      <Button
        component={Link}
        to="/quality"
        leftSection={<LayoutDashboard size={15} strokeWidth={1.75} aria-hidden />}
      >
        {t('data-quality.board.short')}
      </Button>
      {may('data-quality.manage') && (
        <Button
          variant="filled"
          leftSection={<Plus size={15} aria-hidden />}
          onClick={() => void navigate({ to: '/quality/rules/new' })}
        >
          {t('data-quality.rules.new')}
        </Button>
      )}
    </>
  )
}

type Sweep = {
  finishedAt: string | null
  startedAt: string | null
  checked: number | null
  found: number | null
  mended: number | null
  error: string | null
} | null

/** When all customers were checked last and what came of it. */
function LastSweep({ sweep }: { sweep: Sweep }) {
  const t = useT()
  const format = useFormat()
  if (!sweep) return null
  if (sweep.error)
    return <p className={styles.failed}>{t('data-quality.rules.sweepFailed', { error: sweep.error })}</p>
  if (!sweep.finishedAt) return <p className={styles.hint}>{t('data-quality.rules.sweeping')}</p>
  const { checked, found, mended } = sweep
  return (
    <p className={styles.hint}>
      {t('data-quality.rules.swept', {
        when: format.relative(sweep.finishedAt),
        checked: checked ?? 0,
        found: found ?? 0,
        mended: mended ?? 0,
      })}
    </p>
  )
}

function Group({ dimension, rules }: { dimension: string; rules: readonly RuleView[] }) {
  const t = useT()
  const menders = useMenders()
  // What is set here on a desk is set on the page of the rule on a telephone.
  const narrow = useMediaQuery('(max-width: 640px)', false, { getInitialValueInEffect: false })
  if (rules.length === 0) return null
  const columns = narrow ? ['on', 'name', 'open'] : ['on', 'name', 'severity', 'mender', 'open']
  const heads = columns.map(key => ({
    key,
    head: t(`data-quality.rules.${key}`),
  }))
  return (
    <Card
      title={t(`data-quality.dimension.${dimension}.name`)}
      aside={t(`data-quality.dimension.${dimension}.why`)}
    >
      <PlainTable heads={heads} label={t(`data-quality.dimension.${dimension}.name`)}>
        <tbody className={styles.rules}>
          {rules.map(rule => (
            <RuleLine key={rule.id} rule={rule} menders={narrow ? null : menders} />
          ))}
        </tbody>
      </PlainTable>
    </Card>
  )
}
