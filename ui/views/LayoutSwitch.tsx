import { CalendarDays, SquareKanban, Table2 } from 'lucide-react'
import type { EntityDescriptor } from '../../platform/entities/descriptor.ts'
import { useT } from '../../platform/i18n/react.ts'
import styles from './LayoutSwitch.module.css'
import type { Layout } from './saved-view.ts'

const icons = { table: Table2, board: SquareKanban, calendar: CalendarDays }

/** Table, board or calendar: those that the entity can be shown as. */
export function LayoutSwitch({
  entity,
  layout,
  onLayout,
}: {
  entity: EntityDescriptor
  layout: Layout
  onLayout: (layout: Layout) => void
}) {
  const t = useT()
  const layouts: Layout[] = [
    'table',
    ...(entity.board ? (['board'] as const) : []),
    ...(entity.calendar ? (['calendar'] as const) : []),
  ]
  if (layouts.length < 2) return null
  return (
    <div className={styles.switch}>
      {layouts.map(one => {
        const Icon = icons[one]
        const name = t(`ui.views.${one}`)
        return (
          <button
            key={one}
            type="button"
            aria-pressed={layout === one}
            aria-label={name}
            title={name}
            onClick={() => onLayout(one)}
          >
            <Icon size={15} strokeWidth={1.75} aria-hidden />
            {layout === one && <span>{name}</span>}
          </button>
        )
      })}
    </div>
  )
}
