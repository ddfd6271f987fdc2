import { Button, SegmentedControl } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { ListPlus, Plus } from 'lucide-react'
import { useState } from 'react'
import { call } from '../../../platform/contract/client.ts'
import { useCall } from '../../../platform/contract/hooks.ts'
import { fieldsContract } from '../../../platform/entities/contract.ts'
import { useT } from '../../../platform/i18n/react.ts'
import { entityName } from '../imports/words.ts'
import { sessionRead } from '../../shell/endpoints.ts'
import { Reading } from '../../shell/Reading.tsx'
import { Page } from '../../shell/Page.tsx'
import { useSession } from '../../shell/session.tsx'
import { useTellProblem } from '../../shell/undo.ts'
import { Card, EmptyState } from '../../theme/parts.tsx'
import { FieldDialog } from './FieldDialog.tsx'
import { FieldLine } from './FieldLine.tsx'
import type { OwnField } from './own-field.ts'
import styles from './Fields.module.css'

/** The organisation's own fields, by kind of record. */
export default function FieldsPage() {
  const t = useT()
  const client = useQueryClient()
  const { entities } = useSession()
  const own = entities.filter(entity => entity.customFields)
  const [chosen, choose] = useState(own[0]?.name ?? '')
  const [editing, setEditing] = useState<OwnField | 'new' | null>(null)
  const fields = useCall(fieldsContract.list, { query: { entity: chosen } })
  // The session carries the descriptions that forms and lists are made from.
  const changed = () => void client.invalidateQueries({ queryKey: [sessionRead.name] })
  const items = fields.data?.items ?? []
  const move = useMove(items, changed)
  const add = (
    <Button variant="filled" leftSection={<Plus size={15} aria-hidden />} onClick={() => setEditing('new')}>
      {t('pages.fields.add')}
    </Button>
  )
  return (
    <Page title={t('pages.fields.title')} count={fields.data && items.length} acts={add}>
      <div className={styles.column}>
        {own.length > 1 && (
          <SegmentedControl
            aria-label={t('pages.fields.of')}
            data={own.map(({ name }) => ({ value: name, label: entityName(t, name) }))}
            value={chosen}
            onChange={choose}
          />
        )}
        <p className={styles.hint}>{t('pages.fields.hint')}</p>
        <Card>
          <h2 className="visually-hidden">{entityName(t, chosen)}</h2>
          <Reading of={fields} lines={4} />
          {fields.data && items.length === 0 && (
            <EmptyState icon={<ListPlus size={20} aria-hidden />} title={t('pages.fields.none')} acts={add}>
              {t('pages.fields.noneHint')}
            </EmptyState>
          )}
          <ul className={styles.list}>
            {items.map((field, at) => (
              <FieldLine
                key={field.id}
                field={field}
                onUp={at > 0 ? () => void move(at, -1) : undefined}
                onDown={at < items.length - 1 ? () => void move(at, 1) : undefined}
                onEdit={() => setEditing(field)}
                onChanged={changed}
              />
            ))}
          </ul>
        </Card>
      </div>
      {editing !== null && (
        <FieldDialog
          entity={chosen}
          field={editing === 'new' ? null : editing}
          onClose={() => setEditing(null)}
          onChanged={changed}
        />
      )}
    </Page>
  )
}

/** Moves a field by one place. Every field whose place in the list is not its number gets its number anew. */
function useMove(items: readonly OwnField[], onMoved: () => void) {
  const client = useQueryClient()
  const tellProblem = useTellProblem()
  return async (at: number, by: -1 | 1) => {
    const order = [...items]
    const [moved] = order.splice(at, 1)
    if (moved) order.splice(at + by, 0, moved)
    try {
      for (const [position, { id, position: before }] of order.entries())
        if (position !== before) await call(fieldsContract.change, { params: { id }, body: { position } })
    } catch (error) {
      tellProblem(error)
    }
    await client.invalidateQueries({ queryKey: [fieldsContract.list.name] })
    onMoved()
  }
}
