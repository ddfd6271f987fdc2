import type { FocusEvent, KeyboardEvent } from 'react'
import { useRef, useState } from 'react'
import { useT } from '../../platform/i18n/react.ts'
import { inCurrencyOf, labelOf, referenceOf, valueOf } from '../field/record.ts'
import type { RecordRow } from '../field/record.ts'
import { FieldEditor } from '../form/FieldEditor.tsx'
import type { Column } from './columns.ts'
import styles from './RecordTable.module.css'
import type { RowProps } from './TableRow.tsx'
import type { CellPlace } from './use-grid.ts'

type CellEditorProps = RowProps & { column: Column; record: RecordRow; place: CellPlace }

/** Edits a cell in its place: Enter saves and goes down, Tab saves and goes on, Escape leaves it as it was. */
export function CellEditor({ entity, column, record, place, drafts, grid }: CellEditorProps) {
  const field = inCurrencyOf(column.field, record)
  const t = useT()
  const box = useRef<HTMLDivElement>(null)
  const [value, setValue] = useState(() => valueOf(record, field))
  const [problem, setProblem] = useState<string | null>(null)
  const done = useRef(false)
  const gridElement = () => box.current?.closest<HTMLElement>('[role="grid"]') ?? null
  const finish = (save: boolean, move?: CellPlace) => {
    if (done.current || (save && problem)) return
    done.current = true
    if (save && !same(value, valueOf(record, field))) void drafts.save(record, field, value)
    grid.endEdit(gridElement(), move)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    // An open list of options takes Enter, Escape and the arrows for itself.
    const listOpen = box.current?.querySelector('[aria-expanded="true"]') !== null
    if (event.key === 'Tab')
      finish(true, { row: place.row, column: place.column + (event.shiftKey ? -1 : 1) })
    else if (event.key === 'Escape' && !listOpen) finish(false)
    else if (
      event.key === 'Enter' &&
      !listOpen &&
      !event.nativeEvent.isComposing &&
      !(field.kind === 'longtext' && event.shiftKey)
    )
      finish(true, { row: place.row + 1, column: place.column })
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const onBlur = (event: FocusEvent) => {
    // Options and calendars are drawn outside of the cell but belong to it.
    const to = event.relatedTarget
    const outside =
      to instanceof Element &&
      !box.current?.contains(to) &&
      !to.closest('[data-portal], .mantine-Popover-dropdown')
    if (outside) finish(true)
  }
  return (
    <div ref={box} data-editor className={styles.editor} onKeyDown={onKeyDown} onBlur={onBlur}>
      <FieldEditor
        entity={entity}
        field={field}
        value={value}
        onChange={setValue}
        onProblem={setProblem}
        error={problem ? t(problem) : undefined}
        aria-label={t('ui.table.edit', { field: labelOf(entity, field, t) })}
        referenceTitle={referenceOf(record, field)?.title}
        autoFocus
      />
    </div>
  )
}

function same(a: unknown, b: unknown): boolean {
  return (a ?? null) === (b ?? null) || JSON.stringify(a ?? null) === JSON.stringify(b ?? null)
}
