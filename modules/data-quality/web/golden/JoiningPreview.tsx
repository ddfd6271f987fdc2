import { useCall } from '../../../../platform/contract/hooks.ts'
import { useT } from '../../../../platform/i18n/react.ts'
import { Reading } from '../../../../ui/shell/Reading.tsx'
import { dataQualityContract } from '../../contract.ts'
import { GoldenTable } from './GoldenTable.tsx'
import styles from './golden.module.css'

/** Before records are linked: side by side with those of their families, and whose values the customer will show. */
export function JoiningPreview({ ids }: { ids: readonly string[] }) {
  const t = useT()
  const preview = useCall(dataQualityContract.previewGolden, { body: { ids: [...ids] } })
  if (!preview.data) return <Reading of={preview} lines={6} />
  return (
    <div>
      <p className={styles.head}>{t('data-quality.golden.joining')}</p>
      <GoldenTable golden={preview.data} />
    </div>
  )
}
