import type { EntityDescriptor, Field } from '../../../platform/entities/descriptor.ts'
import { FieldEditor } from '../../../ui/form/FieldEditor.tsx'

const field: Field = { key: 'day', kind: 'date' }
const entity = { name: 'day', fields: [field] } as unknown as EntityDescriptor

type DayInputProps = {
  label: string
  value: string | null
  onChange: (day: string | null) => void
  required?: boolean
}

/** A day of the calendar in a form that is written by hand. */
export function DayInput({ label, value, onChange, required }: DayInputProps) {
  return (
    <FieldEditor
      entity={entity}
      field={field}
      label={label}
      value={value}
      required={required}
      onChange={next => onChange(typeof next === 'string' ? next : null)}
    />
  )
}
