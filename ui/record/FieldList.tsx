import { Popover } from '@mantine/core'
import { History } from 'lucide-react'
import type { KeyboardEvent, ReactNode } from 'react'
import { useRef, useState } from 'react'
import type { EntityDescriptor, Field } from '../../platform/entities/descriptor.ts'
import { useT } from '../../platform/i18n/react.ts'
import { FieldValue } from '../field/FieldValue.tsx'
import type { RecordRow } from '../field/record.ts'
import {
  fieldOf,
  inCurrencyOf,
  isEmpty,
  labelOf,
  patchOf,
  referenceOf,
  valueOf,
  withPatch,
} from '../field/record.ts'
import { FieldEditor } from '../form/FieldEditor.tsx'
import { TextLink } from '../theme/parts.tsx'
import type { Standing } from '../theme/Tile.tsx'
import { Tile } from '../theme/Tile.tsx'
import { useEditAsked } from './edit-asked.ts'
import styles from './FieldList.module.css'

export type FieldListProps = {
  entity: EntityDescriptor
  record: RecordRow
  /** Which fields, in order; all but the title by default. */
  fields?: readonly string[]
  /** Saves one field; rejects when refused. Without it nothing can be edited. */
  /** `began` is the record as it was when the person opened the editor: what he changes is that, not what came in since. */
  onEdit?: (field: Field, value: unknown, began: RecordRow) => Promise<unknown>
  /** Where a value stands. */
  standingOf?: (field: Field) => Standing | undefined
  onConfirm?: (field: Field) => void
  onDispute?: (field: Field) => void
  /** What is to be said below a value, such as another one that somebody holds to be right. */
  belowOf?: (field: Field) => ReactNode
  /** Own drawing of single values, by field key; as in the table. */
  cells?: Readonly<Record<string, (record: RecordRow) => ReactNode>>
  /** The content of a field's history popover; asked for when it is opened. */
  historyOf?: (field: Field) => ReactNode
}

/** The key facts of a record: a label and a value each, edited in place. Empty ones are hidden until asked for. */
export function FieldList(props: FieldListProps) {
  const { entity, record, fields } = props
  const t = useT()
  const [all, setAll] = useState(false)
  const [draft, setDraft] = useState<Record<string, unknown>>({})
  const [asked, setAsked] = useState<string | null>(null)
  const shownRecord = withPatch(record, draft)
  const kind = entity.kindField ? record[entity.kindField] : undefined
  const listed = (
    fields?.flatMap(key => fieldOf(entity, key) ?? []) ??
    entity.fields.filter(field => field.key !== entity.title)
  ).filter(field => !field.onlyFor || (typeof kind === 'string' && field.onlyFor.includes(kind)))
  const empty = listed.filter(field => isEmpty(valueOf(shownRecord, field)))
  useEditAsked(record.id, key => {
    const there = props.onEdit !== undefined && listed.some(field => field.key === key && !field.readOnly)
    if (there) setAsked(key)
    return there
  })
  const save = async (field: Field, value: unknown, began: RecordRow) => {
    setDraft(patchOf(field, value))
    try {
      await props.onEdit?.(field, value, began)
    } catch {
      // The saver has said why; the old value comes back below.
    } finally {
      setDraft({})
    }
  }
  return (
    <>
      <dl className={styles.list}>
        {listed
          .filter(field => all || field.key === asked || !empty.includes(field))
          .map(field => (
            <FieldLine
              key={field.key}
              {...props}
              record={shownRecord}
              field={field}
              onSave={(value, began) => void save(field, value, began)}
              asked={field.key === asked}
              onLeft={() => setAsked(null)}
            />
          ))}
      </dl>
      {empty.length > 0 && (
        <p className={styles.toggle}>
          <TextLink onClick={() => setAll(!all)}>
            {all ? t('ui.record.hideEmpty') : t('ui.record.showEmpty', { count: empty.length })}
          </TextLink>
        </p>
      )}
    </>
  )
}

type LineProps = FieldListProps & {
  field: Field
  onSave: (value: unknown, began: RecordRow) => void
  /** Somebody elsewhere on the page wants it to be edited. */
  asked: boolean
  onLeft: () => void
}

function FieldLine({
  entity,
  record,
  field,
  onEdit,
  onSave,
  standingOf,
  onConfirm,
  onDispute,
  historyOf,
  belowOf,
  cells,
  asked,
  onLeft,
}: LineProps) {
  const t = useT()
  const [editing, setEditing] = useState(false)
  const label = labelOf(entity, field, t)
  const editable = onEdit !== undefined && !field.readOnly
  const standing = standingOf?.(field)
  const own = cells?.[field.key]
  const below = belowOf?.(field)
  const value = own ? own(record) : <FieldValue entity={entity} field={field} record={record} form="full" />
  if (editing || asked) {
    return (
      <div className={styles.line} data-editing>
        <dt>{label}</dt>
        <dd>
          <LineEditor
            entity={entity}
            record={record}
            field={field}
            onSave={onSave}
            onDone={() => {
              setEditing(false)
              onLeft()
            }}
          />
        </dd>
      </div>
    )
  }
  return (
    <div className={styles.line}>
      <dt>{label}</dt>
      <dd>
        {editable ? (
          <div
            className={styles.value}
            data-editable
            onClick={event => !(event.target as Element).closest('a') && setEditing(true)}
          >
            {value}
            <button type="button" className={styles.edit} onClick={() => setEditing(true)}>
              {t('ui.table.edit', { field: label })}
            </button>
          </div>
        ) : (
          <div className={styles.value}>{value}</div>
        )}
        {historyOf && <FieldHistory label={label} content={() => historyOf(field)} />}
        {standing && (
          <Tile
            standing={standing}
            label={label}
            {...(onConfirm ? { onConfirm: () => onConfirm(field) } : {})}
            {...(onDispute ? { onDispute: () => onDispute(field) } : {})}
          />
        )}
      </dd>
      {below && <dd className={styles.below}>{below}</dd>}
    </div>
  )
}

function FieldHistory({ label, content }: { label: string; content: () => ReactNode }) {
  const t = useT()
  const [opened, setOpened] = useState(false)
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" width={340} trapFocus returnFocus>
      <Popover.Target>
        <button
          type="button"
          className={styles.history}
          aria-label={t('ui.record.history', { field: label })}
          title={t('ui.record.history', { field: label })}
          onClick={() => setOpened(!opened)}
        >
          <History size={13} aria-hidden />
        </button>
      </Popover.Target>
      <Popover.Dropdown>{opened && content()}</Popover.Dropdown>
    </Popover>
  )
}

type EditorProps = {
  entity: EntityDescriptor
  record: RecordRow
  field: Field
  onSave: (value: unknown, began: RecordRow) => void
  onDone: () => void
}

function LineEditor({ entity, record, field, onSave, onDone }: EditorProps) {
  const t = useT()
  const [began] = useState(record)
  const before = valueOf(began, field)
  const box = useRef<HTMLDivElement>(null)
  const [value, setValue] = useState(before)
  const [problem, setProblem] = useState<string | null>(null)
  const finish = (save: boolean) => {
    if (save && problem) return
    if (save && JSON.stringify(value ?? null) !== JSON.stringify(before ?? null)) onSave(value, began)
    onDone()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (box.current?.querySelector('[aria-expanded="true"]')) return
    if (event.key === 'Escape') finish(false)
    else if (
      event.key === 'Enter' &&
      !event.nativeEvent.isComposing &&
      (field.kind !== 'longtext' || event.ctrlKey || event.metaKey)
    )
      finish(true)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div
      ref={box}
      className={styles.editor}
      onKeyDown={onKeyDown}
      onBlur={event => {
        const to = event.relatedTarget
        if (
          to instanceof Element &&
          !event.currentTarget.contains(to) &&
          !to.closest('[data-portal], .mantine-Popover-dropdown')
        )
          finish(true)
      }}
    >
      <FieldEditor
        entity={entity}
        field={inCurrencyOf(field, began)}
        value={value ?? null}
        onChange={setValue}
        onProblem={setProblem}
        error={problem ? t(problem) : undefined}
        aria-label={labelOf(entity, field, t)}
        referenceTitle={referenceOf(record, field)?.title}
        autoFocus
      />
    </div>
  )
}
