import { Modal, NumberInput, Select, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useT } from '../../../../platform/i18n/react.ts'
import type { Field } from '../../../../platform/entities/descriptor.ts'
import { FieldEditor } from '../../../../ui/form/FieldEditor.tsx'
import { FormFrame } from '../../../../ui/form/FormFrame.tsx'
import { useEntity, useMay, useSession } from '../../../../ui/shell/session.tsx'
import { type Territory, territoryContract as api } from '../../contract.ts'
import { useTerritoryAct } from './use-territory-act.ts'

const person: Field = { key: 'owner', kind: 'reference', references: 'user' }

/** Asks that customers pass from one to another. Who does not manage sales gives his own. */
export function HandOverDialog({
  territories,
  onDone,
}: {
  territories: readonly Territory[]
  onDone: () => void
}) {
  const t = useT()
  const may = useMay()
  const act = useTerritoryAct()
  const { user } = useSession()
  const entity = useEntity('opportunity')
  const [from, setFrom] = useState<string | null>(user.id)
  const [to, setTo] = useState<string | null>(null)
  const [territory, setTerritory] = useState<string | null>(null)
  const [keptPercent, setKept] = useState(0)
  const [note, setNote] = useState('')
  const [sending, setSending] = useState(false)
  const send = async () => {
    if (!from || !to) return
    setSending(true)
    const body = { from, to, keptPercent, note: note.trim() || null, ...(territory ? { territory } : {}) }
    const answer = await act(api.askHandOver, { body }, t('sales.handOvers.done.asked'))
    setSending(false)
    if (answer) onDone()
  }
  const pick = (set: (id: string | null) => void) => (value: unknown) =>
    set(typeof value === 'string' ? value : null)
  return (
    <Modal opened onClose={onDone} title={t('sales.handOvers.ask')} size={460}>
      <FormFrame
        onSend={send}
        ready={from !== null && to !== null && from !== to}
        sending={sending}
        act={t('sales.handOvers.send')}
        onCancel={onDone}
      >
        {may('sales.manage') && (
          <FieldEditor
            entity={entity}
            field={person}
            label={t('sales.handOvers.from')}
            value={from}
            referenceTitle={user.name}
            onChange={pick(setFrom)}
          />
        )}
        <FieldEditor
          entity={entity}
          field={person}
          label={t('sales.handOvers.to')}
          value={to}
          onChange={pick(setTo)}
          autoFocus
        />
        {territories.length > 0 && (
          <Select
            label={t('sales.handOvers.territory')}
            placeholder={t('sales.handOvers.anyTerritory')}
            data={territories.map(one => ({ value: one.id, label: one.name }))}
            value={territory}
            onChange={setTerritory}
            clearable
          />
        )}
        <NumberInput
          label={t('sales.handOvers.kept')}
          min={0}
          max={100}
          allowDecimal={false}
          value={keptPercent}
          onChange={value => setKept(typeof value === 'number' ? value : 0)}
        />
        <Textarea
          label={t('sales.handOvers.note')}
          value={note}
          dir="auto"
          maxLength={2000}
          autosize
          minRows={2}
          onChange={event => setNote(event.currentTarget.value)}
        />
      </FormFrame>
    </Modal>
  )
}
