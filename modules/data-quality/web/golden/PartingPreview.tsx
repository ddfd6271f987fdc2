import { useCall } from '../../../../platform/contract/hooks.ts'
import { useT } from '../../../../platform/i18n/react.ts'
import { Reading } from '../../../../ui/shell/Reading.tsx'
import { dataQualityContract } from '../../contract.ts'
import { useFieldWords } from './field-words.ts'
import styles from './golden.module.css'

type PartingProps = { stay: readonly string[]; leave: readonly string[] }

/** Before a record leaves: what the others will show, where that is something else than now. */
export function PartingPreview({ stay, leave }: PartingProps) {
  return stay.length > 0 ? <Staying stay={stay} leave={leave} /> : null
}

function Staying({ stay, leave }: PartingProps) {
  const t = useT()
  const words = useFieldWords()
  const now = useCall(dataQualityContract.golden, { params: { id: stay[0] ?? leave[0] ?? '' } })
  const then = useCall(dataQualityContract.previewGolden, { body: { ids: [...stay], apart: true } })
  if (!now.data || !then.data) return <Reading of={now.data ? then : now} lines={3} />
  const [before, after] = [now.data.shown, then.data.shown]
  const differs = now.data.outcomes
    .filter(({ decided }) => decided !== 'none')
    .map(({ field }) => ({ field, was: words.show(field, before), becomes: words.show(field, after) }))
    .filter(({ was, becomes }) => was !== becomes)
  if (differs.length === 0) return <p className={styles.hint}>{t('data-quality.golden.parting.nothing')}</p>
  return (
    <div>
      <p className={styles.head}>{t('data-quality.golden.parting.title')}</p>
      <dl className={styles.changes}>
        {differs.map(({ field, was, becomes }) => (
          <div key={field}>
            <dt>{words.labelOf(field)}</dt>
            <dd>
              {was !== null && (
                <del>
                  <bdi>{was}</bdi>
                </del>
              )}{' '}
              {becomes === null ? (
                <span className={styles.empty}>{t('data-quality.golden.parting.empty')}</span>
              ) : (
                <ins>
                  <bdi>{becomes}</bdi>
                </ins>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
