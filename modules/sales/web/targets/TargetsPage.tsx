import { ActionIcon, SegmentedControl } from '@mantine/core'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useState } from 'react'
import { useCall } from '../../../../platform/contract/hooks.ts'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { Page } from '../../../../ui/shell/Page.tsx'
import { Reading } from '../../../../ui/shell/Reading.tsx'
import { Card } from '../../../../ui/theme/parts.tsx'
import { WithReferences } from '../../../customers/web/index.ts'
import { targetContract as api } from '../../contract.ts'
import { SalesTabs } from '../SalesTabs.tsx'
import { PlansCard } from './PlansCard.tsx'
import { type By, TargetSheet } from './TargetSheet.tsx'
import styles from './targets.module.css'

/** What teams and sellers are to win in a year, typed or pasted, and what they get for it. */
export default function TargetsPage() {
  const t = useT()
  const format = useFormat()
  const [year, setYear] = useState(() => new Date().getUTCFullYear())
  const [by, setBy] = useState<By>('month')
  // Another year is another sheet: what is typed in this one is saved or forgotten first.
  const [unsaved, setUnsaved] = useState(false)
  const asked = useCall(api.targets, { query: { year } }, { keepPrevious: true })
  const [Back, Forward] =
    format.direction === 'rtl' ? [ChevronRight, ChevronLeft] : [ChevronLeft, ChevronRight]
  const title = t('sales.targets.title')
  return (
    <WithReferences>
      <Page title={title}>
        <SalesTabs />
        <div className={styles.page}>
          <div className={styles.which}>
            <SegmentedControl
              aria-label={t('sales.periods.length')}
              data={(['month', 'quarter'] as const).map(one => ({
                value: one,
                label: t(`sales.periods.${one}`),
              }))}
              value={by}
              onChange={value => setBy(value as By)}
            />
            <div className={styles.steps}>
              <ActionIcon
                aria-label={t('sales.periods.earlier')}
                disabled={unsaved}
                onClick={() => setYear(year - 1)}
              >
                <Back size={16} aria-hidden />
              </ActionIcon>
              <span className={styles.year} aria-live="polite">
                {format.number(year, { useGrouping: false })}
              </span>
              <ActionIcon
                aria-label={t('sales.periods.later')}
                disabled={unsaved}
                onClick={() => setYear(year + 1)}
              >
                <Forward size={16} aria-hidden />
              </ActionIcon>
            </div>
          </div>
          <Card title={title} aria-label={title}>
            <Reading of={asked} lines={6} />
            {asked.data && (
              <TargetSheet
                key={asked.data.year}
                year={asked.data.year}
                by={by}
                currency={asked.data.currency}
                kept={asked.data.items}
                onUnsaved={setUnsaved}
              />
            )}
          </Card>
          <PlansCard />
        </div>
      </Page>
    </WithReferences>
  )
}
