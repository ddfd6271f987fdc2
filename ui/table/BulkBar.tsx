import type { LucideIcon } from 'lucide-react'
import { X } from 'lucide-react'
import { useFormat, useT } from '../../platform/i18n/react.ts'
import styles from './RecordTable.module.css'
import type { Selection } from './selection.ts'
import { everythingSelected, nothingSelected, selectedCount } from './selection.ts'

/** Something that can be done to all selected records. */
export type BulkAct = { id: string; label: string; icon?: LucideIcon; run: () => void }

type BulkBarProps = {
  selection: Selection
  onSelection: (selection: Selection) => void
  total: number | null
  totalIsExact: boolean
  acts: readonly BulkAct[]
}

/** Floats over the list while something is selected. */
export function BulkBar({ selection, onSelection, total, totalIsExact, acts }: BulkBarProps) {
  const t = useT()
  const format = useFormat()
  const count = selectedCount(selection, total)
  if (selection.mode === 'some' && count === 0) return null
  const matching =
    totalIsExact || total === null
      ? format.number(total ?? 0)
      : t('ui.table.about', { count: format.number(total) })
  return (
    <div className={styles.bulk} role="toolbar" aria-label={t('ui.table.bulk')}>
      <span aria-live="polite">{t('ui.table.selected', { count })}</span>
      {selection.mode === 'some' && total !== null && total > count && (
        <>
          <span aria-hidden>·</span>
          <button type="button" className={styles.bulkLink} onClick={() => onSelection(everythingSelected)}>
            {t('ui.table.allMatching', { count: matching })}
          </button>
        </>
      )}
      {acts.map(({ id, label, icon: Icon, run }) => (
        <button key={id} type="button" onClick={run}>
          {Icon && <Icon size={15} strokeWidth={1.75} aria-hidden />}
          {label}
        </button>
      ))}
      <button
        type="button"
        className={styles.bulkClose}
        aria-label={t('ui.table.clearSelection')}
        onClick={() => onSelection(nothingSelected)}
      >
        <X size={15} aria-hidden />
      </button>
    </div>
  )
}
