import { Button, Modal, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useT } from '../../../../platform/i18n/react.ts'
import { FormFrame } from '../../../../ui/form/FormFrame.tsx'
import { Card } from '../../../../ui/theme/parts.tsx'
import { OrderedList } from './OrderedList.tsx'
import { Retired } from './Retired.tsx'
import styles from './settings.module.css'

type Named = { id: string; name: string; version: number; retiredAt: string | null }
type Done = Promise<unknown>

type NamedCardProps = {
  title: string
  /** The label of the field for a new one. */
  adding: string
  longest: number
  parts: readonly Named[]
  onAdd: (name: string) => Done
  onRename: (part: Named, name: string) => Done
  onOrder: (ids: string[]) => Done
  onRetire: (part: Named) => Done
  onBringBack: (part: { id: string; name: string }) => Done
}

/** Things that are only a name, in an order: added below, renamed and taken out of use in a form. */
export function NamedCard(props: NamedCardProps) {
  const t = useT()
  const [open, setOpen] = useState<string | null>(null)
  const used = props.parts.filter(({ retiredAt }) => retiredAt === null)
  const edited = used.find(({ id }) => id === open)
  return (
    <Card title={props.title}>
      {used.length === 0 && <p className={styles.hint}>{t('sales.settings.none')}</p>}
      <OrderedList
        label={props.title}
        parts={used}
        onOrder={props.onOrder}
        line={part => (
          <>
            <div className={styles.about}>
              <bdi>{part.name}</bdi>
            </div>
            <Button
              onClick={() => setOpen(part.id)}
              aria-label={t('sales.settings.edit', { name: part.name })}
            >
              {t('ui.edit')}
            </Button>
          </>
        )}
      />
      <AddLine label={props.adding} longest={props.longest} onAdd={props.onAdd} />
      <Retired
        parts={props.parts.filter(({ retiredAt }) => retiredAt !== null)}
        onBringBack={part => void props.onBringBack(part)}
      />
      {edited && <NamedForm key={edited.id} part={edited} props={props} onClose={() => setOpen(null)} />}
    </Card>
  )
}

function AddLine({
  label,
  longest,
  onAdd,
}: {
  label: string
  longest: number
  onAdd: (name: string) => Done
}) {
  const t = useT()
  const [name, setName] = useState('')
  return (
    <form
      className={styles.add}
      onSubmit={async event => {
        event.preventDefault()
        if (name.trim() !== '' && (await onAdd(name.trim()))) setName('')
      }}
    >
      <TextInput
        aria-label={label}
        placeholder={label}
        dir="auto"
        maxLength={longest}
        value={name}
        onChange={event => setName(event.currentTarget.value)}
      />
      <Button type="submit" disabled={name.trim() === ''}>
        {t('sales.settings.add')}
      </Button>
    </form>
  )
}

type NamedFormProps = { part: Named; props: NamedCardProps; onClose: () => void }

function NamedForm({ part, props, onClose }: NamedFormProps) {
  const t = useT()
  const [name, setName] = useState(part.name)
  const [sending, setSending] = useState(false)
  const carryOut = async (run: () => Done) => {
    setSending(true)
    const answer = await run()
    setSending(false)
    if (answer) onClose()
  }
  return (
    <Modal opened onClose={onClose} title={part.name}>
      <FormFrame
        onSend={() => carryOut(() => props.onRename(part, name.trim()))}
        ready={name.trim() !== ''}
        sending={sending}
        aside={
          <Button color="red" variant="outline" onClick={() => void carryOut(() => props.onRetire(part))}>
            {t('sales.settings.retire')}
          </Button>
        }
      >
        <TextInput
          data-autofocus
          label={t('sales.settings.name')}
          dir="auto"
          maxLength={props.longest}
          value={name}
          onChange={event => setName(event.currentTarget.value)}
        />
      </FormFrame>
    </Modal>
  )
}
