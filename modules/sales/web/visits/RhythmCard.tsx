import { Button, NumberInput } from '@mantine/core'
import { useState } from 'react'
import { useCall } from '../../../../platform/contract/hooks.ts'
import { useT } from '../../../../platform/i18n/react.ts'
import { useActOn } from '../../../../ui/shell/use-act.ts'
import { Card } from '../../../../ui/theme/parts.tsx'
import { dayContract, type Rhythm } from '../../contract.ts'
import styles from './visits.module.css'

const reads = [dayContract.visitRhythm, dayContract.visits, dayContract.myDay]

/** Weeks between two visits, set by who manages sales. */
export function RhythmCard() {
  const t = useT()
  const asked = useCall(dayContract.visitRhythm)
  const title = t('sales.visits.rhythm')
  return (
    <Card title={title} aria-label={title}>
      {asked.data && <Form key={JSON.stringify(asked.data)} kept={asked.data} />}
    </Card>
  )
}

function Form({ kept }: { kept: Rhythm }) {
  const t = useT()
  const act = useActOn(reads)
  const [rhythm, setRhythm] = useState(kept)
  const possible = rhythm.A <= rhythm.B && rhythm.B <= rhythm.C
  const changed = JSON.stringify(rhythm) !== JSON.stringify(kept)
  return (
    <form
      className={styles.rhythm}
      onSubmit={event => {
        event.preventDefault()
        void act(dayContract.setVisitRhythm, { body: rhythm }, t('sales.visits.rhythmDone'))
      }}
    >
      {(['A', 'B', 'C'] as const).map(tier => (
        <NumberInput
          key={tier}
          label={t('sales.visits.tierOf', { tier })}
          min={1}
          max={260}
          allowDecimal={false}
          value={rhythm[tier]}
          onChange={value =>
            setRhythm(before => ({ ...before, [tier]: typeof value === 'number' ? value : before[tier] }))
          }
        />
      ))}
      <Button type="submit" disabled={!changed || !possible}>
        {t('ui.save')}
      </Button>
    </form>
  )
}
