import { SegmentedControl, Select } from '@mantine/core'
import { X } from 'lucide-react'
import { useT } from '../../../../platform/i18n/react.ts'
import type { Forecast } from '../../contract.ts'
import { PeriodChoice } from '../periods/PeriodChoice.tsx'
import styles from './forecast.module.css'
import { type Shown, whoses } from './use-foreseen.ts'

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
      <PeriodChoice period={shown.period} onChange={period => onChange({ period })} keys />
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
