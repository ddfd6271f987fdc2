import { Select, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useT } from '../../../../platform/i18n/react.ts'
import { FormFrame } from '../../../../ui/form/FormFrame.tsx'
import { dealContract } from '../../contract.ts'
import type { Opportunity } from '../opportunity.ts'
import { useAct } from '../use-act.ts'

type NoteEditorProps = {
  name: string
  note: string
  onSave: (note: string) => Promise<void>
  onCancel: () => void
}

/** What is known of a competitor, changed where it stands. */
export function NoteEditor({ name, note, onSave, onCancel }: NoteEditorProps) {
  const t = useT()
  const [text, setText] = useState(note)
  const [sending, setSending] = useState(false)
  const send = () => {
    setSending(true)
    void onSave(text).finally(() => setSending(false))
  }
  return (
    <FormFrame onSend={send} ready sending={sending} onCancel={onCancel}>
      <Textarea
        aria-label={t('sales.deal.rivals.changeNote', { name })}
        value={text}
        dir="auto"
        maxLength={2000}
        autosize
        minRows={2}
        autoFocus
        onChange={event => setText(event.currentTarget.value)}
      />
    </FormFrame>
  )
}

type AddRivalProps = {
  opportunity: Opportunity
  free: readonly { id: string; name: string }[]
  onDone: () => void
}

/** Adds one of the competitors that are not named yet. */
export function AddRival({ opportunity, free, onDone }: AddRivalProps) {
  const t = useT()
  const act = useAct()
  const [competitor, setCompetitor] = useState<string | null>(null)
  const [note, setNote] = useState('')
  const [sending, setSending] = useState(false)
  const send = async () => {
    if (!competitor) return
    setSending(true)
    const name = free.find(({ id }) => id === competitor)?.name ?? ''
    const answer = await act(
      dealContract.addRival,
      { params: { id: opportunity.id }, body: { competitor, note: note.trim() || null } },
      t('sales.deal.rivals.added', { name }),
    )
    setSending(false)
    if (answer) onDone()
  }
  return (
    <FormFrame
      onSend={send}
      ready={competitor !== null}
      sending={sending}
      act={t('sales.deal.rivals.add')}
      onCancel={onDone}
    >
      <Select
        label={t('sales.deal.rivals.who')}
        data={free.map(({ id, name }) => ({ value: id, label: name }))}
        value={competitor}
        onChange={setCompetitor}
        searchable
        autoFocus
      />
      <Textarea
        label={t('sales.deal.rivals.note')}
        value={note}
        dir="auto"
        maxLength={2000}
        autosize
        minRows={2}
        onChange={event => setNote(event.currentTarget.value)}
      />
    </FormFrame>
  )
}
