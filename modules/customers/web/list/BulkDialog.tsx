import { Modal, TagsInput } from '@mantine/core'
import { useState } from 'react'
import { useCall } from '../../../../platform/contract/hooks.ts'
import type { Field } from '../../../../platform/entities/descriptor.ts'
import { useT } from '../../../../platform/i18n/react.ts'
import { fieldOf } from '../../../../ui/field/record.ts'
import { FieldEditor } from '../../../../ui/form/FieldEditor.tsx'
import { FormFrame } from '../../../../ui/form/FormFrame.tsx'
import { useEntity } from '../../../../ui/shell/session.tsx'
import { type CustomerPatch, customersContract } from '../../contract.ts'
import { useAct } from '../use-act.ts'
import { type Chosen, selectionOf } from './chosen.ts'

export type BulkChangeKind = 'owner' | 'level' | 'tag'
type DialogProps = { kind: BulkChangeKind; chosen: Chosen; onClose: () => void }

/** Asks for the new value of many customers and sets it in one act. */
export function BulkDialog({ kind, chosen, onClose }: DialogProps) {
  const t = useT()
  const act = useAct()
  const [change, setChange] = useState<Change>({})
  const [sending, setSending] = useState(false)
  const send = async () => {
    setSending(true)
    const answer = await act(
      customersContract.bulkChange,
      { body: { ...selectionOf(chosen), ...change } },
      null,
    )
    setSending(false)
    if (!answer) return
    act.tell(t('customers.done.changedMany', { count: answer.data.changed }), answer.batch)
    chosen.clear()
    onClose()
  }
  return (
    <Modal opened onClose={onClose} title={t(`customers.bulk.${kind}`)} size={420}>
      <FormFrame onSend={send} ready={Object.keys(change).length > 0} sending={sending} onCancel={onClose}>
        {kind === 'tag' ? (
          <TagFields onChange={setChange} />
        ) : (
          <ValueField name={kind} onChange={set => setChange({ set })} />
        )}
      </FormFrame>
    </Modal>
  )
}

type Change = { set?: Pick<CustomerPatch, 'owner' | 'level'>; addTags?: string[]; removeTags?: string[] }

function ValueField({
  name,
  onChange,
}: {
  name: 'owner' | 'level'
  onChange: (set: NonNullable<Change['set']>) => void
}) {
  const t = useT()
  const entity = useEntity('customer')
  const [value, setValue] = useState<unknown>(null)
  const field = fieldOf(entity, name) as Field
  const set = (next: unknown) => {
    setValue(next)
    onChange({ [name]: next })
  }
  return (
    <FieldEditor
      entity={entity}
      field={field}
      value={value}
      onChange={set}
      label={t(`entity.customer.${name}`)}
      autoFocus
    />
  )
}

function TagFields({ onChange }: { onChange: (change: Change) => void }) {
  const t = useT()
  const known = useCall(customersContract.tags, { query: {} })
  const [add, setAdd] = useState<string[]>([])
  const [remove, setRemove] = useState<string[]>([])
  const set = (addTags: string[], removeTags: string[]) => {
    setAdd(addTags)
    setRemove(removeTags)
    onChange({
      ...(addTags.length > 0 ? { addTags } : {}),
      ...(removeTags.length > 0 ? { removeTags } : {}),
    })
  }
  const data = known.data?.items ?? []
  return (
    <>
      <TagsInput
        data-autofocus
        label={t('customers.bulk.addTags')}
        data={data}
        maxDropdownHeight={108}
        value={add}
        onChange={tags => set(tags, remove)}
      />
      <TagsInput
        label={t('customers.bulk.removeTags')}
        data={data}
        maxDropdownHeight={108}
        value={remove}
        onChange={tags => set(add, tags)}
      />
    </>
  )
}
