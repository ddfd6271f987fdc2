import { Button } from '@mantine/core'
import { TriangleAlert } from 'lucide-react'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { useShortcut } from '../../../../ui/shell/shortcuts.ts'
import { Kbd, Sentence } from '../../../../ui/theme/parts.tsx'
import type { Opportunity } from '../opportunity.ts'
import styles from '../sales.module.css'
import type { Moving, Stage } from './use-moving.ts'

type StagePathProps = {
  opportunity: Opportunity
  moving: Moving
  /** Whether the keys 1 to 9 move it; on a page of its own, not beside a list. */
  keys?: boolean
}

/** The stages of its pipeline; a click moves the deal, or the number of the stage. */
export function StagePath({ opportunity, moving, keys = false }: StagePathProps) {
  const t = useT()
  const { stages, at, movable, asked } = moving
  return (
    <>
      <ol className={styles.path} aria-label={t('entity.opportunity.stage')}>
        {stages.map((stage, place) => (
          <StageStep
            key={stage.id}
            stage={stage}
            keys={keys && movable && place < 9 ? String(place + 1) : null}
            state={place === at ? (opportunity.outcome ? 'left' : 'here') : place < at ? 'passed' : 'ahead'}
            onMove={movable && place !== at ? () => moving.move(stage) : undefined}
          />
        ))}
      </ol>
      {asked && <Warning opportunity={opportunity} moving={moving} asked={asked} />}
    </>
  )
}

type StageStepProps = {
  stage: Stage
  keys: string | null
  state: 'passed' | 'here' | 'ahead' | 'left'
  onMove: (() => void) | undefined
}

function StageStep({ stage, keys, state, onMove }: StageStepProps) {
  useShortcut(keys && onMove ? { keys, label: stage.name, run: onMove } : null)
  return (
    <li>
      <button
        type="button"
        disabled={!onMove}
        aria-current={state === 'here' ? 'step' : undefined}
        aria-keyshortcuts={keys && onMove ? keys : undefined}
        data-passed={state === 'passed' || undefined}
        onClick={onMove}
      >
        <bdi>{stage.name}</bdi>
        {keys && onMove && <Kbd>{keys}</Kbd>}
      </button>
    </li>
  )
}

type WarningProps = { opportunity: Opportunity; moving: Moving; asked: NonNullable<Moving['asked']> }

/** Says what should hold and does not, and lets go on all the same. */
function Warning({ opportunity, moving, asked: { stage, open } }: WarningProps) {
  const t = useT()
  const format = useFormat()
  return (
    <div
      role="alert"
      onKeyDown={event => {
        if (event.key === 'Escape') moving.stay()
      }}
    >
      <Sentence
        tone="amber"
        icon={<TriangleAlert size={16} aria-hidden />}
        acts={
          <>
            <Button onClick={moving.stay}>{t('sales.deal.warn.stay')}</Button>
            <Button autoFocus onClick={moving.goOn}>
              {t('sales.deal.warn.anyway', { stage: stage.name })}
            </Button>
          </>
        }
      >
        <b>{t('sales.deal.warn.say', { count: open.length, stage: opportunity.stage.title })}</b>{' '}
        <bdi>{format.list(open.map(({ text }) => text))}</bdi>
      </Sentence>
    </div>
  )
}
