import { Button, Checkbox } from '@mantine/core'
import type { FormEvent } from 'react'
import { useEffect, useId, useRef, useState } from 'react'
import type { EntityDescriptor, Field } from '../../platform/entities/descriptor.ts'
import { Problem } from '../../platform/contract/client.ts'
import { hasText } from '../../platform/i18n/index.ts'
import type { Translate } from '../../platform/i18n/react.ts'
import { useT } from '../../platform/i18n/react.ts'
import { isEmpty, labelOf, ownKeyOf } from '../field/record.ts'
import { wordsOf } from '../shell/undo.ts'
import { FieldEditor } from './FieldEditor.tsx'
import styles from './RecordForm.module.css'

export type RecordFormProps = {
  entity: EntityDescriptor
  /** Which fields, in order; all that can be written by default. */
  fields?: readonly string[]
  /** Values to start with, by field key; a user's own fields under `custom`. */
  initial?: Readonly<Record<string, unknown>>
  /** Gets the filled values in the API's shape. A `Problem` with fields is shown beside them. */
  onSubmit: (values: Record<string, unknown>) => Promise<unknown>
  onCancel?: () => void
  submitLabel?: string
  /** Hears what has been filled in so far, by field key. */
  onValues?: (values: Readonly<Record<string, unknown>>) => void
  /** `create`: all fields, required ones must be filled. `bulk`: only fields that are ticked are sent. */
  mode?: 'create' | 'bulk'
}

type Problems = Readonly<Record<string, string>>

/** A form for the fields of an entity. */
export function RecordForm({
  entity,
  fields,
  initial = {},
  onSubmit,
  onCancel,
  submitLabel,
  onValues,
  mode = 'create',
}: RecordFormProps) {
  const t = useT()
  const form = useRef<HTMLFormElement>(null)
  const [values, setValues] = useState<Record<string, unknown>>(() => flat(initial))
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [problems, setProblems] = useState<Problems>({})
  const [general, setGeneral] = useState<string | null>(null)
  const [sending, setSending] = useState(false)
  useEffect(() => onValues?.(values), [onValues, values])
  const shown = fieldsToShow({ entity, fields, kind: values[entity.kindField ?? ''] })
  const set = (field: Field, value: unknown) => {
    setValues(before => ({ ...before, [field.key]: value }))
    if (mode === 'bulk') setChosen(before => new Set(before).add(field.key))
    setProblems(before => without(before, field.key))
  }
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const sent = shown.filter(field => mode === 'create' || chosen.has(field.key))
    const found = { ...missing({ entity, fields: sent, values, t }), ...pick(problems, sent) }
    setProblems(found)
    if (Object.keys(found).length > 0) return focusFirstProblem(form.current)
    setSending(true)
    setGeneral(null)
    try {
      await onSubmit(bodyOf(sent, values, mode))
    } catch (error) {
      const placed = problemsOf(error, shown, t)
      setProblems(placed)
      if (Object.keys(placed).length === 0) setGeneral(wordsOf(error, t))
      focusFirstProblem(form.current)
    } finally {
      setSending(false)
    }
  }
  const toggle = (field: Field, on: boolean) =>
    setChosen(before =>
      on ? new Set(before).add(field.key) : new Set([...before].filter(key => key !== field.key)),
    )
  const count = Object.keys(problems).length
  return (
    <form ref={form} className={styles.form} onSubmit={event => void submit(event)} noValidate>
      {(general ?? count > 0) && (
        <p className={styles.problem} role="alert">
          {general ?? t('ui.form.check', { count })}
        </p>
      )}
      <div className={styles.fields}>
        {shown.map((field, at) => (
          <FormField
            key={field.key}
            entity={entity}
            field={field}
            value={values[field.key]}
            problem={problems[field.key]}
            first={at === 0}
            bulk={mode === 'bulk' ? { on: chosen.has(field.key), toggle: on => toggle(field, on) } : null}
            onChange={value => set(field, value)}
            onProblem={problem =>
              setProblems(before =>
                problem ? { ...before, [field.key]: t(problem) } : without(before, field.key),
              )
            }
          />
        ))}
      </div>
      <div className={styles.acts}>
        {onCancel && <Button onClick={onCancel}>{t('ui.cancel')}</Button>}
        <Button
          type="submit"
          variant="filled"
          loading={sending}
          disabled={mode === 'bulk' && chosen.size === 0}
        >
          {submitLabel ?? t(mode === 'create' ? 'ui.create' : 'ui.save')}
        </Button>
      </div>
    </form>
  )
}

type FormFieldProps = {
  entity: EntityDescriptor
  field: Field
  value: unknown
  problem: string | undefined
  first: boolean
  bulk: { on: boolean; toggle: (on: boolean) => void } | null
  onChange: (value: unknown) => void
  onProblem: (problem: string | null) => void
}

function FormField({ entity, field, value, problem, first, bulk, onChange, onProblem }: FormFieldProps) {
  const t = useT()
  const id = useId()
  const label = labelOf(entity, field, t)
  const required = field.required === true && !bulk
  return (
    <div className={styles.field} data-wide={field.kind === 'longtext' || undefined}>
      <div className={styles.head}>
        {bulk && (
          <Checkbox
            checked={bulk.on}
            onChange={event => bulk.toggle(event.currentTarget.checked)}
            aria-label={label}
          />
        )}
        <label htmlFor={id}>{label}</label>
        {required && <span className={styles.mark}>{t('ui.form.mark')}</span>}
      </div>
      <FieldEditor
        id={id}
        entity={entity}
        field={field}
        value={value ?? null}
        onChange={onChange}
        onProblem={onProblem}
        error={problem}
        required={required}
        autoFocus={first && !bulk}
        placeholder={bulk && !bulk.on ? t('ui.form.keep') : undefined}
      />
    </div>
  )
}

/** The writable fields of the form; those of another sub-kind stay away. */
function fieldsToShow({
  entity,
  fields,
  kind,
}: {
  entity: EntityDescriptor
  fields: readonly string[] | undefined
  kind: unknown
}): readonly Field[] {
  const wanted = fields
    ? fields.flatMap(key => entity.fields.find(field => field.key === key) ?? [])
    : entity.fields
  return wanted.filter(
    field => !field.readOnly && (!field.onlyFor || typeof kind !== 'string' || field.onlyFor.includes(kind)),
  )
}

function flat(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { custom, ...rest } = values
  const own = Object.entries((custom as Record<string, unknown> | undefined) ?? {})
  return {
    ...rest,
    ...Object.fromEntries(
      own.flatMap(([key, value]) => [
        [key, value],
        [`custom.${key}`, value],
      ]),
    ),
  }
}

function bodyOf(
  fields: readonly Field[],
  values: Record<string, unknown>,
  mode: 'create' | 'bulk',
): Record<string, unknown> {
  const filled = fields.filter(field => mode === 'bulk' || !isEmpty(values[field.key]))
  const part = (custom: boolean) =>
    Object.fromEntries(
      filled
        .filter(field => (field.custom ?? false) === custom)
        .map(field => [custom ? ownKeyOf(field) : field.key, values[field.key] ?? null]),
    )
  const custom = part(true)
  return { ...part(false), ...(Object.keys(custom).length > 0 ? { custom } : {}) }
}

type Checked = {
  entity: EntityDescriptor
  fields: readonly Field[]
  values: Record<string, unknown>
  t: Translate
}

function missing({ entity, fields, values, t }: Checked): Problems {
  const lacking = fields.filter(field => field.required && isEmpty(values[field.key]))
  return Object.fromEntries(
    lacking.map(field => [field.key, t('ui.form.required', { field: labelOf(entity, field, t) })]),
  )
}

/** The server's field problems by field key; `custom.x` and `x.0.y` belong to the field they start in. */
export function problemsOf(error: unknown, fields: readonly Field[], t: Translate): Problems {
  if (!(error instanceof Problem)) return {}
  return Object.fromEntries(
    error.fields.flatMap(({ path, code, message, params }) => {
      const steps = path.split('.')
      const key = steps[0] === 'custom' ? steps[1] : steps[0]
      const field = fields.find(
        candidate => candidate.key === key || (candidate.custom === true && ownKeyOf(candidate) === key),
      )
      const words = hasText(`errors.${code}`)
        ? t(`errors.${code}`, params as Record<string, string>)
        : message
      return field ? [[field.key, words] as const] : []
    }),
  )
}

function without(problems: Problems, key: string): Problems {
  return Object.fromEntries(Object.entries(problems).filter(([other]) => other !== key))
}

function pick(problems: Problems, fields: readonly Field[]): Problems {
  return Object.fromEntries(
    Object.entries(problems).filter(([key]) => fields.some(field => field.key === key)),
  )
}

/** After the next drawing, so that the marks are there. */
function focusFirstProblem(form: HTMLFormElement | null): void {
  requestAnimationFrame(() =>
    form?.querySelector<HTMLElement>('[aria-invalid="true"], [data-error]')?.focus(),
  )
}
