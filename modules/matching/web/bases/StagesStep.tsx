import { Button } from '@mantine/core'
import { Undo2 } from 'lucide-react'
import { useState } from 'react'
import { useT } from '../../../../platform/i18n/react.ts'
import { Card, EmptyState } from '../../../../ui/theme/parts.tsx'
import { matchingContract } from '../../contract.ts'
import styles from './bases.module.css'
import { NewStage } from './NewStage.tsx'
import { StageLine } from './StageLine.tsx'
import type { StepName } from './Steps.tsx'
import { isAtWork, useBaseAct, type WholeBase } from './use-base.ts'

type Props = { base: WholeBase; go: (step: StepName) => void }

/** Taking over: choose, see what would happen, do it; the stages so far, each of which can be taken back. */
export function StagesStep({ base }: Props) {
  const t = useT()
  const act = useBaseAct()
  const [asked, setAsked] = useState(false)
  const standing = base.stages.filter(stage => stage.standing > 0)
  const undoAll = () => {
    setAsked(false)
    void act(matchingContract.undoBase, { params: { id: base.id } })
  }
  return (
    <>
      {base.counts.left + base.counts.refused > 0 && <NewStage base={base} />}
      <Card
        title={t('matching.bases.stage.done')}
        aside={
          standing.length > 1 && !asked ? (
            <Button
              leftSection={<Undo2 size={15} aria-hidden />}
              disabled={isAtWork(base)}
              onClick={() => setAsked(true)}
            >
              {t('matching.bases.stage.undoAll')}
            </Button>
          ) : undefined
        }
      >
        {asked && (
          <div className={styles.asked} role="alert">
            <p>{t('matching.bases.stage.undoAllAsk', { count: standing.length })}</p>
            <Button onClick={() => setAsked(false)}>{t('ui.cancel')}</Button>
            <Button variant="filled" onClick={undoAll}>
              {t('matching.bases.stage.undoAll')}
            </Button>
          </div>
        )}
        {base.stages.length === 0 && (
          <EmptyState title={t('matching.bases.stage.emptyStages')}>
            {t('matching.bases.stage.hint')}
          </EmptyState>
        )}
        <ul className={styles.list}>
          {base.stages.map(stage => (
            <StageLine key={stage.id} stage={stage} busy={isAtWork(base)} />
          ))}
        </ul>
      </Card>
    </>
  )
}
