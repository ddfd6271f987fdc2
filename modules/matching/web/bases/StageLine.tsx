import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { ArrowRight, Play, Undo2 } from 'lucide-react'
import { useState } from 'react'
import { useCall } from '../../../../platform/contract/hooks.ts'
import type { Tone } from '../../../../platform/entities/descriptor.ts'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { historyContract } from '../../../../platform/history/contract.ts'
import { Progress } from '../../../../ui/import/Progress.tsx'
import { KeptRecords } from '../../../../ui/pages/acts/KeptRecords.tsx'
import { Reading } from '../../../../ui/shell/Reading.tsx'
import { Badge, TextLink } from '../../../../ui/theme/parts.tsx'
import { type BaseStage, matchingContract } from '../../contract.ts'
import styles from './bases.module.css'
import { FilterWords } from './FilterWords.tsx'
import { useTextOf } from './reason-words.ts'
import { useBaseAct } from './use-base.ts'

const tones: Record<BaseStage['state'], Tone> = {
  waiting: 'blue',
  running: 'blue',
  done: 'accent',
  cancelled: 'amber',
  failed: 'red',
  undoing: 'blue',
  undone: 'neutral',
}

/** A stage: what it chose, how far it is, what it did, and the way back. */
export function StageLine({ stage, busy }: { stage: BaseStage; busy: boolean }) {
  const t = useT()
  const format = useFormat()
  const act = useBaseAct()
  const [open, setOpen] = useState(false)
  const params = { id: stage.id }
  const { created, linked, refused, alongside, left, undo } = stage
  const working = stage.state === 'running' || stage.state === 'waiting'
  return (
    <li className={styles.stage}>
      <div className={styles.stageHead}>
        <b>{t(stage.filter || stage.q ? 'matching.bases.stage.filtered' : 'matching.bases.stage.all')}</b>
        <Badge tone={tones[stage.state]}>{t(`matching.bases.stage.state.${stage.state}`)}</Badge>
        <span className={styles.about}>
          {t('matching.bases.stage.by', { name: stage.askedBy ?? '', at: format.relative(stage.askedAt) })}
        </span>
        <span className={styles.acts}>
          {created + linked > 0 && stage.state !== 'undone' && (
            <Button
              component={Link}
              to="/base-records"
              search={{ filter: { field: 'stage', op: 'eq', value: stage.id } } as never}
              rightSection={<ArrowRight size={14} aria-hidden className="flip" />}
            >
              {t('matching.bases.stage.open', { count: stage.standing })}
            </Button>
          )}
          {(stage.state === 'cancelled' || stage.state === 'failed') && (
            <Button
              leftSection={<Play size={14} aria-hidden />}
              disabled={busy}
              onClick={() => void act(matchingContract.goOnStage, { params })}
            >
              {t('matching.bases.stage.goOn')}
            </Button>
          )}
          {['done', 'cancelled', 'failed'].includes(stage.state) && stage.standing > 0 && (
            <Button
              leftSection={<Undo2 size={14} aria-hidden />}
              disabled={busy}
              onClick={() => void act(matchingContract.undoStage, { params })}
            >
              {t('matching.bases.stage.undo')}
            </Button>
          )}
        </span>
      </div>
      {stage.filter && <FilterWords filter={stage.filter} />}
      {working && (
        <Progress
          label={t('matching.bases.stage.working')}
          done={created + linked + refused}
          total={stage.total}
          {...(stage.startedAt ? { startedAt: stage.startedAt } : {})}
          {...(stage.cancelAsked ? {} : { onStop: () => void act(matchingContract.cancelStage, { params }) })}
        />
      )}
      {!working && (
        <p className={styles.sums}>
          <span>{t('matching.bases.stage.result', { created, linked })}</span>
          {stage.owner.mode !== 'keep' && (
            <span>
              {t(`matching.bases.stage.handedTo.${stage.owner.mode}`, { name: stage.owner.title ?? '' })}
            </span>
          )}
          {alongside > 0 && <span>{t('matching.bases.stage.alongside', { count: alongside })}</span>}
          {refused > 0 && (
            <span data-part="refused">
              <TextLink onClick={() => setOpen(!open)}>
                {t('matching.bases.stage.refusedCount', { count: refused })}
              </TextLink>
            </span>
          )}
          {left > 0 && <span>{t('matching.bases.stage.leftCount', { count: left })}</span>}
          {stage.state === 'undone' && (undo?.kept ?? 0) > 0 && (
            <span data-part="unsure">{t('matching.bases.stage.kept', { count: undo?.kept ?? 0 })}</span>
          )}
        </p>
      )}
      {stage.error && <p className={styles.problem}>{stage.error}</p>}
      {open && <Refusals id={stage.id} />}
      {stage.state === 'undone' && (undo?.kept ?? 0) > 0 && (
        <KeptRecords endpoint={historyContract.kept} id={stage.id} />
      )}
    </li>
  )
}

function Refusals({ id }: { id: string }) {
  const t = useT()
  const words = useTextOf()
  const found = useCall(matchingContract.stageRefusals, { params: { id }, query: { limit: 100 } })
  if (!found.data) return <Reading of={found} lines={3} />
  return (
    <table className={styles.table} aria-label={t('matching.bases.stage.refusals')}>
      <tbody>
        {found.data.items.map(({ id: recordId, name, code, message }) => (
          <tr key={recordId}>
            <th scope="row">
              <Link to="/base-records/$id" params={{ id: recordId } as never}>
                <bdi>{name}</bdi>
              </Link>
            </th>
            <td>{words(code, message)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
