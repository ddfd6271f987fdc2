import { SegmentedControl, Select } from '@mantine/core'
import { useT } from '../../../../platform/i18n/react.ts'
import type { PictureSummary } from '../../contract.ts'
import styles from './pictures.module.css'
import { periods, type Shown, whoses } from './use-pictured.ts'

type WhichProps = {
  shown: Shown
  onChange: (change: Partial<Shown>) => void
  summary: PictureSummary | undefined
}

/** Which deals the pictures are of. */
export function Which({ shown, onChange, summary }: WhichProps) {
  const t = useT()
  const pipelines = summary?.pipelines ?? []
  return (
    <div className={styles.which}>
      <SegmentedControl
        aria-label={t('sales.pictures.whose.label')}
        data={whoses.map(value => ({ value, label: t(`sales.pictures.whose.${value}`) }))}
        value={shown.whose}
        onChange={whose => onChange({ whose: whose as Shown['whose'] })}
      />
      <Select
        aria-label={t('sales.pictures.period.label')}
        data={periods.map(value => ({ value, label: t(`sales.pictures.period.${value}`) }))}
        value={shown.period}
        allowDeselect={false}
        onChange={period => onChange({ period: (period ?? 'all') as Shown['period'] })}
      />
      {pipelines.length > 1 && (
        <Select
          aria-label={t('sales.pictures.pipeline')}
          data={pipelines.map(({ id, name }) => ({ value: id, label: name }))}
          value={summary?.pipeline ?? null}
          allowDeselect={false}
          onChange={pipeline => onChange({ pipeline: pipeline ?? undefined })}
        />
      )}
    </div>
  )
}
