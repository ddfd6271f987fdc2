import { SegmentedControl, Select } from '@mantine/core'
import { ChevronLeft, ChevronRight, X } from 'lucide-react'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { useShortcut } from '../../../../ui/shell/shortcuts.ts'
import { IconButton } from '../../../../ui/theme/IconButton.tsx'
import type { Forecast } from '../../contract.ts'
import styles from './forecast.module.css'
import { inOther, periodNow, readPeriod, shifted } from './periods.ts'
import { type Shown, whoses } from './use-foreseen.ts'
import { usePeriodName } from './use-period-name.ts'

type WhichProps = {
  shown: Shown
  onChange: (change: Partial<Shown>) => void
  forecast: Forecast | undefined
}

/** Which period, pipeline and whose deals the forecast is of. */
export function Which({ shown, onChange, forecast }: WhichProps) {
  const t = useT()
  const pipelines = forecast?.pipelines ?? []
  const owner = forecast?.sellers.find(one => one.owner.id === shown.owner)?.owner.name
  return (
    <div className={styles.which}>
      <PeriodSteps period={shown.period} onChange={period => onChange({ period })} />
      <SegmentedControl
        aria-label={t('sales.forecast.every.label')}
        data={(['month', 'quarter'] as const).map(value => ({
          value,
          label: t(`sales.forecast.every.${value}`),
        }))}
        value={readPeriod(shown.period)?.quarter ? 'quarter' : 'month'}
        onChange={() => onChange({ period: inOther(shown.period, new Date()) })}
      />
      {shown.owner ? (
        <button
          type="button"
          className={styles.one}
          aria-label={t('sales.forecast.everybody', { name: owner ?? '–' })}
          onClick={() => onChange({ owner: undefined })}
        >
          <bdi>{owner ?? '–'}</bdi>
          <X size={13} aria-hidden />
        </button>
      ) : (
        <SegmentedControl
          aria-label={t('sales.pictures.whose.label')}
          data={whoses.map(value => ({ value, label: t(`sales.pictures.whose.${value}`) }))}
          value={shown.whose}
          onChange={whose => onChange({ whose: whose as Shown['whose'] })}
        />
      )}
      {pipelines.length > 1 && (
        <Select
          className={styles.pipeline ?? ''}
          aria-label={t('sales.pictures.pipeline')}
          data={pipelines.map(({ id, name }) => ({ value: id, label: name }))}
          value={forecast?.pipeline ?? null}
          allowDeselect={false}
          onChange={pipeline => onChange({ pipeline: pipeline ?? undefined })}
        />
      )}
    </div>
  )
}

/** To the period before and after, also by the keys [ and ]; back to today's where one is elsewhere. */
function PeriodSteps({ period, onChange }: { period: string; onChange: (period: string) => void }) {
  const t = useT()
  const format = useFormat()
  const nameOf = usePeriodName()
  const today = periodNow(readPeriod(period)?.quarter ? 'quarter' : 'month', new Date())
  const go = (by: number) => () => onChange(shifted(period, by))
  const earlier = t('sales.forecast.earlier')
  const later = t('sales.forecast.later')
  useShortcut({ keys: '[', label: earlier, run: go(-1) })
  useShortcut({ keys: ']', label: later, run: go(1) })
  const [Back, On] = format.direction === 'rtl' ? [ChevronRight, ChevronLeft] : [ChevronLeft, ChevronRight]
  return (
    <div className={styles.steps} role="group" aria-label={t('sales.forecast.period')}>
      <IconButton aria-label={earlier} title={`${earlier} [`} onClick={go(-1)}>
        <Back size={16} aria-hidden />
      </IconButton>
      <strong aria-live="polite">{nameOf(period)}</strong>
      <IconButton aria-label={later} title={`${later} ]`} onClick={go(1)}>
        <On size={16} aria-hidden />
      </IconButton>
      {period !== today && (
        <button type="button" className={styles.today} onClick={() => onChange(today)}>
          {t('sales.forecast.today')}
        </button>
      )}
    </div>
  )
}
