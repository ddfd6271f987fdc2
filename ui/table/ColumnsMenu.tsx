import { Button, Popover } from '@mantine/core'
import { ArrowDown, ArrowUp, Columns3 } from 'lucide-react'
import { useState } from 'react'
import type { EntityDescriptor } from '../../platform/entities/descriptor.ts'
import { useT } from '../../platform/i18n/react.ts'
import { labelOf } from '../field/record.ts'
import { IconButton } from '../theme/IconButton.tsx'
import { Label, TextLink } from '../theme/parts.tsx'
import type { ColumnState } from './columns.ts'
import { moved, standardColumns, toggled } from './columns.ts'
import styles from './ColumnsMenu.module.css'

type ColumnsMenuProps = {
  entity: EntityDescriptor
  columns: readonly ColumnState[]
  onColumns: (columns: readonly ColumnState[]) => void
}

/** Which columns are shown, and in what order. */
export function ColumnsMenu({ entity, columns, onColumns }: ColumnsMenuProps) {
  const t = useT()
  const [opened, setOpened] = useState(false)
  const hidden = entity.fields.filter(
    field => field.key !== entity.title && !columns.some(column => column.key === field.key),
  )
  const shown = columns.filter(
    column => column.key !== entity.title && entity.fields.some(field => field.key === column.key),
  )
  const move = (at: number, step: number) => {
    const target = shown[at + step]
    const column = shown[at]
    if (target && column) onColumns(moved(columns, column.key, target.key))
  }
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" width={280} trapFocus>
      <Popover.Target>
        <Button
          variant="subtle"
          color="gray"
          leftSection={<Columns3 size={15} strokeWidth={1.75} aria-hidden />}
          onClick={() => setOpened(!opened)}
        >
          {t('ui.table.columns')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <div className={styles.list}>
          <Label>{t('ui.table.shown')}</Label>
          {shown.map(({ key }, at) => (
            <ColumnLine
              key={key}
              entity={entity}
              name={key}
              on
              onToggle={() => onColumns(toggled(columns, key))}
              onMove={step => move(at, step)}
            />
          ))}
          {hidden.length > 0 && <Label>{t('ui.table.hidden')}</Label>}
          {hidden.map(({ key }) => (
            <ColumnLine
              key={key}
              entity={entity}
              name={key}
              on={false}
              onToggle={() => onColumns(toggled(columns, key))}
            />
          ))}
        </div>
        <TextLink onClick={() => onColumns(standardColumns(entity))}>{t('ui.table.reset')}</TextLink>
      </Popover.Dropdown>
    </Popover>
  )
}

type LineProps = {
  entity: EntityDescriptor
  name: string
  on: boolean
  onToggle: () => void
  onMove?: (step: number) => void
}

function ColumnLine({ entity, name, on, onToggle, onMove }: LineProps) {
  const t = useT()
  const field = entity.fields.find(candidate => candidate.key === name)
  if (!field) return null
  const column = labelOf(entity, field, t)
  return (
    <div className={styles.line}>
      <label>
        <input type="checkbox" checked={on} onChange={onToggle} aria-label={t('ui.table.show', { column })} />
        {column}
      </label>
      {onMove && (
        <>
          <IconButton onClick={() => onMove(-1)} aria-label={t('ui.table.moveEarlier', { column })}>
            <ArrowUp size={14} aria-hidden />
          </IconButton>
          <IconButton onClick={() => onMove(1)} aria-label={t('ui.table.moveLater', { column })}>
            <ArrowDown size={14} aria-hidden />
          </IconButton>
        </>
      )}
    </div>
  )
}
