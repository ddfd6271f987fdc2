import type { Field } from '../../../../platform/entities/descriptor.ts'
import { patchOf, type RecordRow } from '../../../../ui/field/record.ts'
import { FieldList } from '../../../../ui/record/FieldList.tsx'
import { useRecordEdit } from '../../../../ui/record/use-record-edit.ts'
import { useEntity, useMay } from '../../../../ui/shell/session.tsx'
import { salesContract } from '../../contract.ts'
import { reads } from '../use-act.ts'

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
const lists = [salesContract.opportunities]

/** The facts of a deal, edited in place. */
export function DealFacts({ record }: { record: RecordRow }) {
  const may = useMay()
  const entity = useEntity('opportunity')
  const save = useRecordEdit({ entity, update: salesContract.changeOpportunity, lists, reads })
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
