import type { Field } from '../../../../../platform/entities/descriptor.ts'
import { patchOf, type RecordRow } from '../../../../../ui/field/record.ts'
import { FieldList } from '../../../../../ui/record/FieldList.tsx'
import { useRecordEdit } from '../../../../../ui/record/use-record-edit.ts'
import { useEntity, useMay } from '../../../../../ui/shell/session.tsx'
import { leadContract } from '../../../contract.ts'
import { leadReads } from '../use-lead-act.ts'

const shown =
  `name company jobTitle email phone website city country note source owner tags externalId`.split(' ')
const lists = [leadContract.leads]

/** The facts of a lead, edited in place. */
export function LeadFacts({ record }: { record: RecordRow }) {
  const may = useMay()
  const entity = useEntity('lead')
  const save = useRecordEdit({ entity, update: leadContract.changeLead, lists, reads: leadReads })
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
