import { SegmentedControl } from '@mantine/core'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { useShortcut } from '../../../../ui/shell/shortcuts.ts'
import { IconButton } from '../../../../ui/theme/IconButton.tsx'
import { inOther, periodNow, readPeriod, shifted } from './periods.ts'
import styles from './periods.module.css'
import { usePeriodName } from './use-period-name.ts'

const lengths = ['month', 'quarter'] as const

type PeriodChoiceProps = {
  period: string
  onChange: (period: string) => void
  /** Also by the keys [ and ]: where the whole page is of the period. */
  keys?: boolean
}

/** A month or quarter, the ones before and after it, and back to today's where one is elsewhere. */
export function PeriodChoice({ period, onChange, keys = false }: PeriodChoiceProps) {
  const t = useT()
  return (
    <div className={styles.choice}>
      <Steps period={period} onChange={onChange} keys={keys} />
      <SegmentedControl
        aria-label={t('sales.periods.length')}
        data={lengths.map(value => ({ value, label: t(`sales.periods.${value}`) }))}
        value={readPeriod(period)?.quarter ? 'quarter' : 'month'}
        onChange={() => onChange(inOther(period, new Date()))}
      />
    </div>
  )
}

function Steps({ period, onChange, keys }: Required<PeriodChoiceProps>) {
  const t = useT()
  const format = useFormat()
  const nameOf = usePeriodName()
  const today = periodNow(readPeriod(period)?.quarter ? 'quarter' : 'month', new Date())
  const go = (by: number) => () => onChange(shifted(period, by))
  const earlier = t('sales.periods.earlier')
  const later = t('sales.periods.later')
  useShortcut(keys ? { keys: '[', label: earlier, run: go(-1) } : null)
  useShortcut(keys ? { keys: ']', label: later, run: go(1) } : null)
  const [Back, On] = format.direction === 'rtl' ? [ChevronRight, ChevronLeft] : [ChevronLeft, ChevronRight]
  const hint = (words: string, key: string) => (keys ? `${words} ${key}` : words)
  return (
    <div className={styles.steps} role="group" aria-label={t('sales.periods.title')}>
      <IconButton aria-label={earlier} title={hint(earlier, '[')} onClick={go(-1)}>
        <Back size={16} aria-hidden />
      </IconButton>
      <strong aria-live="polite">{nameOf(period)}</strong>
      <IconButton aria-label={later} title={hint(later, ']')} onClick={go(1)}>
        <On size={16} aria-hidden />
      </IconButton>
      {period !== today && (
        <button type="button" className={styles.today} onClick={() => onChange(today)}>
          {t('sales.periods.today')}
        </button>
      )}
    </div>
  )
}
