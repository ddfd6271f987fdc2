import { Radio, TextInput } from '@mantine/core'
import { isolated } from '../../../../platform/i18n/index.ts'
import { useT } from '../../../../platform/i18n/react.ts'
import type { FieldThere, OperationView } from '../../contract/operations.ts'
import { useOperationWords } from './operation-words.ts'
import styles from './operations.module.css'

/** Whose value shall stand in a field, and which it is. */
export type Choice = { of: 'theirs' | 'mine' | 'other'; value: string }

/** What is chosen before somebody chooses: what was wanted here. */
export function choiceOf({ mine }: FieldThere): Choice {
  return { of: 'mine', value: mine === null ? '' : String(mine) }
}

type ChoiceProps = {
  operation: OperationView
  field: FieldThere
  choice: Choice
  /** Null: there is nothing to choose. */
  onChange: ((choice: Choice) => void) | null
}

/** One field: what stood there, what stands there, what is wanted here; or something else. */
export function ChoiceOfValue({ operation, field, choice, onChange }: ChoiceProps) {
  const t = useT()
  const words = useOperationWords()
  const { state, system, goneThere } = operation
  const label = words.label(field)
  const conflict = state === 'conflict' && !goneThere
  const sides = [
    ['base', t('integration.operation.base'), field.base] as const,
    ...(conflict
      ? [
          [
            'theirs',
            t('integration.operation.theirs', { system: isolated(system.name) }),
            field.theirs,
          ] as const,
        ]
      : []),
    ['mine', t('integration.operation.mine'), field.mine] as const,
  ]
  const textOf = (value: FieldThere['mine']) => (value === null ? '' : String(value))
  const editable = onChange !== null && !goneThere && field.target !== null
  return (
    <fieldset className={styles.choice}>
      <legend>{label}</legend>
      <div className={styles.sides} data-count={sides.length}>
        {sides.map(([of, title, value]) => {
          const shown = (
            <>
              <span className={styles.label}>{title}</span>
              <bdi className={styles.side} data-empty={value === null || undefined}>
                {words.value(field, value)}
              </bdi>
            </>
          )
          if (of === 'base' || !editable || !conflict)
            return (
              <div key={of} className={styles.box} data-of={of}>
                {shown}
              </div>
            )
          return (
            <label key={of} className={styles.box} data-of={of} data-chosen={choice.of === of || undefined}>
              <span className={styles.pick}>
                <Radio
                  size="xs"
                  name={`${operation.id} ${field.field}`}
                  checked={choice.of === of}
                  onChange={() => onChange({ of, value: textOf(value) })}
                />
                <span className={styles.label}>{title}</span>
              </span>
              <bdi className={styles.side} data-empty={value === null || undefined}>
                {words.value(field, value)}
              </bdi>
            </label>
          )
        })}
      </div>
      {editable && (
        <TextInput
          aria-label={t('integration.operation.value', { field: label })}
          label={conflict ? t('integration.operation.other') : undefined}
          value={choice.value}
          dir="auto"
          onChange={event => {
            const { value } = event.currentTarget
            const of =
              value === textOf(field.mine)
                ? 'mine'
                : conflict && value === textOf(field.theirs)
                  ? 'theirs'
                  : 'other'
            onChange({ of, value })
          }}
        />
      )}
    </fieldset>
  )
}
