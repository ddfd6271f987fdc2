import { Button, Modal, Textarea, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useT } from '../../../../platform/i18n/react.ts'
import { type Base, matchingContract } from '../../contract.ts'
import styles from './bases.module.css'
import { useBaseAct } from './use-base.ts'

/** Opens a base, or renames one. */
export function BaseDialog({ base, onClose }: { base?: Base; onClose: () => void }) {
  const t = useT()
  const navigate = useNavigate()
  const act = useBaseAct()
  const [name, setName] = useState(base?.name ?? '')
  const [note, setNote] = useState(base?.note ?? '')
  const [busy, setBusy] = useState(false)
  const body = { name: name.trim(), note: note.trim() || null }
  const save = async () => {
    setBusy(true)
    if (base) {
      const changed = await act(
        matchingContract.changeBase,
        { params: { id: base.id }, body, ifMatch: base.version },
        t('matching.bases.saved'),
      )
      if (changed) onClose()
    } else {
      const made = await act(matchingContract.createBase, { body })
      if (made) await navigate({ to: `/bases/${made.data.id}` })
    }
    setBusy(false)
  }
  return (
    <Modal opened onClose={onClose} title={t(base ? 'matching.bases.edit' : 'matching.bases.new')}>
      <form
        className={styles.form}
        onSubmit={event => {
          event.preventDefault()
          if (body.name) void save()
        }}
      >
        {!base && <p className={styles.hint}>{t('matching.bases.newHint')}</p>}
        <TextInput
          label={t('matching.bases.name')}
          description={t('matching.bases.nameExample')}
          value={name}
          maxLength={200}
          data-autofocus
          onChange={event => setName(event.currentTarget.value)}
        />
        <Textarea
          label={t('matching.bases.note')}
          value={note}
          maxLength={5000}
          autosize
          minRows={2}
          onChange={event => setNote(event.currentTarget.value)}
        />
        <div className={styles.acts}>
          <Button variant="filled" type="submit" loading={busy} disabled={!body.name}>
            {t(base ? 'matching.bases.vocabulary.save' : 'matching.bases.create')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
