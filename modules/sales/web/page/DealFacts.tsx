import type { Field } from '../../../../platform/entities/descriptor.ts'
import { patchOf, type RecordRow } from '../../../../ui/field/record.ts'
import { FieldList } from '../../../../ui/record/FieldList.tsx'
import { useEntity, useMay } from '../../../../ui/shell/session.tsx'
import { useDealEdit } from './use-deal-edit.ts'

const shown = [
  'name',
  'amount',
  'currency',
  'expectedClose',
  'nextStep',
  'nextStepAt',
  'category',
  'owner',
  'source',
  'externalId',
  'tags',
  'stageSince',
  'openedAt',
  'closedAt',
]

/** The facts of a deal, edited in place. */
export function DealFacts({ record }: { record: RecordRow }) {
  const may = useMay()
  const entity = useEntity('opportunity')
  const save = useDealEdit()
  const own = entity.fields.filter(field => field.custom).map(field => field.key)
  const edit = (field: Field, value: unknown, began: RecordRow) => save(began, patchOf(field, value))
  return (
    <FieldList
      entity={entity}
      record={record}
      fields={[...shown, ...own]}
      {...(may('sales.write') ? { onEdit: edit } : {})}
    />
  )
}
