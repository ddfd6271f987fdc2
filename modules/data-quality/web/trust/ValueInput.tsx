import { TextInput } from '@mantine/core'
import type { Field } from '../../../../platform/entities/descriptor.ts'
import { useT } from '../../../../platform/i18n/react.ts'
import { fieldOf } from '../../../../ui/field/record.ts'
import { FieldEditor } from '../../../../ui/form/FieldEditor.tsx'
import { useEntity } from '../../../../ui/shell/session.tsx'
import styles from './trust.module.css'

const parts = ['lines', 'postcode', 'city', 'country'] as const

type ValueInputProps = {
  field: string
  value: unknown
  onChange: (value: unknown) => void
  label: string
  onProblem: (problem: string | null) => void
  problem: string | null
}

/** The editor that fits what the value belongs to; an address by its parts. */
export function ValueInput({ field: key, value, onChange, label, onProblem, problem }: ValueInputProps) {
  const t = useT()
  const entity = useEntity('customer')
  const field: Field | undefined = fieldOf(entity, key)
  if (key === 'address') return <AddressInput value={value} onChange={onChange} label={label} />
  if (!field) return null
  return (
    <FieldEditor
      entity={entity}
      field={field}
      value={value ?? null}
      onChange={onChange}
      onProblem={onProblem}
      error={problem ? t(problem) : undefined}
      label={label}
      autoFocus
    />
  )
}

function AddressInput({ value, onChange, label }: Pick<ValueInputProps, 'value' | 'onChange' | 'label'>) {
  const t = useT()
  const address = (value ?? {}) as Partial<Record<(typeof parts)[number], string | null>>
  const change = (part: string, text: string) => {
    const next = Object.fromEntries(Object.entries({ ...address, [part]: text }).filter(([, given]) => given))
    onChange(Object.keys(next).length > 0 ? next : null)
  }
  return (
    <fieldset className={styles.address}>
      <legend>{label}</legend>
      {parts.map((part, at) => (
        <TextInput
          key={part}
          data-part={part}
          data-autofocus={at === 0 || undefined}
          label={t(`customers.contact.address.${part}`)}
          value={address[part] ?? ''}
          maxLength={part === 'lines' ? 500 : 100}
          dir="auto"
          onChange={event => change(part, event.currentTarget.value)}
        />
      ))}
    </fieldset>
  )
}
