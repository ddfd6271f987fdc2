import { useState } from 'react'
import type { Field } from '../../../../platform/entities/descriptor.ts'
import { FieldEditor } from '../../../../ui/form/FieldEditor.tsx'
import { useEntity } from '../../../../ui/shell/session.tsx'

const person: Field = { key: 'owner', kind: 'reference', references: 'user' }

/** Looks for a colleague who is in no list yet. */
export function AddSeller({ label, onAdd }: { label: string; onAdd: (id: string, name: string) => void }) {
  const entity = useEntity('opportunity')
  // A new one each time, so that the field is empty again.
  const [times, setTimes] = useState(0)
  return (
    <FieldEditor
      key={times}
      entity={entity}
      field={person}
      label={label}
      value={null}
      onChange={() => undefined}
      onPick={picked => {
        if (!picked) return
        onAdd(picked.id, picked.title)
        setTimes(times + 1)
      }}
    />
  )
}
