import { ActionIcon, SegmentedControl } from '@mantine/core'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { isQuarter, otherKind, periodName, stepped, thisMonth } from './periods.ts'
import styles from './targets.module.css'

/** A month or quarter, and the ones before and after it. */
export function WhichPeriod({ value, onChange }: { value: string; onChange: (period: string) => void }) {
  const t = useT()
  const format = useFormat()
  const kinds = ['month', 'quarter'] as const
  const [Back, Forward] =
    format.direction === 'rtl' ? [ChevronRight, ChevronLeft] : [ChevronLeft, ChevronRight]
  const kind = isQuarter(value) ? 'quarter' : 'month'
  const change = (wanted: string) => {
    if (wanted === kind) return
    const here = otherKind(thisMonth())
    onChange(wanted === 'month' && value === here ? thisMonth() : otherKind(value))
  }
  return (
    <div className={styles.which}>
      <SegmentedControl
        aria-label={t('sales.targets.period')}
        data={kinds.map(one => ({ value: one, label: t(`sales.targets.kind.${one}`) }))}
        value={kind}
        onChange={change}
      />
      <div className={styles.steps}>
        <ActionIcon aria-label={t('sales.targets.before')} onClick={() => onChange(stepped(value, -1))}>
          <Back size={16} aria-hidden />
        </ActionIcon>
        <span className={styles.period} aria-live="polite">
          {periodName(value, { format, t })}
        </span>
        <ActionIcon aria-label={t('sales.targets.after')} onClick={() => onChange(stepped(value, 1))}>
          <Forward size={16} aria-hidden />
        </ActionIcon>
      </div>
    </div>
  )
}
