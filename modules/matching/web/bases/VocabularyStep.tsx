import { Button } from '@mantine/core'
import { useCall } from '../../../../platform/contract/hooks.ts'
import { useT } from '../../../../platform/i18n/react.ts'
import { Reading } from '../../../../ui/shell/Reading.tsx'
import { Card, EmptyState } from '../../../../ui/theme/parts.tsx'
import { matchingContract } from '../../contract.ts'
import styles from './bases.module.css'
import type { StepName } from './Steps.tsx'
import type { WholeBase } from './use-base.ts'
import { VocabularyCard } from './VocabularyCard.tsx'

type Props = { base: WholeBase; go: (step: StepName) => void }

/** The words of the base and what they become here; the originals stay with the customers. */
export function VocabularyStep({ base, go }: Props) {
  const t = useT()
  const found = useCall(matchingContract.vocabulary, { params: { id: base.id } })
  if (!found.data)
    return (
      <Card>
        <Reading of={found} lines={8} />
      </Card>
    )
  const { columns, version } = found.data
  return (
    <>
      <p className={styles.text}>{t('matching.bases.vocabulary.hint')}</p>
      {columns.length === 0 && (
        <Card>
          <EmptyState title={t('matching.bases.vocabulary.none')} />
        </Card>
      )}
      {columns.map(column => (
        <VocabularyCard key={`${column.field} ${version}`} baseId={base.id} column={column} />
      ))}
      {columns.length > 0 && (
        <div className={styles.acts}>
          <Button variant="filled" onClick={() => go('stages')}>
            {t('matching.bases.step.stages')}
          </Button>
        </div>
      )}
    </>
  )
}
