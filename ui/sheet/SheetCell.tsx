import { useLayoutEffect, useRef, useState } from 'react'
import { useT } from '../../platform/i18n/react.ts'
import type { CellProps } from './Sheet.tsx'
import type { SheetColumn } from './sheet.ts'
import styles from './Sheet.module.css'

type SheetCellProps<Row> = CellProps & {
  column: SheetColumn<Row>
  row: Row
  /** Hears the row with every text that means something; without it the cell is only read. */
  onRow: ((row: Row) => void) | undefined
}

/** A cell: its value as it is read, and while somebody is in it as it is typed. What means nothing stays there, marked. */
export function SheetCell<Row>({ column, row, onRow, label, 'data-at': at }: SheetCellProps<Row>) {
  const t = useT()
  const [text, setText] = useState<string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [began, setBegan] = useState(row)
  const field = useRef<HTMLInputElement>(null)
  const isIn = text !== null
  // As soon as the text stands there as it is typed, so that the first key replaces it however quickly it comes.
  useLayoutEffect(() => {
    if (isIn && document.activeElement === field.current) field.current?.select()
  }, [isIn])
  const shown = column.show(row)
  if (!onRow || !column.read) return <span className={styles.read}>{shown}</span>
  const typed = () => column.typed?.(row) ?? shown
  const type = (next: string) => {
    setText(next)
    const read = column.read?.(next.trim(), row)
    setProblem(read && 'problem' in read ? read.problem : null)
    if (read && 'row' in read) onRow(read.row)
  }
  const said = problem ? t(problem) : undefined
  return (
    <input
      ref={field}
      className={styles.input}
      data-at={at}
      aria-label={said ? `${label}: ${said}` : label}
      aria-invalid={problem !== null || undefined}
      title={said}
      placeholder={column.placeholder}
      value={text ?? shown}
      inputMode={column.inputMode}
      dir="auto"
      maxLength={500}
      autoComplete="off"
      onFocus={event => {
        if (problem === null) {
          setText(typed())
          setBegan(row)
        }
        // Once more where a mouse has put the cursor after that, unless something was typed.
        const { currentTarget: cell } = event
        const before = typed()
        requestAnimationFrame(() => document.activeElement === cell && cell.value === before && cell.select())
      }}
      onBlur={() => problem === null && setText(null)}
      onKeyDown={event => {
        if (event.key !== 'Escape' || text === null) return
        event.stopPropagation()
        setProblem(null)
        setText(column.typed?.(began) ?? column.show(began))
        onRow(began)
      }}
      onChange={event => type(event.currentTarget.value)}
    />
  )
}
