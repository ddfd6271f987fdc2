import { useEffect, useRef } from 'react'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import styles from './bases.module.css'
import type { WholeBase } from './use-base.ts'

export const stepNames = ['load', 'compare', 'preview', 'vocabulary', 'stages'] as const
export type StepName = (typeof stepNames)[number]

/** Where a base stands: the first thing that is still to be done. */
export function stepOf({ counts, comparison, stages }: WholeBase): StepName {
  if (counts.loaded === 0) return 'load'
  if (!comparison || comparison.state !== 'done' || comparison.stale) return 'compare'
  return stages.length > 0 ? 'stages' : 'preview'
}

type StepsProps = { base: WholeBase; at: StepName; onStep: (step: StepName) => void }

/** The way from files to customers; each step says in a word how it stands. */
export function Steps({ base, at, onStep }: StepsProps) {
  const t = useT()
  const format = useFormat()
  const here = useRef<HTMLButtonElement>(null)
  // On a phone the steps scroll sideways; the one that one is at shall be seen.
  useEffect(() => {
    here.current?.scrollIntoView({ inline: 'center', block: 'nearest' })
  }, [at])
  return (
    <nav aria-label={t('matching.bases.one')}>
      <ol className={styles.steps}>
        {stepNames.map((name, place) => (
          <li key={name}>
            <button
              type="button"
              ref={name === at ? here : null}
              aria-current={name === at ? 'step' : undefined}
              onClick={() => onStep(name)}
            >
              <span className={styles.number}>{format.number(place + 1)}</span>
              {t(`matching.bases.step.${name}`)}
              <Standing base={base} step={name} />
            </button>
          </li>
        ))}
      </ol>
    </nav>
  )
}

function Standing({ base, step }: { base: WholeBase; step: StepName }) {
  const format = useFormat()
  const { loaded, unsure, left } = base.counts
  const count = step === 'load' ? loaded : step === 'compare' ? unsure : step === 'stages' ? left : 0
  if (count === 0) return null
  return <small data-part={step === 'compare' ? 'unsure' : undefined}>{format.number(count)}</small>
}
