import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { CircleCheck, Scale, TriangleAlert } from 'lucide-react'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { Progress } from '../../../../ui/import/Progress.tsx'
import { Card, EmptyState, Sentence } from '../../../../ui/theme/parts.tsx'
import { matchingContract } from '../../contract.ts'
import { freeWith, recordsOf } from './BaseBar.tsx'
import styles from './bases.module.css'
import type { StepName } from './Steps.tsx'
import { useBaseAct, type WholeBase } from './use-base.ts'

type Props = { base: WholeBase; go: (step: StepName) => void }

/** Who of the base is known already: the comparison, its progress and what it found. */
export function CompareStep({ base, go }: Props) {
  const t = useT()
  const act = useBaseAct()
  const { comparison, counts } = base
  const params = { id: base.id }
  const working = comparison?.state === 'running' || comparison?.state === 'waiting'
  const start = () => void act(matchingContract.compareBase, { params })
  if (counts.loaded === 0)
    return (
      <Card>
        <EmptyState
          icon={<Scale size={20} aria-hidden />}
          title={t('matching.bases.sums.loaded', { count: 0 })}
          acts={
            <Button variant="filled" onClick={() => go('load')}>
              {t('matching.bases.load.add')}
            </Button>
          }
        >
          {t('matching.bases.load.none')}
        </EmptyState>
      </Card>
    )
  return (
    <>
      {comparison && !working && <Found base={base} go={go} />}
      <Card title={t('matching.bases.compare.title')}>
        <p className={styles.text}>{t('matching.bases.compare.hint')}</p>
        {working ? (
          <Progress
            label={t(
              comparison.cancelAsked
                ? 'matching.bases.compare.stopping'
                : `matching.bases.compare.working.${comparison.step}`,
            )}
            done={comparison.done}
            total={comparison.step === 'compare' ? comparison.total : null}
            {...(comparison.startedAt ? { startedAt: comparison.startedAt } : {})}
            {...(comparison.cancelAsked
              ? {}
              : { onStop: () => void act(matchingContract.cancelComparison, { params }) })}
          />
        ) : (
          <div className={styles.acts}>
            <Standing base={base} />
            <Button
              variant={comparison?.state === 'done' && !comparison.stale ? 'default' : 'filled'}
              leftSection={<Scale size={15} aria-hidden />}
              onClick={start}
            >
              {t(comparison ? 'matching.bases.compare.again' : 'matching.bases.compare.start')}
            </Button>
          </div>
        )}
      </Card>
    </>
  )
}

function Standing({ base: { comparison } }: { base: WholeBase }) {
  const t = useT()
  const format = useFormat()
  if (!comparison) return <p className={styles.hint}>{t('matching.bases.compare.never')}</p>
  return (
    <p className={styles.hint}>
      {comparison.state === 'done' &&
        comparison.finishedAt &&
        t('matching.bases.compare.done', { at: format.relative(comparison.finishedAt) })}
      {comparison.state === 'cancelled' && t('matching.bases.compare.cancelled')}
      {comparison.stale && ` ${t('matching.bases.compare.stale')}`}
    </p>
  )
}

function Found({ base, go }: Props) {
  const t = useT()
  const { comparison, counts } = base
  const { same, unsure, new: fresh } = counts
  if (comparison?.state === 'failed')
    return (
      <Sentence tone="red" icon={<TriangleAlert size={16} aria-hidden />}>
        {t('matching.bases.compare.failed', { error: comparison.error ?? '' })}
      </Sentence>
    )
  if (same + unsure + fresh === 0) return null
  return (
    <Sentence
      tone={unsure > 0 ? 'amber' : 'accent'}
      icon={<CircleCheck size={16} aria-hidden />}
      acts={
        <>
          {unsure > 0 && (
            <Button
              component={Link}
              to="/base-records"
              search={{ ...recordsOf(base.id, ...freeWith('unsure')) } as never}
            >
              {t('matching.bases.compare.decide', { count: unsure })}
            </Button>
          )}
          <Button variant="filled" onClick={() => go('preview')}>
            {t('matching.bases.step.preview')}
          </Button>
        </>
      }
    >
      {t('matching.bases.compare.sentence', { same, unsure, fresh, loaded: counts.loaded - counts.taken })}
      {counts.twins > 0 && ` ${t('matching.bases.count.twins', { count: counts.twins })}.`}
    </Sentence>
  )
}
