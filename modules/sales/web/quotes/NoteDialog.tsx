import { Modal, Textarea } from '@mantine/core'
import { useState } from 'react'
import { FormFrame } from '../../../../ui/form/FormFrame.tsx'

type NoteDialogProps = {
  title: string
  label: string
  /** What sending does, in words. */
  act: string
  /** Whether there has to be a note. */
  required?: boolean
  /** Answers undefined where it was refused, which has been told then. */
  onSend: (note: string | null) => Promise<unknown>
  onDone: () => void
}

/** An act that somebody may want to say a word about. */
export function NoteDialog({ title, label, act, required = false, onSend, onDone }: NoteDialogProps) {
  const [note, setNote] = useState('')
  const [sending, setSending] = useState(false)
  const said = note.trim() || null
  const send = async () => {
    setSending(true)
    const answer = await onSend(said)
    setSending(false)
    if (answer !== undefined) onDone()
  }
  return (
    <Modal opened onClose={onDone} title={title}>
      <FormFrame
        onSend={send}
        ready={!required || said !== null}
        sending={sending}
        act={act}
        onCancel={onDone}
      >
        <Textarea
          data-autofocus
          label={label}
          value={note}
          dir="auto"
          maxLength={2000}
          onChange={event => setNote(event.currentTarget.value)}
        />
      </FormFrame>
    </Modal>
  )
}
