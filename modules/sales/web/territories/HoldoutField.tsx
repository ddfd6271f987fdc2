import { Button, NumberInput } from '@mantine/core'
import { useState } from 'react'
import { useCall } from '../../../../platform/contract/hooks.ts'
import { useT } from '../../../../platform/i18n/react.ts'
import { territoryContract as api } from '../../contract.ts'
import styles from './territories.module.css'
import { useTerritoryAct } from './use-territory-act.ts'

/** For how long what a leaver had stays where it is; set by who manages sales. */
export function HoldoutField() {
  const asked = useCall(api.holdout)
  return asked.data ? <Form key={asked.data.days} kept={asked.data.days} /> : null
}

function Form({ kept }: { kept: number }) {
  const t = useT()
  const act = useTerritoryAct()
  const [days, setDays] = useState(kept)
  return (
    <form
      className={styles.holdout}
      onSubmit={event => {
        event.preventDefault()
        void act(api.setHoldout, { body: { days } }, t('sales.handOvers.holdoutDone'))
      }}
    >
      <NumberInput
        label={t('sales.handOvers.holdout')}
        min={0}
        max={365}
        allowDecimal={false}
        value={days}
        onChange={value => setDays(typeof value === 'number' ? value : kept)}
      />
      <Button type="submit" disabled={days === kept}>
        {t('ui.save')}
      </Button>
    </form>
  )
}
